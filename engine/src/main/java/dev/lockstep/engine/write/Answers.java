package dev.lockstep.engine.write;

import dev.lockstep.engine.Sides;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.engine.read.MappingReader;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.log.Attempt;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.Settlement;
import dev.lockstep.postgres.log.TriggerLog;
import dev.lockstep.salesforce.OrgFailure;
import dev.lockstep.salesforce.RecordOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes down what the org answered: to the log at once, then to the rows, then reads back what the
/// org derived.
///
/// If it dies before the log has the answer, the attempt is open and its outcome is settled by
/// evidence; if it dies after, the rows are written from the log. Used by one thread.
public final class Answers {
    private final Sides sides;
    private final TriggerLog log;
    private final Map<String, MappingReader> readers;
    private final InstantSource time;

    /// Settles for one shift.
    ///
    /// @param time the database's clock stamps the capture; the same machine's or a synchronised one
    ///     gives latencies
    public Answers(Sides sides, TriggerLog log, Map<String, MappingReader> readers, InstantSource time) {
        this.sides = sides;
        this.log = log;
        this.readers = Map.copyOf(readers);
        this.time = time;
    }

    /// Settles a call by what the org said of each of its records; empty where it said that it did
    /// nothing of it.
    Settling settle(
            Attempt attempt,
            Plan.Call call,
            List<Optional<RecordOutcome>> outcomes,
            Settling.Circumstances circumstances) {
        var settling = Settling.of(call, outcomes, circumstances);
        // Before the log says SUCCESS: a death between the two leaves an open attempt, never a lost local value.
        settling.again().forEach(this::captureAgain);
        settle(attempt, call, settling.settlements());
        readBack(settling.readBack());
        return settling;
    }

    private void captureAgain(Settling.Again again) {
        var entry = again.planned().entry();
        log.captureAgain(sides.epoch(), entry.table(), entry.recordId(), again.columns());
    }

    /// Settles a call of which nothing was done, for a reason that lies in its records.
    void refuse(Attempt attempt, Plan.Call call, OrgFailure why) {
        var settlements = new ArrayList<Settlement>();
        call.records()
                .forEach(planned -> planned.change()
                        .entryIds()
                        .forEach(
                                entry -> settlements.add(new Settlement.Refused(entry, why.code(), why.getMessage()))));
        call.refused()
                .forEach(refused -> refused.change()
                        .entryIds()
                        .forEach(entry -> settlements.add(new Settlement.Refused(
                                entry,
                                refused.intent().code(),
                                refused.intent().code() + ": "
                                        + refused.intent().message()))));
        settle(attempt, call, settlements);
    }

    private void settle(Attempt attempt, Plan.Call call, List<Settlement> settlements) {
        log.settle(sides.epoch(), attempt, settlements);
        tell(call, settlements);
        log.writeBack(sides.epoch());
    }

    private void tell(Plan.Call call, List<Settlement> settlements) {
        var mappings = new LinkedHashMap<Long, Mapping>();
        var entries = new LinkedHashMap<Long, Entry>();
        call.records().forEach(planned -> {
            mappings.put(planned.entry().id(), planned.mapping());
            entries.put(planned.entry().id(), planned.entry());
        });
        call.refused().forEach(refused -> {
            mappings.put(refused.entry().id(), refused.mapping());
            entries.put(refused.entry().id(), refused.entry());
        });
        var now = time.instant();
        for (var settlement : settlements) {
            var entry = entries.get(settlement.entryId());
            var mapping = mappings.get(settlement.entryId());
            if (entry != null && mapping != null) {
                tell(settlement, entry, mapping, now);
            }
        }
    }

    private void tell(Settlement settlement, Entry entry, Mapping mapping, Instant now) {
        switch (settlement) {
            case Settlement.Accepted accepted ->
                sides.listener()
                        .on(new SyncEvent.ArrivedInOrg(
                                mapping.object(),
                                entry.action(),
                                entry.recordId(),
                                accepted.sfid(),
                                entry.id(),
                                Duration.between(entry.createdAt(), now)));
            case Settlement.Refused refused -> tellFailed(mapping, entry, refused.message());
            case Settlement.Merged merged -> {}
            case Settlement.Dismissed dismissed -> {}
            case Settlement.Released released -> {}
            case Settlement.Delayed delayed -> {}
        }
    }

    private void tellFailed(Mapping mapping, Entry entry, String message) {
        sides.listener()
                .on(new SyncEvent.EntryFailed(mapping.object(), entry.action(), entry.recordId(), entry.id(), message));
    }

    /// What can't be read back now is read by the next poll: the rows say INSERTED or UPDATED until then.
    private void readBack(List<Settling.Target> targets) {
        var byTable = new LinkedHashMap<String, List<RecordId>>();
        for (var target : targets) {
            byTable.computeIfAbsent(target.mapping().table(), table -> new ArrayList<>())
                    .add(target.id());
        }
        byTable.forEach((table, ids) -> {
            var reader = readers.get(table);
            if (reader != null) {
                try {
                    reader.readBack(ids);
                } catch (OrgFailure away) {
                    sides.listener()
                            .on(new SyncEvent.Retrying("reading back " + table, away.getMessage(), Duration.ZERO));
                }
            }
        });
    }
}
