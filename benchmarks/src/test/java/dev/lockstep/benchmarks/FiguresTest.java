package dev.lockstep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void areLinesOfNameAndValue() {
        var figures = new Figures("capture");
        figures.seconds("insert.seconds.bare", 0.0012345678);
        figures.ratio("insert.ratio", 2.996);
        figures.millis("latency", 12.345);
        figures.count("rows", 1_000_000);

        assertThat(figures.lines())
                .containsExactly(
                        "capture.insert.seconds.bare 0.001235",
                        "capture.insert.ratio 3.00",
                        "capture.latency 12.3",
                        "capture.rows 1000000");
    }
}
