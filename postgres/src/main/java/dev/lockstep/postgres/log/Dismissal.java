package dev.lockstep.postgres.log;

import dev.lockstep.model.EntryEvent;

/// An entry that needs no call, and why.
///
/// @param event `DISMISSED`, or `FOLDED` where another entry carries the change
public record Dismissal(long entryId, EntryEvent event, String message) {
    public Dismissal(long entryId, String message) {
        this(entryId, EntryEvent.DISMISSED, message);
    }

    public Dismissal {
        if (event != EntryEvent.DISMISSED && event != EntryEvent.FOLDED) {
            throw new IllegalArgumentException("no call is needed of an entry that is " + event);
        }
    }
}
