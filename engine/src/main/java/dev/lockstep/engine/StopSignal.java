package dev.lockstep.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Says that a shift is to end, and lets its threads wait without missing it. Safe for several threads.
public final class StopSignal {
    private final CountDownLatch raised = new CountDownLatch(1);
    private volatile Optional<String> why = Optional.empty();

    /// @param reason why the shift ends by itself; the first one counts
    synchronized void raise(Optional<String> reason) {
        if (!isRaised()) {
            why = reason;
        }
        raised.countDown();
    }

    public boolean isRaised() {
        return raised.getCount() == 0;
    }

    Optional<String> why() {
        return why;
    }

    /// Waits, at most until the signal is raised. An interrupt raises it.
    public void await(Duration atMost) {
        try {
            var ignored = raised.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            raise(Optional.of("it was interrupted"));
        }
    }
}
