package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.Set;

/// Under what circumstances a commit changed its records: what its events tell beside the records themselves.
///
/// @param at the org's time of the commit
/// @param userId who changed them
/// @param followers the Ids of those records that nobody named: they were changed because another one was deleted
record Circumstances(Instant at, String userId, ChangeOrigin origin, SaveWay way, Set<String> followers) {
    Circumstances {
        followers = Set.copyOf(followers);
    }
}
