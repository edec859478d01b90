package dev.lockstep.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try: twice as long each time up to a bound, and never quite the same.
public final class Backoff {
    private static final int MOST_DOUBLINGS = 20;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /// Counts a failure, and says how long to wait: between half of the bound that it has reached and
    /// all of it.
    public Duration afterFailure() {
        var after = afterTries(failures);
        failures++;
        return after;
    }

    /// How long to wait after so many failures before this one.
    public Duration afterTries(int tries) {
        var doubled = first.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
        long most = Math.min(doubled.toMillis(), longest.toMillis());
        return Duration.ofMillis(most - random.nextLong(most / 2 + 1));
    }

    public void succeeded() {
        failures = 0;
    }
}
