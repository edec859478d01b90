package dev.lockstep.postgres.log;

import dev.lockstep.model.RecordId;
import dev.lockstep.model.RowStatus;
import java.time.Duration;
import java.util.Optional;

/// What became of one entry of an attempt.
public sealed interface Settlement {
    long entryId();

    /// The org took it.
    ///
    /// @param next what the row's status becomes
    record Accepted(long entryId, Optional<RecordId> sfid, Optional<String> message, RowStatus next)
            implements Settlement {}

    /// The org took it as part of another entry of its row.
    record Merged(long entryId, Optional<RecordId> sfid, String message, RowStatus next) implements Settlement {}

    /// The org refused it: it stays in the log, on the list of errors.
    record Refused(long entryId, String code, String message) implements Settlement {}

    /// It needs no call after all.
    record Dismissed(long entryId, String message) implements Settlement {}

    /// It waits again, as if it had never been claimed.
    record Released(long entryId, String message) implements Settlement {}

    /// The same, but it is not tried before some time has passed.
    record Delayed(long entryId, String message, Duration after) implements Settlement {}
}
