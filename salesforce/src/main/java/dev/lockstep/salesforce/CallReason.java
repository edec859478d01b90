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
    /// To write records: by a call, or by a job, for which opening it, giving it its data, closing and aborting it
    /// are a request each.
    WRITE,
    /// To learn how far a job that writes is, and to remove it.
    WRITE_JOB,
    /// To read a list of what became of such a job's records.
    WRITE_RESULT
}
