package dev.lockstep.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// The times of one piece of work, a round each.
public final class Samples {
    private final List<Double> seconds = new ArrayList<>();

    public void add(double taken) {
        seconds.add(taken);
    }

    /// The middle one, which a round disturbed by something else on the machine doesn't move.
    ///
    /// @throws IllegalStateException where nothing was measured
    public double median() {
        if (seconds.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        var sorted = seconds.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
