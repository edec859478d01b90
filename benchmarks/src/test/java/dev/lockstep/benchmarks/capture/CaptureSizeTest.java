package dev.lockstep.benchmarks.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CaptureSizeTest {
    @Test
    void sparesThePeerOfALargeStatement() {
        assertThat(CaptureSize.of(100_000)).isEqualTo(new CaptureSize(100_000, 2_000, 5_000));
        assertThat(CaptureSize.of(2_000)).isEqualTo(new CaptureSize(2_000, 100, 100));
    }

    @Test
    void neverChangesMoreRowsThanThereAre() {
        assertThat(CaptureSize.of(100)).isEqualTo(new CaptureSize(100, 100, 100));
    }
}
