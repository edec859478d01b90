package dev.lockstep.orgsim.org;

/// How a call that saves deals with records that are refused.
public enum SaveOptions {
    /// The others are saved.
    PARTIAL,
    /// One refused record undoes the whole call.
    ALL_OR_NONE
}
