package dev.lockstep.model;

import static dev.lockstep.model.EntryEvent.ACCEPTED;
import static dev.lockstep.model.EntryEvent.CLAIMED;
import static dev.lockstep.model.EntryEvent.DISMISSED;
import static dev.lockstep.model.EntryEvent.FOLDED;
import static dev.lockstep.model.EntryEvent.RECAPTURED;
import static dev.lockstep.model.EntryEvent.REFUSED;
import static dev.lockstep.model.EntryEvent.RELEASED;
import static dev.lockstep.model.EntryEvent.REQUEUE_ASKED;
import static dev.lockstep.model.EntryEvent.RETRIED;
import static dev.lockstep.model.EntryState.FAILED;
import static dev.lockstep.model.EntryState.IGNORE;
import static dev.lockstep.model.EntryState.IGNORED;
import static dev.lockstep.model.EntryState.MERGED;
import static dev.lockstep.model.EntryState.NEW;
import static dev.lockstep.model.EntryState.PENDING;
import static dev.lockstep.model.EntryState.READONLY;
import static dev.lockstep.model.EntryState.REQUEUE;
import static dev.lockstep.model.EntryState.REQUEUED;
import static dev.lockstep.model.EntryState.SUCCESS;

import java.util.List;

/// The life cycle of an entry, a line a legal move. Every other pair of state and event is refused.
public record EntryMove(EntryState from, EntryEvent event, EntryState to) {

    public static final List<EntryMove> LEGAL = List.of(
            new EntryMove(NEW, CLAIMED, PENDING),
            new EntryMove(NEW, FOLDED, MERGED),
            new EntryMove(NEW, DISMISSED, IGNORED),
            new EntryMove(IGNORE, DISMISSED, IGNORED),
            new EntryMove(READONLY, DISMISSED, IGNORED),
            new EntryMove(PENDING, RELEASED, NEW),
            new EntryMove(PENDING, ACCEPTED, SUCCESS),
            new EntryMove(PENDING, REFUSED, FAILED),
            new EntryMove(PENDING, FOLDED, MERGED),
            new EntryMove(PENDING, DISMISSED, IGNORED),
            new EntryMove(FAILED, CLAIMED, PENDING),
            new EntryMove(FAILED, RETRIED, NEW),
            new EntryMove(FAILED, DISMISSED, IGNORED),
            new EntryMove(FAILED, REQUEUE_ASKED, REQUEUE),
            new EntryMove(FAILED, RECAPTURED, REQUEUED),
            new EntryMove(REQUEUE, RECAPTURED, REQUEUED),
            new EntryMove(REQUEUE, RETRIED, NEW),
            new EntryMove(REQUEUE, FOLDED, MERGED));

    /// The state after the event. Throws [IllegalStateException] for a move that isn't legal.
    public static EntryState after(EntryState from, EntryEvent event) {
        return LEGAL.stream()
                .filter(move -> move.from == from && move.event == event)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an entry that is " + from + " can't be " + event))
                .to;
    }
}
