package dev.lockstep.benchmarks.capture;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Progress;
import dev.lockstep.benchmarks.Samples;
import dev.lockstep.benchmarks.ScratchServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;

/// Lets the sessions write to the bare table and to the captured one in turn, round by round.
///
/// Before each turn tables and log are vacuumed and a checkpoint is made, so that none pays for what another left.
final class AppRounds {
    private static final long SEED = 20_261_201;

    private final ScratchServer server;
    private final Connection connection;
    private final int rows;
    private final Progress progress;
    private final Random random = new Random(SEED);

    AppRounds(ScratchServer server, Connection connection, int rows, Progress progress) {
        this.server = server;
        this.connection = connection;
        this.rows = rows;
        this.progress = progress;
    }

    /// One round first that isn't counted. Which table comes first changes from round to round.
    AppReport run(int rounds, int seconds) throws SQLException, InterruptedException {
        var bare = sessions(Variant.BARE);
        var captured = sessions(Variant.LOCKSTEP);
        var ofBare = new Samples();
        var ofCaptured = new Samples();
        var ratios = new Samples();
        for (int round = 0; round <= rounds; round++) {
            var step = (round == 0 ? "warm-up" : "round " + round + " of " + rounds) + ": ";
            boolean isBareFirst = round % 2 == 0;
            double first = turn(isBareFirst ? bare : captured, step, seconds);
            double second = turn(isBareFirst ? captured : bare, step, seconds);
            if (round > 0) {
                ofBare.add(isBareFirst ? first : second);
                ofCaptured.add(isBareFirst ? second : first);
                ratios.add(isBareFirst ? second / first : first / second);
            }
        }
        return new AppReport(rounds, ofBare, ofCaptured, ratios);
    }

    private AppSessions sessions(Variant variant) throws SQLException {
        execute(CapturedObject.insert(variant, 1, rows));
        return new AppSessions(server, variant, rows);
    }

    private double turn(AppSessions sessions, String step, int seconds) throws SQLException, InterruptedException {
        var variant = sessions.variant();
        progress.step(step + AppSessions.COUNT + " sessions write for " + Texts.number(seconds) + " s, "
                + (variant == Variant.BARE ? "bare" : "captured"));
        prepare(variant);
        return sessions.run(Duration.ofSeconds(seconds), random.nextLong());
    }

    private void prepare(Variant variant) throws SQLException {
        if (variant == Variant.LOCKSTEP) {
            execute("TRUNCATE " + variant.log());
        }
        execute("VACUUM ANALYZE " + variant.table());
        execute("CHECKPOINT");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
