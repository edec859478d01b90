package dev.lockstep.postgres.log;

import java.time.Instant;
import java.util.List;

/// A call that is about to be sent.
///
/// @param operation the verb of the call
/// @param orgTime the org's time before it
public record AttemptDraft(Transport transport, String operation, List<Long> entryIds, Instant orgTime) {
    public AttemptDraft {
        entryIds = List.copyOf(entryIds);
    }
}
