package dev.lockstep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static double median(double... seconds) {
        var samples = new Samples();
        DoubleStream.of(seconds).forEach(samples::add);
        return samples.median();
    }

    @Test
    void tellTheMiddleOne() {
        assertThat(median(3)).isEqualTo(3);
        assertThat(median(90, 1, 2)).isEqualTo(2);
        assertThat(median(4, 1, 90, 2)).isEqualTo(3);
    }

    @Test
    void tellTheLeastThatAShareDoesNotExceed() {
        var hundred = new Samples();
        for (int sample = 100; sample >= 1; sample--) {
            hundred.add(sample);
        }
        assertThat(hundred.quantile(0.99)).isEqualTo(99);
        assertThat(hundred.quantile(0.995)).isEqualTo(100);
        assertThat(hundred.quantile(1)).isEqualTo(100);
        assertThat(hundred.quantile(0.001)).isEqualTo(1);
    }

    @Test
    void tellNothingWhereNothingWasMeasured() {
        assertThatThrownBy(SamplesTest::median).isInstanceOf(IllegalStateException.class);
    }
}
