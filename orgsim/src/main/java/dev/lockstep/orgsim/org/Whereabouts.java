package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.List;

/// Where a record that the org keeps is, and how it came there.
sealed interface Whereabouts {
    /// Where everybody finds it.
    record Here() implements Whereabouts {}

    /// Nothing is left but the time of its deletion, which replication tells.
    record Gone() implements Whereabouts {}

    /// Deleted, and may come back.
    ///
    /// @param root whose deletion brought this one here: itself, or a parent that it comes back with alone
    /// @param cleared the lookups of others that were emptied since they named it
    record InBin(String root, List<ClearedLookup> cleared) implements Whereabouts {
        public InBin {
            cleared = List.copyOf(cleared);
        }
    }

    /// Deleted and out of the recycle bin: it can't come back, and queries for deleted records still find it for a
    /// while.
    record OutOfBin(Instant since) implements Whereabouts {}

    /// A lookup that was emptied since the record that it named was deleted.
    ///
    /// @param id of the record that has the lookup
    record ClearedLookup(String id, String field) {}
}
