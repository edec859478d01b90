package dev.lockstep.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadedTest {
    private static final Loaded LOADED =
            new Loaded(1_000_000, Duration.ofMillis(12_500), Duration.ofMillis(2_500), 90_000_000, 268_435_456);

    @Test
    void isReadAsItIsTold() {
        assertThat(Loaded.read(LOADED.line())).contains(LOADED);
        assertThat(Loaded.read("progress 20000 1000000")).isEmpty();
    }

    @Test
    void leavesTheOrgsPartOut() {
        assertThat(LOADED.seconds()).isEqualTo(10.0);
        assertThat(LOADED.orgSeconds()).isEqualTo(2.5);
    }
}
