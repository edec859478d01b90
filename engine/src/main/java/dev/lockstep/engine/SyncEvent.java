package dev.lockstep.engine;

import dev.lockstep.model.Action;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.configuration.WriteAlgorithm;
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

    /// A load goes on where an earlier shift left it.
    ///
    /// @param rows that are here already
    record LoadResumed(ObjectName object, String job, long rows) implements SyncEvent {}

    /// A load can't go on yet.
    ///
    /// @param records of which the org has told so far, or that wait for their indexes
    record LoadWaits(ObjectName object, LoadWait forWhat, long records, Duration since) implements SyncEvent {}

    /// What a load may wait for.
    enum LoadWait {
        /// The org runs the query by itself.
        ORG,
        /// The table gets its indexes.
        INDEXES
    }

    /// The org doesn't run the query by itself; it is read page by page instead.
    record LoadedByPages(ObjectName object, String why) implements SyncEvent {}

    /// More records of a load are in the database.
    ///
    /// @param rows that are there, those that earlier shifts brought included
    /// @param expected how many records the org says there are
    /// @param resumedAt how many rows were there when this shift began
    /// @param bytes that this shift has read of the org's answers; 0 where it isn't known
    /// @param since the first of them was asked for
    record LoadProgress(ObjectName object, long rows, long expected, long resumedAt, long bytes, Duration since)
            implements SyncEvent {}

    /// A load is over.
    ///
    /// @param rows that are in the database
    /// @param refused records that it refused; they stand on the list of read errors
    /// @param took in this shift
    record Loaded(ObjectName object, long rows, long refused, Duration took) implements SyncEvent {}

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

    /// Writing plans by this algorithm from now on.
    record WritesBy(WriteAlgorithm algorithm) implements SyncEvent {}

    /// The org works at a bulk job.
    ///
    /// @param records that the job carries
    /// @param processed of them, as the org says
    record JobProgress(ObjectName object, String job, long records, long processed, Duration since)
            implements SyncEvent {}

    /// The org takes no bulk job of this object; its changes go by requests until the shift ends.
    record WrittenWithoutJobs(ObjectName object, String why) implements SyncEvent {}

    /// Archived entries that ended longer ago than they are kept were removed.
    ///
    /// @param kept entries as old that something still needs
    record ArchiveCleared(long removed, long kept, Duration keep) implements SyncEvent {}

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
