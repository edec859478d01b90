package dev.lockstep.postgres.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A call that was about to be sent, as it was written down before it.
///
/// @param entries those that are still unsettled
/// @param lostAt the org's time when the answer was found to be lost; empty while it may still come
public record Attempt(
        long id, long epoch, String operation, List<Entry> entries, Instant orgTime, Optional<Instant> lostAt) {
    public Attempt {
        entries = List.copyOf(entries);
    }
}
