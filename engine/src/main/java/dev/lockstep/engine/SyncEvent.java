package dev.lockstep.engine;

import dev.lockstep.model.Action;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the sync tells of itself: a demo prints it, a server counts it, a test waits on it.
public sealed interface SyncEvent {

    /// The shift owns the connection and begins to work.
    record ShiftStarted(String connection, long epoch, List<ObjectName> objects) implements SyncEvent {
        public ShiftStarted {
            objects = List.copyOf(objects);
        }
    }

    /// A page of a load is in the database.
    ///
    /// @param expected how many records the org says there are
    record LoadProgress(ObjectName object, long rows, long expected, Duration since) implements SyncEvent {}

    record Loaded(ObjectName object, long rows, Duration took) implements SyncEvent {}

    /// A poll is complete: everything that the org showed up to `upTo` is in the database or in staging.
    record Polled(ObjectName object, long records, Instant upTo) implements SyncEvent {}

    /// A change of the org is in the database.
    ///
    /// @param changedAt the record's SystemModstamp, in whole seconds of the org's clock
    /// @param latency from that stamp until now
    record ArrivedInPostgres(
            ObjectName object, Action action, RecordId record, long row, Instant changedAt, Duration latency)
            implements SyncEvent {}

    /// A change of the database is in the org.
    ///
    /// @param latency from its capture until the org's answer was settled
    record ArrivedInOrg(
            ObjectName object, Action action, long row, Optional<RecordId> record, long entry, Duration latency)
            implements SyncEvent {}

    /// The org refused a change; it stands on the list of errors until somebody settles it.
    record EntryFailed(ObjectName object, Action action, long row, long entry, String message) implements SyncEvent {}

    /// An answer was lost. The entries wait until evidence says what became of them.
    record OutcomeUnknown(long attempt, int entries, String why) implements SyncEvent {}

    record OutcomeResolved(long attempt, int accepted, int sentAgain, int listed) implements SyncEvent {}

    /// A record from the org that the database refused; it stands on the list of read errors.
    record RecordRefused(ObjectName object, RecordId record, String message) implements SyncEvent {}

    /// Something keeps changes of a table from being captured, or captures them twice.
    record CaptureProblem(ObjectName object, String problem) implements SyncEvent {}

    /// Something is away or asks for patience; the same is tried again.
    record Retrying(String what, String why, Duration after) implements SyncEvent {}

    /// A fault of this program, with all that helps to find it. The shift ends.
    record Fault(String what, Throwable cause) implements SyncEvent {}

    /// The shift ended by itself and does no more work.
    record ShiftEnded(String why) implements SyncEvent {}
}
