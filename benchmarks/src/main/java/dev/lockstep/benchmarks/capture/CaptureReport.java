package dev.lockstep.benchmarks.capture;

import dev.lockstep.app.console.TextTable;
import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Figures;
import java.util.List;
import java.util.Locale;

/// What was measured, for people and for scripts.
record CaptureReport(CaptureSize size, CaptureTimes times) {
    private static final double MILLIS = 1_000;

    /// What capture may cost at most, and what we are after.
    private enum Limit {
        INSERT(4, 3),
        UPDATE(4, 3),
        SINGLE(2, 1.5);

        private final double most;
        private final double aim;

        Limit(double most, double aim) {
            this.most = most;
            this.aim = aim;
        }

        String judge(double ratio) {
            var words = ratio <= aim ? "the aim is met" : ratio <= most ? "within the limit" : "ABOVE THE LIMIT";
            return String.format(Locale.ROOT, "at most %.1f, aim %.1f: %s", most, aim, words);
        }
    }

    String table() {
        var table = new TextTable(List.of("", "bare", "Lockstep", "times", "limit", "peer", "times"));
        statement(table, Work.INSERT, Limit.INSERT);
        statement(table, Work.UPDATE, Limit.UPDATE);
        table.add(singles("1 row updated", Work.SINGLE_UPDATE));
        table.add(singles("1 row inserted", Work.SINGLE_INSERT));
        double ratio = times.ratioOfSingles(Variant.LOCKSTEP);
        table.add(List.of(
                "both singles",
                millis(times.secondsOfSingles(Variant.BARE)),
                millis(times.secondsOfSingles(Variant.LOCKSTEP)),
                times(ratio),
                Limit.SINGLE.judge(ratio),
                millis(times.secondsOfSingles(Variant.PEER)),
                times(times.ratioOfSingles(Variant.PEER))));
        return table.print();
    }

    private void statement(TextTable table, Work work, Limit limit) {
        double ratio = times.ratio(work, Variant.LOCKSTEP);
        table.add(List.of(
                Texts.number(size.rows()) + " rows " + (work == Work.INSERT ? "inserted" : "updated"),
                seconds(work, Variant.BARE),
                seconds(work, Variant.LOCKSTEP),
                times(ratio),
                limit.judge(ratio),
                seconds(work, Variant.PEER) + (size.peerRows() < size.rows() ? " (scaled)" : ""),
                times(times.ratio(work, Variant.PEER))));
    }

    private List<String> singles(String what, Work work) {
        return List.of(
                what,
                millis(times.secondsPerRow(work, Variant.BARE)),
                millis(times.secondsPerRow(work, Variant.LOCKSTEP)),
                times(times.ratio(work, Variant.LOCKSTEP)),
                "",
                millis(times.secondsPerRow(work, Variant.PEER)),
                times(times.ratio(work, Variant.PEER)));
    }

    private String seconds(Work work, Variant variant) {
        return String.format(Locale.ROOT, "%.2f s", times.secondsPerRow(work, variant) * size.rows());
    }

    private static String millis(double seconds) {
        return String.format(Locale.ROOT, "%.2f ms", seconds * MILLIS);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    Figures figures() {
        var figures = new Figures("capture");
        for (var work : Work.values()) {
            int rows = work.isOneStatement() ? size.rows() : 1;
            for (var variant : Variant.values()) {
                figures.seconds(
                        work.metric() + ".seconds." + variant.name().toLowerCase(Locale.ROOT),
                        times.secondsPerRow(work, variant) * rows);
            }
        }
        ratios(figures, "peer.", Variant.PEER);
        ratios(figures, "", Variant.LOCKSTEP);
        return figures;
    }

    private void ratios(Figures figures, String prefix, Variant variant) {
        for (var work : Work.values()) {
            figures.ratio(prefix + work.metric() + ".ratio", times.ratio(work, variant));
        }
        figures.ratio(prefix + "single.ratio", times.ratioOfSingles(variant));
    }
}
