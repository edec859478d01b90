package dev.lockstep.orgsim.org;

import java.util.List;

/// What became of a request to merge. Ids have 18 characters.
public sealed interface MergeOutcome {
    /// One record is left.
    ///
    /// @param master the Id of the record that stayed
    /// @param losers those that were deleted
    /// @param moved records that named a loser, and name the master now
    record Merged(String master, List<String> losers, List<String> moved) implements MergeOutcome {
        public Merged {
            losers = List.copyOf(losers);
            moved = List.copyOf(moved);
        }
    }

    /// Nothing has changed.
    record Refused(List<SaveError> errors) implements MergeOutcome {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
