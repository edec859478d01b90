package dev.lockstep.app.demo;

import dev.lockstep.app.console.UntilInterrupted;
import dev.lockstep.engine.Shift;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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

    /// Waits until everything that both sides have now has crossed: nothing was left to do, every mapping has been
    /// polled from its beginning since, and nothing is left to do again. In between each poll has something to
    /// do, since it reads the last minutes once more.
    ///
    /// @return whether that came about in time
    boolean await(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        var settledAt = Optional.<Instant>empty();
        while (shift.endedBecause().isEmpty() && System.nanoTime() < deadline && !end.isAsked()) {
            if (shift.backlog().isSettled()) {
                if (settledAt.isEmpty()) {
                    // The org may tell its time in whole seconds.
                    settledAt = Optional.of(shift.sides().org().now().plusSeconds(1));
                } else if (shift.polledUpTo().filter(settledAt.get()::isBefore).isPresent()) {
                    return true;
                }
            }
            end.await(LOOK_EVERY_MILLIS);
        }
        return false;
    }
}
