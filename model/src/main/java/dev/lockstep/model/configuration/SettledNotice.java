package dev.lockstep.model.configuration;

/// How others in the database are told that changes were settled.
public enum SettledNotice {
    /// Not at all: who waits asks.
    NONE,
    /// By NOTIFY, in the transaction that settles.
    NOTIFY
}
