package dev.lockstep.orgsim.bulk;

/// What will become of a job, if nobody stops it.
enum Fate {
    SUCCESS,
    FAILURE
}
