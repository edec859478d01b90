package dev.lockstep.engine;

import dev.lockstep.engine.read.MappingReader;
import dev.lockstep.model.configuration.ReadingSection;
import java.time.Duration;

/// What a reading thread of a shift does: load once, poll again and again, and merge in between what had to
/// wait.
final class ReadingWork {
    private static final Duration TIDY_EVERY = Duration.ofSeconds(5);

    private final MappingReader reader;
    private final ReadingSection settings;
    private boolean loaded;
    private long polledAt;

    ReadingWork(MappingReader reader, ReadingSection settings) {
        this.reader = reader;
        this.settings = settings;
    }

    /// One piece of work; says how long to wait before the next.
    Duration piece() {
        if (!loaded) {
            loaded = reader.loadIfNeeded();
            if (!loaded) {
                return Duration.ZERO;
            }
            polledAt = System.nanoTime() - settings.pollInterval().toNanos();
        }
        var untilPoll = settings.pollInterval().minusNanos(System.nanoTime() - polledAt);
        if (untilPoll.isPositive()) {
            if (reader.hasLeftovers()) {
                reader.tidy();
            }
            return shorter(untilPoll, TIDY_EVERY);
        }
        polledAt = System.nanoTime();
        reader.poll();
        return shorter(settings.pollInterval(), TIDY_EVERY);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
