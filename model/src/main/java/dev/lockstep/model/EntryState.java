package dev.lockstep.model;

/// Where an entry of the trigger log stands. The names and their meaning are Heroku Connect's; which moves are legal
/// stands in [EntryMove].
public enum EntryState {
    /// Captured, waits to be sent.
    NEW,
    /// Captured, with nothing to send.
    IGNORE,
    /// Captured on a read-only mapping; never sent.
    READONLY,
    /// Claimed: it stands in an attempt whose outcome isn't settled.
    PENDING,
    /// The org has it.
    SUCCESS,
    /// Folded into another entry of the same record.
    MERGED,
    /// Looked at; no send was due, or a person said so.
    IGNORED,
    /// The org refused it; the message says why.
    FAILED,
    /// A person asks for the archived entry to be captured again.
    REQUEUE,
    /// It was captured again.
    REQUEUED;

    /// Whether the local change it stands for has neither reached the org nor been given up.
    public boolean isUnsettled() {
        return this == NEW || this == PENDING || this == FAILED || this == REQUEUE;
    }

    /// Whether the log keeps it in the archive.
    public boolean isArchived() {
        return switch (this) {
            case SUCCESS, MERGED, IGNORED, REQUEUE, REQUEUED -> true;
            case NEW, IGNORE, READONLY, PENDING, FAILED -> false;
        };
    }
}
