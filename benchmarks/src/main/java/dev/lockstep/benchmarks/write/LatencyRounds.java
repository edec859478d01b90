package dev.lockstep.benchmarks.write;

import dev.lockstep.benchmarks.Progress;
import dev.lockstep.benchmarks.Samples;
import dev.lockstep.benchmarks.load.LoadStage;
import dev.lockstep.model.configuration.WritingSection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;

/// Single changes, one at a time, at times that nobody foresees: how long each takes from its commit until the engine
/// has the org's answer in the log, and in turn how long the org takes to answer the same call.
final class LatencyRounds {
    private static final double NANOS_A_SECOND = 1e9;
    private static final int SEED = 20_261_201;
    private static final int LONGEST_PAUSE_MILLIS = 200;
    /// After it the engine takes its time to look.
    private static final int QUIET_MILLIS = 1_500;
    /// Far from the passes of the drain.
    private static final int FIRST_PASS = 1_000_000;

    private final LoadStage stage;
    private final OrgAlone alone;
    private final int rows;
    private final Progress progress;
    private final Random random = new Random(SEED);
    private int passes = FIRST_PASS;

    LatencyRounds(LoadStage stage, OrgAlone alone, int rows, Progress progress) {
        this.stage = stage;
        this.alone = alone;
        this.rows = rows;
        this.progress = progress;
    }

    /// All in seconds.
    ///
    /// @param busy from commit to record, while the application commits several times a second
    /// @param quiet the same, for a commit after a while without any
    /// @param org what the org takes to answer a call with one record
    record Latencies(Samples busy, Samples quiet, Samples org) {}

    Latencies run(int changes) throws InterruptedException, SQLException {
        var warmUp = new Latencies(new Samples(), new Samples(), new Samples());
        var counted = new Latencies(new Samples(), new Samples(), new Samples());
        try (var engine = Engine.begin(stage.settings(), WritingSection.DEFAULT)) {
            for (int change = 0; change < changes; change++) {
                progress.step("single changes, warm-up: " + change + " of " + changes);
                one(engine, random.nextInt(LONGEST_PAUSE_MILLIS), warmUp.busy(), warmUp.org());
            }
            for (int change = 0; change < changes; change++) {
                progress.step("single changes: " + change + " of " + changes);
                one(engine, random.nextInt(LONGEST_PAUSE_MILLIS), counted.busy(), counted.org());
            }
            int quiet = Math.max(1, changes / 10);
            for (int change = 0; change < quiet; change++) {
                progress.step("single changes after a quiet while: " + change + " of " + quiet);
                one(engine, QUIET_MILLIS + random.nextInt(LONGEST_PAUSE_MILLIS), counted.quiet(), counted.org());
            }
        }
        return counted;
    }

    private void one(Engine engine, long pauseMillis, Samples latency, Samples org)
            throws InterruptedException, SQLException {
        org.add(alone.one(new Pass(++passes), random.nextInt(rows)));
        Thread.sleep(pauseMillis);
        engine.expect(1);
        long committed = commit();
        engine.awaitArrival(() -> {});
        latency.add((System.nanoTime() - committed) / NANOS_A_SECOND);
        engine.awaitRest();
    }

    /// Returns when the commit was complete.
    private long commit() throws SQLException {
        try (PreparedStatement update = stage.connection().prepareStatement(new Pass(++passes).sqlOfOne())) {
            update.setLong(1, 1 + random.nextInt(rows));
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("there is no such row");
            }
        }
        return System.nanoTime();
    }
}
