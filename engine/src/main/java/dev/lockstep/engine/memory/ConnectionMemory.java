package dev.lockstep.engine.memory;

import dev.lockstep.model.RecordId;
import java.util.Optional;

/// What was last known of a connection's two sides.
///
/// @param organization the org's Id
/// @param systemIdentifier PostgreSQL's own number of the database cluster
/// @param timeline which history of that cluster; a restore or a promotion begins a new one
/// @param settled the number of the last settled outcome
public record ConnectionMemory(RecordId organization, String systemIdentifier, long timeline, long settled) {

    /// Why the sides that are found now can't be the ones remembered; empty where they can.
    ///
    /// A sandbox that was refreshed has another organization Id. A restored or cloned database either is
    /// another cluster, or has another history, or stands behind what was already settled: its log may hold
    /// entries that were sent, and sending them again would double records.
    public Optional<String> contradictedBy(ConnectionMemory found) {
        if (!organization.equals(found.organization)) {
            return Optional.of("the org is " + found.organization + " where it was " + organization);
        }
        if (!systemIdentifier.equals(found.systemIdentifier)) {
            return Optional.of("the database belongs to the cluster " + found.systemIdentifier + " where it was "
                    + systemIdentifier + ": it looks like a copy");
        }
        if (timeline != found.timeline) {
            return Optional.of("the database is on timeline " + found.timeline + " where it was on " + timeline
                    + ": it looks restored or promoted");
        }
        if (found.settled < settled) {
            return Optional.of("the database has settled " + found.settled + " outcomes where it had settled " + settled
                    + ": it looks restored");
        }
        return Optional.empty();
    }

    /// The same connection, after more was settled.
    public ConnectionMemory settledUpTo(long number) {
        return new ConnectionMemory(organization, systemIdentifier, timeline, number);
    }
}
