package dev.lockstep.postgres.load;

/// Where a load puts the records.
public enum LoadTarget {
    /// Into a table without indexes that takes the mapped table's place when it is whole.
    UNSEEN,
    /// Into staging, from where they are merged into the mapped table that was there before.
    STAGING
}
