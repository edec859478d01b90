package dev.lockstep.orgsim.org;

/// What happens to a record when the record that its lookup names is deleted.
public enum OnParentDelete {
    /// The lookup is emptied.
    CLEAR,
    /// The record is deleted along.
    CASCADE,
    /// The other record can't be deleted before this one is gone.
    RESTRICT
}
