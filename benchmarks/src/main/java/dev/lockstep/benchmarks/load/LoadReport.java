package dev.lockstep.benchmarks.load;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Figures;
import dev.lockstep.benchmarks.Samples;
import dev.lockstep.benchmarks.load.CopySide.Order;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What was measured, for people and for scripts.
record LoadReport(OrgCsv csv, List<Loaded> loads, Map<Order, Samples> copies) {
    private static final double AIM = 1.5;
    private static final double BYTES_A_MEGABYTE = 1024 * 1024;

    void tell(String psql, String machine) {
        System.out.println(machine + ", " + psql);
        System.out.printf(
                Locale.ROOT,
                "%s rows of %d columns, %.0f MB as CSV; medians of %d rounds.%n%n",
                Texts.number(csv.rows()),
                csv.columns().size(),
                csv.bytes() / BYTES_A_MEGABYTE,
                loads.size());
        side("the engine, over the wire", engineSeconds());
        copies.forEach((order, samples) -> side("psql \\copy, " + LoadRounds.told(order), samples.median()));
        System.out.printf(
                Locale.ROOT,
                "%nThe engine's process needed at most %.0f MB of its %.0f MB of heap (%s).%n",
                heap() / BYTES_A_MEGABYTE,
                loads.getFirst().heapLimitBytes() / BYTES_A_MEGABYTE,
                EngineRun.HEAP);
        System.out.printf(
                Locale.ROOT,
                "%.2f times as fast as \\copy; aim %.1f: %s.%n%n",
                ratio(),
                AIM,
                ratio() >= AIM ? "met" : "NOT MET");
        figures().lines().forEach(System.out::println);
    }

    private void side(String name, double seconds) {
        System.out.printf(
                Locale.ROOT, "  %-42s %8.2f s  %10s rows a second%n", name, seconds, Texts.number(perSecond(seconds)));
    }

    private Figures figures() {
        var figures = new Figures("load");
        figures.seconds("org.seconds", median(Loaded::orgSeconds));
        figures.seconds("seconds", engineSeconds());
        figures.seconds("copy.seconds", copySeconds());
        figures.count("heap.limit.bytes", loads.getFirst().heapLimitBytes());
        figures.count("heap.bytes", heap());
        figures.count("rows_per_second", perSecond(engineSeconds()));
        figures.count("copy.rows_per_second", perSecond(copySeconds()));
        figures.ratio("ratio", ratio());
        return figures;
    }

    private double ratio() {
        return copySeconds() / engineSeconds();
    }

    private double engineSeconds() {
        return median(Loaded::seconds);
    }

    private double copySeconds() {
        return copies.values().stream().mapToDouble(Samples::median).min().orElseThrow();
    }

    private long perSecond(double seconds) {
        return Math.round(csv.rows() / seconds);
    }

    private long heap() {
        return loads.stream().mapToLong(Loaded::heapBytes).max().orElseThrow();
    }

    private double median(ToDoubleFunction<Loaded> figure) {
        var samples = new Samples();
        loads.forEach(load -> samples.add(figure.applyAsDouble(load)));
        return samples.median();
    }
}
