package dev.lockstep.engine.doubt;

import dev.lockstep.model.RecordId;

/// What the evidence says of one doubtful entry.
sealed interface Verdict {
    long entryId();

    /// The org did it, and still has it so.
    record Done(long entryId, RecordId id) implements Verdict {}

    /// The org has the record, with other values than were sent: the waiting local values go out again.
    record DoneButDiffers(long entryId, RecordId id) implements Verdict {}

    /// The org did it, and somebody deleted the record since. It is not made anew.
    record DoneThenDeleted(long entryId, RecordId id) implements Verdict {}

    /// The org did nothing of it and can't any more: it is sent again.
    record NotDone(long entryId) implements Verdict {}

    /// The record that was to be changed is gone.
    record Gone(long entryId, String message) implements Verdict {}

    /// The evidence doesn't decide: a person has to. Sending again could double the record.
    record Undecided(long entryId, String message) implements Verdict {}
}
