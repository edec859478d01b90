package dev.lockstep.model;

/// What can happen to an entry of the trigger log.
public enum EntryEvent {
    /// An attempt takes it, before anything is sent.
    CLAIMED,
    /// The attempt was given up before a byte was sent, or the org answered before it processed anything.
    RELEASED,
    /// The org took it.
    ACCEPTED,
    /// The org refused it.
    REFUSED,
    /// It was folded into another entry.
    FOLDED,
    /// There is nothing to send.
    DISMISSED,
    /// A person wants it sent again.
    RETRIED,
    /// A person wants the archived one captured again.
    REQUEUE_ASKED,
    /// It was captured again.
    RECAPTURED
}
