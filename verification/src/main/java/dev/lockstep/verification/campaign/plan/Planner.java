package dev.lockstep.verification.campaign.plan;

import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.verification.campaign.plan.Change.Value;
import dev.lockstep.verification.campaign.plan.Plan.Patience;
import dev.lockstep.verification.campaign.plan.Plan.Setting;
import dev.lockstep.verification.campaign.plan.Step.Victim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/// Plans the schedule of a seed. Pure.
public final class Planner {
    /// What a seed may choose; the sync can be switched from one to the other in mid-schedule.
    private static final List<WriteAlgorithm> ALGORITHMS = List.of(WriteAlgorithm.values());
    /// Whether a corrected row settles the entries that the org had refused. Until it does, nothing is
    /// corrected.
    private static final boolean CORRECTIONS_SETTLE = true;
    /// Of so many seeds in a row, one has processes that are killed; all others cut wires, which is
    /// faster.
    private static final int WITH_PROCESSES = 8;

    private static final int MOST_SESSIONS = 3;
    private static final int MOST_TRANSACTIONS = 3;
    private static final int MOST_OF_A_PERSON = 4;
    private static final int MOST_MESSAGES_TO_ORG = 12;
    private static final int MOST_MESSAGES_TO_DATABASE = 120;
    private static final int LONGEST_PAUSE_MILLIS = 400;

    private final Random random;
    private final Setting setting;
    private final Patience patience;
    private final WriteAlgorithm algorithm;
    private final List<Thing> shared;
    private final List<SessionPlanner> sessions = new ArrayList<>();
    private final PersonPlanner person;
    private final FaultPlanner faults;
    private final List<Step> steps = new ArrayList<>();

    private Planner(long seed) {
        // The first numbers of neighbouring seeds are alike in Random; this mixes them.
        this.random = new Random(new SplittableRandom(seed).nextLong());
        this.setting = seed % WITH_PROCESSES == 0 ? Setting.PROCESSES : Setting.WIRED;
        // A killed org forgets how far its clock was put forward.
        this.patience =
                setting == Setting.PROCESSES || random.nextInt(4) == 0 ? Patience.SHORT_LIMIT : Patience.ORG_CLOCK;
        this.algorithm = anAlgorithm();
        this.shared = List.of(
                new Thing(Table.ACCOUNT, seed + "-shared-1"),
                new Thing(Table.ACCOUNT, seed + "-shared-2"),
                new Thing(Table.CONTACT, seed + "-shared-3"),
                new Thing(Table.LEAD, seed + "-shared-4"));
        int number = 1 + random.nextInt(MOST_SESSIONS);
        for (int i = 0; i < number; i++) {
            sessions.add(new SessionPlanner(new Random(random.nextLong()), seed + "-" + (char) ('a' + i), shared));
        }
        this.person = new PersonPlanner(new Random(random.nextLong()), seed + "-org");
        this.faults = new FaultPlanner(random, patience);
    }

    public static Plan plan(long seed) {
        var planner = new Planner(seed);
        planner.plan();
        return new Plan(seed, planner.setting, planner.patience, planner.algorithm, planner.steps);
    }

    private WriteAlgorithm anAlgorithm() {
        return ALGORITHMS.get(random.nextInt(ALGORITHMS.size()));
    }

    private void plan() {
        steps.add(new Step.Work(
                List.of(new Step.Script(
                        "shared",
                        List.of(new Transaction(
                                shared.stream()
                                        .<Change>map(thing -> new Change.Insert(thing, Optional.empty(), Value.SOUND))
                                        .toList(),
                                Transaction.End.COMMIT,
                                0)))),
                List.of()));
        int rounds = 1 + random.nextInt(3);
        for (int round = 0; round < rounds; round++) {
            round();
        }
        steps.add(new Step.ClearFaults());
        if (CORRECTIONS_SETTLE) {
            steps.add(new Step.Work(corrections(), List.of()));
        }
    }

    private void round() {
        for (int i = random.nextInt(3); i > 0; i--) {
            steps.add(faults.fault());
        }
        boolean dies = setting == Setting.WIRED && random.nextInt(3) == 0;
        if (dies) {
            steps.add(death());
        }
        steps.add(new Step.Work(scripts(), person.changes(random.nextInt(MOST_OF_A_PERSON + 1))));
        steps.add(new Step.Pause(random.nextInt(LONGEST_PAUSE_MILLIS)));
        if (dies) {
            steps.add(new Step.Kill(Victim.THE_SYNC));
        } else {
            disturbance().ifPresent(steps::add);
        }
    }

    private Step death() {
        var fate = random.nextBoolean() ? Step.Fate.ARRIVES : Step.Fate.IS_LOST;
        return random.nextInt(3) == 0
                ? new Step.DieAt(Step.Side.ORG, 1 + random.nextInt(MOST_MESSAGES_TO_ORG), fate)
                : new Step.DieAt(Step.Side.DATABASE, 1 + random.nextInt(MOST_MESSAGES_TO_DATABASE), fate);
    }

    private Optional<Step> disturbance() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> Optional.of(new Step.Kill(Victim.THE_SYNC));
            case 2 -> Optional.of(new Step.Kill(setting == Setting.PROCESSES ? Victim.ALL_THREE : Victim.THE_SYNC));
            case 3 -> Optional.of(new Step.TakeOver());
            case 4 -> Optional.of(new Step.EndDatabaseSessions());
            case 5 -> Optional.of(new Step.SignEverybodyOut());
            case 6 -> Optional.of(new Step.Restart(anAlgorithm()));
            default -> Optional.empty();
        };
    }

    private List<Step.Script> scripts() {
        var scripts = new ArrayList<Step.Script>();
        for (int i = 0; i < sessions.size(); i++) {
            scripts.add(new Step.Script(
                    String.valueOf((char) ('a' + i)),
                    sessions.get(i).transactions(1 + random.nextInt(MOST_TRANSACTIONS))));
        }
        return scripts;
    }

    /// Each session corrects what it has spoiled.
    private List<Step.Script> corrections() {
        var scripts = new ArrayList<Step.Script>();
        for (int i = 0; i < sessions.size(); i++) {
            scripts.add(new Step.Script(
                    String.valueOf((char) ('a' + i)), sessions.get(i).corrections()));
        }
        return scripts;
    }
}
