package dev.lockstep.model.configuration;

/// How claimed entries are planned.
public enum WriteAlgorithm {
    /// Each change is sent, in the order in which it was captured.
    ORDERED
}
