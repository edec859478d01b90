package dev.lockstep.engine.write;

import dev.lockstep.model.configuration.FailedEntries;
import dev.lockstep.postgres.log.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Records that aren't there yet and that nobody may name: their inserts failed, are being sent or are
/// tried later.
record HeldParents(References references, Set<ParentKey> keys) {
    HeldParents {
        keys = Set.copyOf(keys);
    }

    static HeldParents of(List<Entry> unsettledInserts, PlanSettings settings) {
        var references = new References(settings.mappings());
        var keys = new HashSet<ParentKey>();
        unsettledInserts.stream()
                .filter(insert -> !insert.hasFailed() || settings.failedEntries() != FailedEntries.FAIL)
                .forEach(insert -> references.made(insert).ifPresent(keys::add));
        return new HeldParents(references, keys);
    }
}
