package dev.lockstep.salesforce;

/// Which records a query looks at.
public enum QueryScope {
    /// Without the recycle bin and without archived activities.
    LIVE,
    /// With both.
    WITH_DELETED
}
