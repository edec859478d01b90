package dev.lockstep.orgsim.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what another thread is about to do.
final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Eventually() {}

    static void isTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It didn't come true within " + PATIENCE);
            }
            Thread.onSpinWait();
        }
    }
}
