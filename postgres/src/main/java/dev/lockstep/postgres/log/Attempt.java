package dev.lockstep.postgres.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A call that was about to be sent, as it was written down before it.
///
/// @param carrier how it travels
/// @param entries those that are still unsettled
/// @param lostAt the org's time when the answer was found to be lost; empty while it may still come
public record Attempt(
        long id,
        long epoch,
        Carrier carrier,
        String operation,
        List<Entry> entries,
        Instant orgTime,
        Optional<Instant> lostAt) {
    public Attempt {
        entries = List.copyOf(entries);
    }

    /// What takes a call to the org.
    ///
    /// @param job the bulk job, once the org has opened one; nothing was sent of a call by job that has
    ///     none
    public record Carrier(Transport transport, Optional<String> job) {}

    public boolean isByJob() {
        return carrier.transport() == Transport.BULK;
    }

    Attempt withJob(String job) {
        return new Attempt(
                id, epoch, new Carrier(Transport.BULK, Optional.of(job)), operation, entries, orgTime, lostAt);
    }
}
