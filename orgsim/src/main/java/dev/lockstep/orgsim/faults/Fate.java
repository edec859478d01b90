package dev.lockstep.orgsim.faults;

/// What will become of a job, if nobody stops it.
public enum Fate {
    SUCCESS,
    FAILURE,
    /// It begins as always and never ends.
    HANGING
}
