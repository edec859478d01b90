package dev.lockstep.benchmarks.orgsim;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Figures;
import java.util.Locale;

/// What was measured, for people and for scripts.
///
/// @param allRows that the org has
/// @param emptyHeapBytes what an org without generated rows needs
record OrgsimReport(long allRows, Served served, long emptyHeapBytes) {
    private static final double BYTES_A_MEGABYTE = 1024 * 1024;
    private static final long MOST_HEAP_BYTES = 100 * 1024 * 1024;
    private static final double LEAST_RATIO = 1;

    void tell(String machine) {
        System.out.println(machine);
        System.out.printf(
                Locale.ROOT,
                "%s generated rows; %s of them in pages of a bulk query, %.0f MB as CSV.%n%n",
                Texts.number(allRows),
                Texts.number(served.rows()),
                served.bytes() / BYTES_A_MEGABYTE);
        side("served, over the wire", served.servedSeconds());
        side("copied, without indexes and log", served.copiedSeconds());
        System.out.printf(
                Locale.ROOT,
                "%nPages are served %.2f times as fast as PostgreSQL copies them; at least %.0f: %s.%n",
                served.ratio(),
                LEAST_RATIO,
                served.ratio() >= LEAST_RATIO ? "met" : "NOT MET");
        System.out.printf(
                Locale.ROOT,
                "The rows cost %.1f MB of heap (%.1f MB instead of %.1f MB); at most %.0f MB: %s.%n%n",
                heap() / BYTES_A_MEGABYTE,
                served.heapBytes() / BYTES_A_MEGABYTE,
                emptyHeapBytes / BYTES_A_MEGABYTE,
                MOST_HEAP_BYTES / BYTES_A_MEGABYTE,
                heap() <= MOST_HEAP_BYTES ? "met" : "NOT MET");
        figures().lines().forEach(System.out::println);
    }

    private void side(String name, double seconds) {
        System.out.printf(
                Locale.ROOT, "  %-34s %8.2f s  %10s rows a second%n", name, seconds, Texts.number(perSecond(seconds)));
    }

    private Figures figures() {
        var figures = new Figures("orgsim");
        figures.count("rows", allRows);
        figures.count("page.rows_per_second", perSecond(served.servedSeconds()));
        figures.count("copy.rows_per_second", perSecond(served.copiedSeconds()));
        figures.ratio("page.ratio", served.ratio());
        figures.count("heap.bytes", heap());
        return figures;
    }

    private long perSecond(double seconds) {
        return Math.round(served.rows() / seconds);
    }

    private long heap() {
        return served.heapBytes() - emptyHeapBytes;
    }
}
