package dev.lockstep.salesforce;

/// Why a request was made.
public enum CallReason {
    /// To get a token. Salesforce doesn't count it against the org's daily limit.
    SIGN_IN,
    /// To learn the org's time.
    CLOCK,
    /// To learn the objects and their fields.
    DESCRIBE,
    /// To read a page of a query.
    QUERY,
    /// To have a query run by the org itself, and to learn how far it is.
    BULK_JOB,
    /// To read a page of such a query's result.
    BULK_RESULT,
    /// To learn up to when reads are complete.
    COVERAGE,
    /// To write records.
    WRITE
}
