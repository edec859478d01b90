package dev.lockstep.clients.camel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What has come and nobody has asked for yet.
final class Arrivals<T> {
    /// Far longer than an event takes; only a failing visit waits for its end.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>();

    void add(T arrival) {
        waiting.add(arrival);
    }

    T next() throws InterruptedException {
        return within(PATIENCE)
                .orElseThrow(
                        () -> new IllegalStateException("Nothing came in %d seconds".formatted(PATIENCE.toSeconds())));
    }

    /// The next one where it comes in that time.
    Optional<T> within(Duration time) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    List<T> several(int count) throws InterruptedException {
        List<T> several = new ArrayList<>();
        while (several.size() < count) {
            several.add(next());
        }
        return several;
    }
}
