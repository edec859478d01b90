package dev.lockstep.benchmarks.capture;

import dev.lockstep.benchmarks.Figures;
import dev.lockstep.benchmarks.Samples;
import java.util.Locale;

/// What was measured, for people and for scripts.
///
/// @param bare transactions a second, a round each
/// @param captured the same
/// @param ratios of both, a round each
record AppReport(int rounds, Samples bare, Samples captured, Samples ratios) {
    private static final double AIM = 0.7;

    void tell(String machine) {
        System.out.println(machine);
        System.out.printf(
                Locale.ROOT,
                "%d sessions, each transaction one row; medians of %d rounds.%n%n",
                AppSessions.COUNT,
                rounds);
        System.out.printf(Locale.ROOT, "  bare      %,8.0f transactions a second%n", bare.median());
        System.out.printf(Locale.ROOT, "  captured  %,8.0f transactions a second%n", captured.median());
        System.out.printf(
                Locale.ROOT,
                "%nCapture leaves %.2f of the throughput; aim %.1f: %s.%n%n",
                ratios.median(),
                AIM,
                ratios.median() >= AIM ? "met" : "NOT MET");
        figures().lines().forEach(System.out::println);
    }

    private Figures figures() {
        var figures = new Figures("app");
        figures.count("bare.transactions_per_second", Math.round(bare.median()));
        figures.count("captured.transactions_per_second", Math.round(captured.median()));
        figures.ratio("throughput.ratio", ratios.median());
        return figures;
    }
}
