package dev.lockstep.engine.doubt;

import dev.lockstep.engine.Sides;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.engine.content.Change;
import dev.lockstep.engine.content.Folding;
import dev.lockstep.model.Action;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.RowStatus;
import dev.lockstep.model.configuration.WritingSection;
import dev.lockstep.postgres.log.Attempt;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.Settlement;
import dev.lockstep.postgres.log.TriggerLog;
import dev.lockstep.postgres.merge.Rereads;
import dev.lockstep.salesforce.OrgFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/// Settles attempts whose answer was lost, as they were sent, by what the org shows once it can't be
/// working on them any more. Until then their entries wait, and nothing of their records is sent. Used
/// by one thread; what it does may be done again after a death at any point.
public final class DoubtResolver {
    /// The org's clocks needn't agree to the second.
    static final Duration CLOCK_MARGIN = Duration.ofSeconds(5);
    /// The org wants the ends of the time it is asked about at least a minute apart.
    private static final Duration COVERAGE_SPAN = Duration.ofMinutes(2);

    private final Sides sides;
    private final TriggerLog log;
    private final Rereads rereads;
    private final WritingSection settings;

    public DoubtResolver(Sides sides, TriggerLog log, Rereads rereads, WritingSection settings) {
        this.sides = sides;
        this.log = log;
        this.rereads = rereads;
        this.settings = settings;
    }

    /// Puts in doubt what was about to be sent when its process, or its way to the log, came to an end.
    /// To be called while no call is under way.
    public void doubtWhatIsOpen() {
        for (var attempt : log.open()) {
            // A job is its own receipt.
            if (attempt.lostAt().isEmpty() && !attempt.isByJob()) {
                var why = "what became of it could not be written down";
                log.doubt(sides.epoch(), attempt, sides.clock().now(), why);
                sides.listener()
                        .on(new SyncEvent.OutcomeUnknown(
                                attempt.id(), attempt.entries().size(), why));
            }
        }
    }

    /// Settles what can be settled now; returns the records to be read back, by table.
    public Map<String, List<RecordId>> resolve() {
        var readBack = new LinkedHashMap<String, List<RecordId>>();
        for (var attempt : log.open()) {
            if (attempt.lostAt().isPresent() && isOver(attempt, attempt.lostAt().get())) {
                resolve(attempt, attempt.lostAt().get(), readBack);
            }
        }
        return readBack;
    }

    /// Whether the org can't be working on the call any more. Before that, "not found" proves nothing.
    private boolean isOver(Attempt attempt, Instant lostAt) {
        var now = sides.clock().now();
        if (now.isBefore(lostAt.plus(settings.unknownOutcomeMargin()))) {
            return false;
        }
        return mappings(attempt).stream().allMatch(mapping -> isOver(mapping, lostAt, now));
    }

    private boolean isOver(Mapping mapping, Instant lostAt, Instant now) {
        try {
            var covered = sides.org().coveredUntil(mapping.object(), now.minus(COVERAGE_SPAN), now);
            return !covered.isBefore(lostAt.plus(settings.unknownOutcomeMargin()))
                    || now.isAfter(lostAt.plus(settings.unknownOutcomeLimit()));
        } catch (OrgFailure failure) {
            if (failure.code().equals(OrgFailure.NOT_REPLICATEABLE)) {
                return now.isAfter(lostAt.plus(settings.unknownOutcomeLimit()));
            }
            throw failure;
        }
    }

    private List<Mapping> mappings(Attempt attempt) {
        return attempt.entries().stream()
                .map(Entry::table)
                .distinct()
                .flatMap(table -> sides.mapping(table).stream())
                .toList();
    }

    private void resolve(Attempt attempt, Instant lostAt, Map<String, List<RecordId>> readBack) {
        var verdicts = new ArrayList<Verdict>();
        var changes = new LinkedHashMap<Long, Change>();
        for (var mapping : mappings(attempt)) {
            var own = Folding.ofAttempt(attempt.entries().stream()
                    .filter(entry -> entry.table().equals(mapping.table()))
                    .toList());
            own.forEach(change -> changes.put(change.net().id(), change));
            verdicts.addAll(new Judgement(sides, mapping, settings.unknownOutcomeMargin())
                    .of(attempt, own.stream().map(Change::net).toList(), lostAt));
        }
        var settlements = new ArrayList<Settlement>();
        for (var verdict : verdicts) {
            var change = Optional.ofNullable(changes.get(verdict.entryId())).orElseThrow();
            prepare(verdict, change.net());
            settlements.addAll(settlements(verdict, change));
        }
        log.settle(sides.epoch(), attempt, settlements);
        verdicts.forEach(verdict -> noteReadBack(verdict, changes, readBack));
        log.writeBack(sides.epoch());
        sides.listener().on(summary(attempt, verdicts));
    }

    /// What has to be there before the entry is settled, so that a death in between loses nothing. Done
    /// twice it costs a call and changes nothing.
    private void prepare(Verdict verdict, Entry entry) {
        switch (verdict) {
            case Verdict.DoneButDiffers differs ->
                log.captureAgain(sides.epoch(), entry.table(), entry.recordId(), Set.of());
            case Verdict.DoneThenDeleted deleted ->
                sides.mapping(entry.table())
                        .ifPresent(mapping -> rereads.note(
                                sides.epoch(), mapping, List.of(deleted.id()), "deleted after its answer was lost"));
            case Verdict.Done done -> {}
            case Verdict.NotDone notDone -> {}
            case Verdict.Gone gone -> {}
            case Verdict.Undecided undecided -> {}
        }
    }

    private static List<Settlement> settlements(Verdict verdict, Change change) {
        return switch (verdict) {
            case Verdict.Done done ->
                accepted(change, done.id(), "the answer was lost; the org shows that it was done");
            case Verdict.DoneButDiffers differs ->
                accepted(change, differs.id(), "the answer was lost; the org's record differs and is updated");
            case Verdict.DoneThenDeleted deleted ->
                accepted(change, deleted.id(), "the answer was lost; the record was deleted in the org since");
            case Verdict.NotDone notDone ->
                each(
                        change,
                        entry -> new Settlement.Released(
                                entry, "the answer was lost; the org shows that it was not done"));
            case Verdict.Gone gone ->
                each(change, entry -> new Settlement.Refused(entry, "ENTITY_IS_DELETED", gone.message()));
            case Verdict.Undecided undecided ->
                each(change, entry -> new Settlement.Refused(entry, "OUTCOME_UNKNOWN", undecided.message()));
        };
    }

    private static List<Settlement> each(Change change, LongFunction<Settlement> settlement) {
        return change.entryIds().stream().map(settlement::apply).toList();
    }

    private static List<Settlement> accepted(Change change, RecordId id, String message) {
        var next = switch (change.net().action()) {
            case INSERT -> RowStatus.INSERTED;
            case UPDATE -> RowStatus.UPDATED;
            case DELETE -> RowStatus.SYNCED;
        };
        return change.accepted(id, Optional.of(message), next);
    }

    private static void noteReadBack(Verdict verdict, Map<Long, Change> changes, Map<String, List<RecordId>> readBack) {
        if (verdict instanceof Verdict.Done done) {
            var change = changes.get(done.entryId());
            if (change != null && change.net().action() != Action.DELETE) {
                readBack.computeIfAbsent(change.net().table(), table -> new ArrayList<>())
                        .add(done.id());
            }
        }
    }

    private static SyncEvent summary(Attempt attempt, List<Verdict> verdicts) {
        int accepted = 0;
        int sentAgain = 0;
        int listed = 0;
        for (var verdict : verdicts) {
            switch (verdict) {
                case Verdict.Done done -> accepted++;
                case Verdict.DoneButDiffers differs -> accepted++;
                case Verdict.DoneThenDeleted deleted -> accepted++;
                case Verdict.NotDone notDone -> sentAgain++;
                case Verdict.Gone gone -> listed++;
                case Verdict.Undecided undecided -> listed++;
            }
        }
        return new SyncEvent.OutcomeResolved(attempt.id(), accepted, sentAgain, listed);
    }
}
