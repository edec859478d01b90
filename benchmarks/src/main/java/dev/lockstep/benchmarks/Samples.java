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
        var sorted = sorted();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /// The least that so large a share of all does not exceed: of the share 0.99 all but a hundredth.
    ///
    /// @param share above 0, at most 1
    /// @throws IllegalStateException where nothing was measured
    public double quantile(double share) {
        var sorted = sorted();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private List<Double> sorted() {
        if (seconds.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        return seconds.stream().sorted().toList();
    }
}
