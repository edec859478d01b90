package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.List;

/// What one commit changed.
///
/// @param commitNumber counts the commits that changed records from the org's beginning on, over restarts too
/// @param at whole seconds, by the org's clock
/// @param changes in the order in which the records were first touched; never empty
public record ChangeSet(
        long commitNumber, Instant at, String userId, ChangeOrigin origin, SaveWay way, List<RecordChange> changes) {
    public ChangeSet {
        changes = List.copyOf(changes);
    }
}
