package dev.lockstep.engine.read;

import dev.lockstep.engine.Sides;
import dev.lockstep.model.Mapping;
import dev.lockstep.salesforce.OrgFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Up to when the org has shown everything of one object.
///
/// A record takes its stamp inside its transaction and becomes visible when that commits, so that it can
/// appear behind a watermark. The org itself says up to when no transaction is still running; the answer
/// costs a call, so it is asked for no more often than is useful. Not safe for several threads.
final class Coverage {
    private static final Duration ASK_AT_MOST_EVERY = Duration.ofSeconds(30);
    /// The org wants its two ends at least a minute apart, and cuts seconds off.
    private static final Duration SPAN = Duration.ofMinutes(3);

    private final Sides sides;
    private final Mapping mapping;
    private Optional<Instant> asked = Optional.empty();
    private Optional<Instant> covered = Optional.empty();
    private boolean toldOf = true;

    Coverage(Sides sides, Mapping mapping) {
        this.sides = sides;
        this.mapping = mapping;
    }

    /// Where the watermark may move: the newest stamp seen, held back to what the org covers. Never before
    /// `watermark`.
    Instant advance(Instant watermark, Instant newest) {
        if (!newest.isAfter(watermark)) {
            return watermark;
        }
        var bound = upTo();
        var next = bound.isPresent() && bound.get().isBefore(newest) ? bound.get() : newest;
        return next.isAfter(watermark) ? next : watermark;
    }

    private Optional<Instant> upTo() {
        var now = sides.clock().now();
        if (toldOf
                && asked.filter(before -> before.plus(ASK_AT_MOST_EVERY).isAfter(now))
                        .isEmpty()) {
            asked = Optional.of(now);
            try {
                covered = Optional.of(sides.org().coveredUntil(mapping.object(), now.minus(SPAN), now));
            } catch (OrgFailure failure) {
                if (!failure.code().equals(OrgFailure.NOT_REPLICATEABLE)) {
                    throw failure;
                }
                toldOf = false;
                covered = Optional.empty();
            }
        }
        return covered;
    }
}
