package dev.lockstep.verification.campaign;

import dev.lockstep.verification.wire.EmptyFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// One schedule: both sides work in bursts, a fault and a kill come at moments that the seed chooses,
/// everything is started again, and in the end both sides are proved.
///
/// The same seed chooses the same work, fault and kind of kill; how far the sync has got when the kill comes
/// depends on the machine, too.
final class Schedule implements AutoCloseable {
    private static final int ROUNDS = 3;
    private static final int LONGEST_DELAY_MILLIS = 1_500;
    private static final int LONGEST_BURST = 40;
    private static final long SETTLE_SECONDS = 120;
    private static final Duration STRIKE_AT_MOST = Duration.ofSeconds(5);
    private static final List<String> OPERATIONS = List.of("create", "upsert", "update", "delete");

    /// Which processes die.
    enum Kill {
        THE_SYNC,
        ALL_THREE
    }

    /// What goes wrong beside the kill.
    enum Trouble {
        NOTHING,
        /// The kill comes after the org's commit and before its answer.
        ANSWER_HELD,
        ANSWERS_LOST,
        CUT_BEFORE_WORK,
        UNAVAILABLE
    }

    private final long seed;
    private final Path folder;
    private final Random random;
    private final Kill kill;
    private final Trouble trouble;
    private final String operation;
    private final Processes processes;
    private final PostgresWork application;
    private final OrgWork person;
    private final OrgFaults faults = new OrgFaults();

    Schedule(long seed, Path folder) throws IOException, InterruptedException {
        this.seed = seed;
        this.folder = folder;
        // The first numbers of neighbouring seeds are alike in Random; this mixes them.
        this.random = new Random(new SplittableRandom(seed).nextLong());
        this.kill = pick(Kill.values());
        this.trouble = pick(Trouble.values());
        this.operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        EmptyFolder.at(folder);
        this.application = new PostgresWork(new Random(random.nextLong()), Long.toString(seed));
        this.person = new OrgWork(new Random(random.nextLong()), Long.toString(seed));
        this.processes = Processes.start(folder);
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    Campaign.Finding run() throws IOException, InterruptedException {
        if (random.nextInt(4) > 0) {
            // Otherwise the work and the kill may meet the first load.
            Rest.await(processes.database(), SETTLE_SECONDS);
        }
        awaitTables();
        for (int round = 0; round < ROUNDS; round++) {
            work();
            if (round == 1) {
                fail();
            }
            Rest.pause(random.nextInt(LONGEST_DELAY_MILLIS));
        }
        faults.clear(processes.org().url());
        boolean isAtRest = Rest.await(processes.database(), SETTLE_SECONDS);
        boolean wasAlive = processes.isSyncAlive();
        processes.stopSync();
        var what = "kill %s, trouble %s %s%s"
                .formatted(kill, trouble, operation, wasAlive ? "" : ", SYNC ENDED BY ITSELF");
        var finding = new Proof(processes, List.of(application.ledger(), person.ledger())).of(what, isAtRest);
        if (!finding.isClean()) {
            System.out.println("seed " + seed + " left everything in " + folder);
        }
        return finding;
    }

    /// An application can't write before its tables are there.
    private void awaitTables() throws InterruptedException {
        var tables = new Tables(processes.database());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        while (!tables.areCapturing()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the sync has made no tables; its log is in " + folder);
            }
            Rest.pause(50);
        }
    }

    private void work() {
        application.burst(processes.database(), 1 + random.nextInt(LONGEST_BURST));
        person.burst(processes.org().url(), 1 + random.nextInt(LONGEST_BURST / 2));
    }

    private void fail() throws IOException, InterruptedException {
        var org = processes.org().url();
        switch (trouble) {
            case NOTHING -> Rest.pause(random.nextInt(LONGEST_DELAY_MILLIS));
            case ANSWER_HELD -> {
                faults.add(org, rule("answer-held", ", \"hold_ms\": \"20000\", \"count\": \"1\""));
                application.burst(processes.database(), LONGEST_BURST);
                faults.awaitStrike(org, STRIKE_AT_MOST);
            }
            case ANSWERS_LOST -> moreWorkWith(rule("answer-lost", ", \"count\": \"3\""));
            case CUT_BEFORE_WORK -> moreWorkWith(rule("cut-before-work", ", \"count\": \"3\""));
            case UNAVAILABLE -> moreWorkWith("{\"fault\": \"unavailable\", \"count\": \"5\"}");
        }
        switch (kill) {
            case THE_SYNC -> processes.killSync();
            case ALL_THREE -> processes.killAll();
        }
    }

    private void moreWorkWith(String rule) throws IOException, InterruptedException {
        faults.add(processes.org().url(), rule);
        application.burst(processes.database(), LONGEST_BURST);
        Rest.pause(random.nextInt(LONGEST_DELAY_MILLIS));
    }

    private String rule(String fault, String rest) {
        return "{\"fault\": \"%s\", \"api\": \"soap\", \"operation\": \"%s\"%s}".formatted(fault, operation, rest);
    }

    @Override
    public void close() {
        processes.close();
    }
}
