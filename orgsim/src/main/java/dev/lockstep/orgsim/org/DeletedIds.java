package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.List;

/// The answer to `getDeleted`; Ids have 18 characters.
public record DeletedIds(List<DeletedId> deleted, Instant earliestDateAvailable, Instant latestDateCovered) {
    public DeletedIds {
        deleted = List.copyOf(deleted);
    }

    public record DeletedId(String id, Instant deletedDate) {}
}
