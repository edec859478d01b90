package dev.lockstep.benchmarks.write;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Progress;
import dev.lockstep.benchmarks.Samples;
import dev.lockstep.benchmarks.load.LoadStage;
import dev.lockstep.postgres.log.Transport;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/// Both sides change all records in turn, way by way and round by round: the peer in the org, the application in its
/// table, from where the engine takes the changes to the org.
final class DrainRounds {
    private static final double NANOS_A_SECOND = 1e9;

    private final LoadStage stage;
    private final OrgAlone alone;
    private final int rows;
    private final Statistics statistics;
    private final Progress progress;
    private int passes;

    DrainRounds(LoadStage stage, OrgAlone alone, int rows, Statistics statistics, Progress progress) {
        this.stage = stage;
        this.alone = alone;
        this.rows = rows;
        this.statistics = statistics;
        this.progress = progress;
    }

    /// What PostgreSQL knows of the log when the engine begins to drain it.
    enum Statistics {
        /// That it was empty, as after a while without changes.
        OF_AN_EMPTY_LOG,
        /// What autovacuum finds out within a minute, and the benchmark before the changes are committed.
        FRESH
    }

    /// What one way came to, in seconds for all rows.
    record Drained(Samples engine, Samples alone) {
        /// How many times as fast as the org alone.
        double ratio() {
            return alone.median() / engine.median();
        }
    }

    /// One round of each way first that isn't counted: both sides' code and plans are then there.
    Map<Way, Drained> run(int rounds) throws InterruptedException, SQLException {
        var drained = new EnumMap<Way, Drained>(Way.class);
        for (var way : Way.values()) {
            progress.step(way.metric() + ": the shift begins");
            try (var engine = Engine.begin(stage.settings(), way.settings(rows))) {
                var warmUp = new Drained(new Samples(), new Samples());
                var counted = new Drained(new Samples(), new Samples());
                for (int round = 0; round <= rounds; round++) {
                    var step =
                            way.metric() + ", " + (round == 0 ? "warm-up" : "round " + round + " of " + rounds) + ": ";
                    round(engine, way, step, round == 0 ? warmUp : counted);
                }
                proveTransport(engine, way);
                drained.put(way, counted);
            }
        }
        return drained;
    }

    private void round(Engine engine, Way way, String step, Drained samples) throws InterruptedException, SQLException {
        progress.step(step + "the org alone, " + Texts.number(rows) + " records");
        var direct = new Pass(++passes);
        samples.alone().add(alone.run(direct, way.transport()));
        prove(direct);
        prepare();
        var captured = new Pass(++passes);
        progress.step(step + "the application changes its rows (not measured)");
        engine.expect(rows);
        change(captured);
        long began = System.nanoTime();
        engine.awaitArrival(() -> progress.step(
                step + "the engine drains the log, " + Texts.number(engine.missing()) + " entries are left"));
        engine.awaitRest();
        samples.engine().add((System.nanoTime() - began) / NANOS_A_SECOND);
        prove(captured);
    }

    private void change(Pass pass) throws SQLException {
        switch (statistics) {
            case OF_AN_EMPTY_LOG -> stage.execute(pass.sql());
            case FRESH -> {
                stage.execute("BEGIN");
                stage.execute(pass.sql());
                stage.execute("ANALYZE salesforce._trigger_log");
                stage.execute("COMMIT");
            }
        }
    }

    /// Neither side pays for what was before.
    private void prepare() throws SQLException {
        stage.execute("VACUUM ANALYZE");
        stage.execute("CHECKPOINT");
    }

    private void prove(Pass pass) {
        long found = alone.count(pass);
        if (found != rows) {
            throw new IllegalStateException("the org has " + found + " changed records, not " + rows);
        }
    }

    private static void proveTransport(Engine engine, Way way) {
        if (engine.hasWrittenByJobs() != (way.transport() == Transport.BULK)) {
            throw new IllegalStateException("the engine did not write by " + way.transport() + " alone");
        }
    }
}
