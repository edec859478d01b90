package dev.lockstep.app.demo;

import dev.lockstep.app.console.UntilInterrupted;
import dev.lockstep.engine.Shift;
import java.time.Duration;
import java.time.Instant;

/// Finds out whether a shift has nothing left to do.
final class Quiet {
    private static final long LOOK_EVERY_MILLIS = 50;

    private final Shift shift;
    private final UntilInterrupted end;

    Quiet(Shift shift, UntilInterrupted end) {
        this.shift = shift;
        this.end = end;
    }

    /// Whether every mapping is loaded.
    boolean isLoaded() {
        return shift.polledUpTo().isPresent();
    }

    /// Waits until everything that both sides had at the time `orgTime` has crossed.
    ///
    /// @return whether that came about in time
    boolean await(Instant orgTime, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (shift.endedBecause().isEmpty() && System.nanoTime() < deadline && !end.isAsked()) {
            boolean isRead = shift.polledUpTo().filter(orgTime::isBefore).isPresent();
            if (isRead && shift.backlog().isSettled()) {
                return true;
            }
            end.await(LOOK_EVERY_MILLIS);
        }
        return false;
    }
}
