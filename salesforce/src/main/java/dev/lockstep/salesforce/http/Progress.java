package dev.lockstep.salesforce.http;

/// How far a request came that got no whole answer.
public enum Progress {
    /// No byte of its body left: nobody can have acted on it.
    NOTHING_SENT,
    /// It may have arrived, whole, and have been acted on.
    PERHAPS_ARRIVED
}
