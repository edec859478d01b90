package dev.lockstep.orgsim.org;

import java.util.List;

/// What became of one record of a call, deletes included.
public sealed interface SaveOutcome {
    /// The record is saved, or deleted.
    ///
    /// @param id 18 characters
    /// @param created false for updates and deletes
    record Saved(String id, boolean created) implements SaveOutcome {}

    /// Nothing of the record is saved.
    record Refused(List<SaveError> errors) implements SaveOutcome {
        public Refused {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("A refusal has a reason");
            }
        }
    }
}
