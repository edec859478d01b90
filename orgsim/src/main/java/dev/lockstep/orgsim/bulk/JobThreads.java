package dev.lockstep.orgsim.bulk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The threads that work on jobs, and how they wait for the org's time.
public final class JobThreads {
    /// The org's clock may be moved by hand, so that there is no other way to wait for it than to look.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    private final InstantSource clock;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public JobThreads(InstantSource clock) {
        this.clock = clock;
    }

    public void begin(String name, Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                work.run();
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
    }

    public boolean isStopping() {
        return stopping;
    }

    /// Waits until a time of the org has come.
    ///
    /// @return false where the work is to be left before: it isn't wanted any more, or everything stops
    public boolean waitFor(Instant moment, BooleanSupplier isWanted) {
        return waitUntil(() -> !clock.instant().isBefore(moment), isWanted);
    }

    /// Waits until something has happened; as [#waitFor].
    public boolean waitUntil(BooleanSupplier hasCome, BooleanSupplier isWanted) {
        while (!stopping && isWanted.getAsBoolean()) {
            if (hasCome.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return false;
    }

    /// Leaves all work as it is and returns when nobody works any more. Threads aren't interrupted: that would close
    /// the journal that they write.
    public void stop() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
