package dev.lockstep.orgsim.faults;

import java.time.Duration;
import java.util.OptionalLong;

/// What goes wrong: with a request, which has arrived whole before it happens, or with an event.
public sealed interface Fault {
    /// What goes wrong with a request of any API.
    sealed interface OfRequest extends Fault {}

    /// What can go wrong with a request that waits for events, too.
    sealed interface OfAnyRequest extends OfRequest {}

    /// What goes wrong with a client's subscriptions, when it asks for them or waits for events.
    sealed interface OfStream extends Fault {}

    /// What goes wrong with an event on its way from the commit to the subscribers.
    sealed interface OfEvent extends Fault {}

    /// What can go wrong with change events and with notifications of PushTopics alike.
    sealed interface OfAnyEvent extends OfEvent {}

    /// The work is done, then the connection is closed without a byte of an answer: the client can't know.
    record AnswerLost() implements OfAnyRequest {}

    /// The connection is closed without a byte of an answer and nothing was done. A client can't tell it from
    /// [AnswerLost].
    record CutBeforeWork() implements OfAnyRequest {}

    /// Nothing was done, and the answer says 503 in the API's own form.
    record Unavailable() implements OfAnyRequest {}

    /// The work is done at once, its answer is sent after a while. The record's changes are visible meanwhile.
    record AnswerHeld(Duration hold) implements OfRequest {
        public AnswerHeld {
            if (hold.isNegative()) {
                throw new IllegalArgumentException("An answer can't be held for %s.".formatted(hold));
            }
        }
    }

    /// The work is done, and the connection is closed in the middle of its answer.
    ///
    /// @param afterBytes how many bytes of the body are written, counted before they are packed; half of them where
    ///     absent
    record AnswerCut(OptionalLong afterBytes) implements OfRequest {
        public AnswerCut {
            if (afterBytes.isPresent() && afterBytes.getAsLong() < 0) {
                throw new IllegalArgumentException(
                        "An answer can't be cut after %d bytes.".formatted(afterBytes.getAsLong()));
            }
        }
    }

    /// The job that the request makes fails when it runs; the answer tells nothing of it. A request that makes no job
    /// is answered as always.
    record JobFailed() implements OfRequest {}

    /// The replay Id that a client subscribes with is refused, as one that is too old.
    record ReplayRefused() implements OfStream {}

    /// A client's wait for events is never answered, and its connection stays open.
    record StreamSilent() implements OfStream {}

    /// The org has forgotten the client: it is told to begin anew.
    record ClientForgotten() implements OfStream {}

    /// The org has told as many events as it may in a day.
    record EventLimit() implements OfStream {}

    /// Nobody is ever told of the event.
    record EventLost() implements OfAnyEvent {}

    /// The event is told twice, with the same replay Id.
    record EventDoubled() implements OfAnyEvent {}

    /// The event, and all behind it, is told after a while.
    record EventLate(Duration hold) implements OfAnyEvent {
        public EventLate {
            if (hold.isNegative()) {
                throw new IllegalArgumentException("An event can't be held for %s.".formatted(hold));
            }
        }
    }

    /// A gap event is told instead of the change event: it names the records and nothing of them.
    record EventGap() implements OfEvent {}

    /// An overflow event is told instead of the change event: it names the object alone.
    record EventOverflow() implements OfEvent {}
}
