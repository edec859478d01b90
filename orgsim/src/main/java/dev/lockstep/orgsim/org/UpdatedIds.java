package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.List;

/// The answer to `getUpdated`; Ids have 18 characters.
public record UpdatedIds(List<String> ids, Instant latestDateCovered) {
    public UpdatedIds {
        ids = List.copyOf(ids);
    }
}
