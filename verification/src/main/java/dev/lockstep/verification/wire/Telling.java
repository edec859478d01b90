package dev.lockstep.verification.wire;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Says every ten seconds on standard error how far a campaign is, until it is closed.
public final class Telling implements AutoCloseable {
    private static final long EVERY_SECONDS = 10;

    private final long began = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("telling").factory());

    public Telling(Supplier<String> state) {
        var ignored = clock.scheduleAtFixedRate(() -> tell(state), EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void tell(Supplier<String> state) {
        System.err.printf("%4d s  %s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began), state.get());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
