package dev.lockstep.postgres.merge;

import java.time.Duration;

/// How long merging waits.
///
/// @param lockWait for another transaction's lock, at most half the server's `deadlock_timeout`, so that we and never
/// an
/// application give way
/// @param heldAtMost how long a record is held that an insert of unknown outcome may have made
/// @param clockSkew by how much a record's creation may seem older than the attempt that made it
public record MergeLimits(Duration lockWait, Duration heldAtMost, Duration clockSkew) {
    public static final MergeLimits DEFAULT =
            new MergeLimits(Duration.ofMillis(300), Duration.ofMinutes(10), Duration.ofSeconds(5));
}
