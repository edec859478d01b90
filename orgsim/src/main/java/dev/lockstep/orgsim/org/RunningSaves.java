package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Documented;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The saves that have begun and aren't visible yet. Safe for use by several threads.
final class RunningSaves {
    /// How long a save waits for records that another one holds.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=000387767")
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /// The org's clock may be moved by hand, so that there is no other way to wait for it than to look.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    private final InstantSource clock;
    private final TreeMap<Instant, Integer> begun = new TreeMap<>();
    private final List<RowLocks.Held> held = new CopyOnWriteArrayList<>();
    private final AtomicInteger blocked = new AtomicInteger();
    private volatile boolean isClosing;

    RunningSaves(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void begin(Instant stamp) {
        begun.merge(stamp, 1, Integer::sum);
    }

    synchronized void end(Instant stamp) {
        begun.computeIfPresent(stamp, (_, count) -> count == 1 ? null : count - 1);
    }

    /// When the oldest of them began.
    synchronized Optional<Instant> oldest() {
        return begun.isEmpty() ? Optional.empty() : Optional.of(begun.firstKey());
    }

    /// What the others hold, for a save that began at that moment or waits since then.
    RowLocks locks(Instant since) {
        var isAllHeld = SaveConditions.current().areRowsLocked();
        if (held.isEmpty() && !isAllHeld) {
            return RowLocks.NONE;
        }
        var patience =
                clock.instant().isBefore(since.plus(LONGEST_WAIT)) ? RowLocks.Patience.WAIT : RowLocks.Patience.REFUSE;
        return new RowLocks(List.copyOf(held), patience, isAllHeld);
    }

    /// How many are done and wait for their time.
    int waiting() {
        return held.size();
    }

    /// How many wait for records that others hold.
    int blocked() {
        return blocked.get();
    }

    void hold(RowLocks.Held rows) {
        held.add(rows);
    }

    void release(RowLocks.Held rows) {
        // One that holds the very same is as good.
        held.remove(rows);
    }

    /// Waits until one of the saves that are running now is over, or the wait that began then has been long enough.
    ///
    /// @throws SaveAbandoned when the org is closed
    void awaitRelease(Instant since) {
        var before = List.copyOf(held);
        blocked.incrementAndGet();
        try {
            await(() -> !held.containsAll(before) || !clock.instant().isBefore(since.plus(LONGEST_WAIT)));
        } finally {
            blocked.decrementAndGet();
        }
    }

    /// Waits for a moment by the org's clock.
    ///
    /// @throws SaveAbandoned when the org is closed
    void await(Instant moment) {
        await(() -> !clock.instant().isBefore(moment));
    }

    private void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (isClosing || Thread.currentThread().isInterrupted()) {
                throw new SaveAbandoned();
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    void close() {
        isClosing = true;
    }
}
