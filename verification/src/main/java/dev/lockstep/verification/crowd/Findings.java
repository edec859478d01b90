package dev.lockstep.verification.crowd;

import java.util.concurrent.atomic.AtomicLong;

/// What the clients found wrong, and how many calls they made. Safe for all of them at once.
final class Findings {
    private static final long MOST_TOLD = 20;

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    void called() {
        calls.incrementAndGet();
    }

    /// The org refused, or answered by another status or text than the call asks for.
    void error(String what) {
        tell("error", errors.incrementAndGet(), what);
    }

    /// A value isn't there that the org has acknowledged, or one is that was overwritten.
    void lost(String what) {
        tell("lost", lost.incrementAndGet(), what);
    }

    private static void tell(String kind, long number, String what) {
        if (number <= MOST_TOLD) {
            System.out.println("  " + kind + ": " + what);
        }
    }

    long calls() {
        return calls.get();
    }

    long errors() {
        return errors.get();
    }

    long lost() {
        return lost.get();
    }
}
