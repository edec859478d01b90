package dev.lockstep.model.configuration;

/// What an entry that the org refused does to those behind it. A later change of its row goes out with
/// it as one, in any case: it may be what corrects it.
public enum FailedEntries {
    /// Records that refer to it wait; everything else goes on.
    HOLD_RECORD,
    /// Nothing else is sent until it is corrected or given up.
    STALL,
    /// Nobody waits: later changes of its record are sent without it, where the record exists.
    FAIL
}
