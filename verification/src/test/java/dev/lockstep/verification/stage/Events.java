package dev.lockstep.verification.stage;

import dev.lockstep.engine.SyncEvent;
import dev.lockstep.engine.SyncListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// Keeps what the sync tells, and waits for what is to come.
///
/// A condition is looked at after each event and every few milliseconds besides, since not everything that a test
/// waits for is told of.
public final class Events implements SyncListener {
    private static final Duration AT_MOST = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(40);
    private static final int LAST_TOLD = 30;

    private final List<SyncEvent> told = new CopyOnWriteArrayList<>();
    private final Semaphore news = new Semaphore(0);

    @Override
    public void on(SyncEvent event) {
        told.add(event);
        news.release();
    }

    public List<SyncEvent> all() {
        return List.copyOf(told);
    }

    public <T extends SyncEvent> List<T> of(Class<T> type) {
        return all().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// Waits until an event of the type that fulfils the condition was told, and returns the first.
    public <T extends SyncEvent> T await(Class<T> type, Predicate<T> condition) {
        until("a " + type.getSimpleName(), () -> of(type).stream().anyMatch(condition));
        return of(type).stream().filter(condition).findFirst().orElseThrow();
    }

    /// Waits until the condition holds; fails with what was told last where that takes too long.
    public void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + AT_MOST + " for " + what + "; told last: " + last());
            }
            pause();
        }
    }

    /// Polls come several times a second and would hide the rest.
    private List<SyncEvent> last() {
        var rest = all().stream()
                .filter(event -> !(event instanceof SyncEvent.Polled))
                .toList();
        return rest.subList(Math.max(0, rest.size() - LAST_TOLD), rest.size());
    }

    private void pause() {
        try {
            if (news.tryAcquire(LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
