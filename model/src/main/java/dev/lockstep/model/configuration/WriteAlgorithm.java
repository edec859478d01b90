package dev.lockstep.model.configuration;

/// How claimed entries are planned.
public enum WriteAlgorithm {
    /// Each change is sent, in the order in which it was captured.
    ORDERED,
    /// All waiting changes of a record are sent as one, and in the order that fills calls best.
    MERGED
}
