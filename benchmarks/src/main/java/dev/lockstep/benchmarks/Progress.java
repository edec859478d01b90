package dev.lockstep.benchmarks;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Tells on standard error what is being done, whenever that takes more than two seconds: at once where it has changed
/// since, else every ten. A thread of its own looks, so that work that can't report is told of, too.
public final class Progress implements AutoCloseable {
    private static final long LOOK_EVERY_SECONDS = 2;
    private static final long SAME_EVERY_SECONDS = 10;

    private final long began = System.nanoTime();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private volatile String step = "";
    private String told = "";
    private long toldAt;

    public Progress() {
        var ignored = looks.scheduleAtFixedRate(this::tell, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /// What is done from now on.
    public void step(String what) {
        step = what;
    }

    private void tell() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        var now = step;
        if (!now.equals(told) || seconds - toldAt >= SAME_EVERY_SECONDS) {
            told = now;
            toldAt = seconds;
            System.err.printf("%4d s  %s%n", seconds, now);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
