package dev.lockstep.orgsim.soql;

/// A part of a query that not every API takes.
public enum Construct {
    GROUP_BY,
    OFFSET,
    TYPEOF,
    /// A query of children in the SELECT.
    CHILDREN,
    /// `COUNT()`, `MAX(…)` and the like.
    AGGREGATE,
    /// `FIELDS(ALL)` and the like.
    FIELDS
}
