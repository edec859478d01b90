package dev.lockstep.orgsim.org;

/// How records came to be saved.
public enum SaveWay {
    /// By a call that was answered with their outcomes.
    CALL,
    /// By a bulk job.
    BULK_JOB
}
