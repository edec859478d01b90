package dev.lockstep.benchmarks.write;

import dev.lockstep.app.console.TextTable;
import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Figures;
import dev.lockstep.benchmarks.Samples;
import dev.lockstep.benchmarks.write.DrainRounds.Drained;
import dev.lockstep.benchmarks.write.LatencyRounds.Latencies;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was measured, for people and for scripts.
record WriteReport(int rows, Latencies latencies, Map<Way, Drained> drained) {
    private static final double MILLIS = 1_000;
    private static final double LATENCY_AIM_MILLIS = 50;
    private static final double DRAIN_AIM = 0.9;
    private static final double NEARLY_ALL = 0.99;

    void tell(String machine) {
        System.out.println(machine);
        System.out.printf(
                Locale.ROOT,
                "From commit to record, beyond the %.1f ms that the org takes to answer: median %.1f ms, p99 %.1f ms;"
                        + " after a quiet while %.1f ms. Aim %.0f ms.%n",
                orgMillis(),
                above(latencies.busy().median()),
                above(latencies.busy().quantile(NEARLY_ALL)),
                above(latencies.quiet().median()),
                LATENCY_AIM_MILLIS);
        System.out.println(Texts.number(rows) + " changes drained at once, entries a second:");
        System.out.println();
        System.out.println(table());
        figures().lines().forEach(System.out::println);
    }

    private String table() {
        var table = new TextTable(List.of("", "drained", "the org alone", "times", "aim"));
        drained.forEach((way, sides) -> table.add(List.of(
                way.metric().replace('.', ' '),
                Texts.number(perSecond(sides.engine())),
                Texts.number(perSecond(sides.alone())),
                String.format(Locale.ROOT, "%.2f", sides.ratio()),
                String.format(Locale.ROOT, "%.1f: %s", DRAIN_AIM, sides.ratio() >= DRAIN_AIM ? "met" : "NOT MET"))));
        return table.print();
    }

    private Figures figures() {
        var figures = new Figures("write");
        figures.count("rows", rows);
        figures.millis("latency.org", orgMillis());
        figures.millis("latency.quiet.median", above(latencies.quiet().median()));
        figures.millis("latency.median", above(latencies.busy().median()));
        figures.millis("latency.p99", above(latencies.busy().quantile(NEARLY_ALL)));
        drained.forEach((way, sides) -> {
            var drain = "drain." + way.metric();
            figures.count(drain + ".entries_per_second", perSecond(sides.engine()));
            figures.count(drain + ".org.entries_per_second", perSecond(sides.alone()));
            figures.ratio(drain + ".ratio", sides.ratio());
        });
        figures.ratio(
                "drain.ratio",
                drained.values().stream().mapToDouble(Drained::ratio).min().orElseThrow());
        return figures;
    }

    private long perSecond(Samples seconds) {
        return Math.round(rows / seconds.median());
    }

    private double orgMillis() {
        return latencies.org().median() * MILLIS;
    }

    /// What is left of a latency without the org's own part.
    private double above(double seconds) {
        return seconds * MILLIS - orgMillis();
    }
}
