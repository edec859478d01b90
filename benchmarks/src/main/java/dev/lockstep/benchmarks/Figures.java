package dev.lockstep.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a benchmark measured, each as a line `NAME.METRIC VALUE`, in the order in which it was told.
public final class Figures {
    private final String benchmark;
    private final List<String> lines = new ArrayList<>();

    public Figures(String benchmark) {
        this.benchmark = benchmark;
    }

    /// A quotient: to hundredths.
    public void ratio(String metric, double ratio) {
        add(metric, String.format(Locale.ROOT, "%.2f", ratio));
    }

    /// To microseconds: single rows take less than a millisecond.
    public void seconds(String metric, double seconds) {
        add(metric, String.format(Locale.ROOT, "%.6f", seconds));
    }

    /// To tenths.
    public void millis(String metric, double millis) {
        add(metric, String.format(Locale.ROOT, "%.1f", millis));
    }

    public void count(String metric, long count) {
        add(metric, Long.toString(count));
    }

    private void add(String metric, String value) {
        lines.add(benchmark + "." + metric + " " + value);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
