package dev.lockstep.benchmarks.load;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Progress;
import dev.lockstep.benchmarks.Samples;
import dev.lockstep.benchmarks.load.CopySide.Order;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Loads on both sides in turn, and proves each time that they hold the same.
final class LoadRounds {
    private final LoadStage stage;
    private final CopySide copy;
    private final Progress progress;

    LoadRounds(LoadStage stage, Psql psql, Progress progress) {
        this.stage = stage;
        this.copy = new CopySide(stage, psql);
        this.progress = progress;
    }

    LoadReport run(int rounds) throws IOException, InterruptedException, SQLException {
        var writing = "writing the org's records down for \\copy (not measured)";
        progress.step(writing);
        var csv = OrgCsv.write(
                stage.settings(),
                stage.file("records.csv"),
                rows -> progress.step(writing + ": " + Texts.number(rows) + " rows"));
        var loads = new ArrayList<Loaded>();
        var copies = new EnumMap<Order, Samples>(Order.class);
        for (int round = 1; round <= rounds; round++) {
            var step = "round " + round + " of " + rounds + ": ";
            stage.reset();
            var loaded =
                    EngineRun.run(stage.configuration(), stage.file("engine.log"), progress, step + "the engine loads");
            loads.add(loaded);
            for (var order : orders(copies)) {
                progress.step(step + "psql \\copy, " + told(order));
                copies.computeIfAbsent(order, absent -> new Samples()).add(copy.load(csv, order));
            }
            progress.step(step + "comparing both tables");
            copy.proveEqual(csv);
        }
        return new LoadReport(csv, List.copyOf(loads), copies);
    }

    /// Both ways once, then the faster one.
    private static List<Order> orders(Map<Order, Samples> copies) {
        return copies.isEmpty() ? List.of(Order.values()) : List.of(faster(copies));
    }

    static Order faster(Map<Order, Samples> copies) {
        return copies.entrySet().stream()
                .min((one, other) ->
                        Double.compare(one.getValue().median(), other.getValue().median()))
                .orElseThrow()
                .getKey();
    }

    static String told(Order order) {
        return switch (order) {
            case INDEXES_FIRST -> "indexes there from the start";
            case INDEXES_AFTER -> "indexes made afterwards";
        };
    }
}
