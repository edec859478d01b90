package dev.lockstep.orgsim.faults;

import java.time.Duration;
import java.util.OptionalLong;

/// What goes wrong with a request. Whatever it is, the request has arrived whole before it happens.
public sealed interface Fault {
    /// The work is done, then the connection is closed without a byte of an answer: the client can't know.
    record AnswerLost() implements Fault {}

    /// The connection is closed without a byte of an answer and nothing was done. A client can't tell it from
    /// [AnswerLost].
    record CutBeforeWork() implements Fault {}

    /// Nothing was done, and the answer says 503 in the API's own form.
    record Unavailable() implements Fault {}

    /// The work is done at once, its answer is sent after a while. The record's changes are visible meanwhile.
    record AnswerHeld(Duration hold) implements Fault {
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
    record AnswerCut(OptionalLong afterBytes) implements Fault {
        public AnswerCut {
            if (afterBytes.isPresent() && afterBytes.getAsLong() < 0) {
                throw new IllegalArgumentException(
                        "An answer can't be cut after %d bytes.".formatted(afterBytes.getAsLong()));
            }
        }
    }

    /// The job that the request makes fails when it runs; the answer tells nothing of it. A request that makes no job
    /// is answered as always.
    record JobFailed() implements Fault {}

    /// The request waits, and is then carried out and answered as always.
    record WorkDelayed(Duration delay) implements Fault {
        public WorkDelayed {
            requireTime(delay);
        }
    }

    /// Nothing is done and nothing is answered, and the connection stays open so long; then it is closed.
    record NeverAnswered(Duration hold) implements Fault {
        public NeverAnswered {
            requireTime(hold);
        }
    }

    /// What the request saves has the stamp of its beginning and becomes visible so much later, by the org's clock.
    /// Then it is answered.
    record CommitLate(Duration delay) implements Fault {
        public CommitLate {
            requireTime(delay);
        }
    }

    /// As [CommitLate], but the connection is closed at once, without a byte of an answer: the work outlives it.
    record CommitAfterCut(Duration delay) implements Fault {
        public CommitAfterCut {
            requireTime(delay);
        }
    }

    /// Each record that the request would save is refused, because somebody else holds it.
    record RowsLocked() implements Fault {}

    /// The session by which the request was sent ends just before it.
    record SessionEnded() implements Fault {}

    /// Nothing was done, and the answer is a page for people, whatever the API.
    record MaintenancePage() implements Fault {}

    /// Nothing was done, and the answer is a refusal in the API's own form.
    record Refused(RequestRefusal refusal) implements Fault {}

    /// The job that the request makes begins to run as always and never ends; the answer tells nothing of it. A
    /// request that makes no job is answered as always.
    record JobHung() implements Fault {}

    private static void requireTime(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("A fault can't take %s.".formatted(time));
        }
    }
}
