package dev.lockstep.orgsim.org;

import java.util.List;

/// Records that are to become one.
///
/// @param master the record that stays, with the values that it is to have
/// @param losers the Ids of the others
public record MergeRequest(InputRecord master, List<String> losers) {
    public MergeRequest {
        losers = List.copyOf(losers);
    }
}
