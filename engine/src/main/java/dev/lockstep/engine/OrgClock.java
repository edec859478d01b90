package dev.lockstep.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The org's time without a call for each look: asked for now and then, and carried on by a clock that only
/// runs forward. Safe for several threads.
public final class OrgClock {
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(5);

    private final Supplier<Instant> ask;
    private final LongSupplier nanoTime;
    private Instant asked;
    private long askedAtNanos;

    /// Asks the org once, at once.
    ///
    /// @param ask asks the org
    /// @param nanoTime such as [System#nanoTime()]
    public OrgClock(Supplier<Instant> ask, LongSupplier nanoTime) {
        this.ask = ask;
        this.nanoTime = nanoTime;
        this.asked = ask.get();
        // Behind the answer: what the asking took counts as not passed.
        this.askedAtNanos = nanoTime.getAsLong();
    }

    /// The org's time, never later than the org's own clock says: what the asking took counts as not passed.
    public synchronized Instant now() {
        long nanos = nanoTime.getAsLong();
        if (nanos - askedAtNanos > ASK_AGAIN_AFTER.toNanos()) {
            asked = ask.get();
            askedAtNanos = nanoTime.getAsLong();
            return asked;
        }
        return asked.plusNanos(nanos - askedAtNanos);
    }
}
