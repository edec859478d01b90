package dev.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final long seed = System.nanoTime();
    private final Backoff backoff = new Backoff(FIRST, LONGEST, new Random(seed));

    @Test
    void doublesUpToItsBoundAndNeverWaitsLessThanHalfOfIt() {
        long bound = FIRST.toMillis();
        for (int failure = 1; failure <= 100; failure++) {
            assertThat(backoff.afterFailure().toMillis())
                    .as("failure %d of seed %d", failure, seed)
                    .isBetween(bound / 2, bound);
            bound = Math.min(bound * 2, LONGEST.toMillis());
        }
    }

    @Test
    void beginsAnewAfterASuccess() {
        for (int failure = 1; failure <= 10; failure++) {
            var ignored = backoff.afterFailure();
        }

        backoff.succeeded();

        assertThat(backoff.afterFailure()).as("seed %d", seed).isLessThanOrEqualTo(FIRST);
    }

    @Test
    void waitsTheSameForTheSameSeed() {
        var same = new Backoff(FIRST, LONGEST, new Random(seed));

        assertThat(same.afterFailure()).isEqualTo(backoff.afterFailure());
    }
}
