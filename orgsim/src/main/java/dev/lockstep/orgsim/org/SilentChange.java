package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;

/// A change of a record that comes of a call for another one, or of no call at all. No document tells whether it
/// moves the record's `SystemModstamp`; that it starts no automation is told of merging.
@Assumed(reason = "None of these moves a stamp, as long as a test doesn't choose otherwise")
public enum SilentChange {
    /// A lookup was emptied, since its parent was deleted.
    CLEARED_LOOKUP,
    /// A lookup names its parent again, since that came back from the recycle bin.
    RESTORED_LOOKUP,
    /// A lookup names another parent, since its own was merged into that one.
    REPARENTED_BY_MERGE,
    /// A task or an event was archived, since it is old.
    ARCHIVED_ACTIVITY
}
