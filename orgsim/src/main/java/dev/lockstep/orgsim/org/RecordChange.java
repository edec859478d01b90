package dev.lockstep.orgsim.org;

import java.util.Optional;

/// One record before and after a commit.
///
/// @param number counts the changes of the org from its beginning on, over restarts too
/// @param before absent for a new record
public record RecordChange(long number, Kind kind, Cause cause, Optional<RecordView> before, RecordView after) {
    public enum Kind {
        CREATED,
        UPDATED,
        DELETED,
        UNDELETED
    }

    public enum Cause {
        /// Somebody named the record.
        ASKED_FOR,
        /// Another record was deleted.
        FOLLOWED
    }

    static Kind kindOf(Optional<RecordView> before, RecordView after) {
        if (before.isEmpty()) {
            return Kind.CREATED;
        }
        if (before.get().isDeleted() == after.isDeleted()) {
            return Kind.UPDATED;
        }
        return after.isDeleted() ? Kind.DELETED : Kind.UNDELETED;
    }
}
