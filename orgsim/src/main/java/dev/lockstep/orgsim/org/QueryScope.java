package dev.lockstep.orgsim.org;

/// Whether a query sees deleted records: `query` doesn't, `queryAll` does.
public enum QueryScope {
    LIVE,
    WITH_DELETED
}
