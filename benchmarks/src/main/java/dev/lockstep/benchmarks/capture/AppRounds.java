package dev.lockstep.benchmarks.capture;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Progress;
import dev.lockstep.benchmarks.Samples;
import dev.lockstep.benchmarks.ScratchServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    AppRounds(ScratchServer server, Connection connection, int rows, Progress progress) {
        this.server = server;
        this.connection = connection;
        this.rows = rows;
        this.progress = progress;
    }

    /// One round first that isn't counted. Which table comes first changes from round to round.
    AppReport run(int rounds, int seconds) throws SQLException, InterruptedException {
        var sessions = new EnumMap<Variant, AppSessions>(Variant.class);
        for (var variant : List.of(Variant.BARE, Variant.LOCKSTEP)) {
            execute(CapturedObject.insert(variant, 1, rows));
            sessions.put(variant, new AppSessions(server, variant, rows));
        }
        var throughput =
                new EnumMap<Variant, Samples>(Map.of(Variant.BARE, new Samples(), Variant.LOCKSTEP, new Samples()));
        var ratios = new Samples();
        var random = new Random(SEED);
        for (int round = 0; round <= rounds; round++) {
            var turns = new EnumMap<Variant, Double>(Variant.class);
            for (var variant : order(round)) {
                progress.step((round == 0 ? "warm-up" : "round " + round + " of " + rounds) + ": " + AppSessions.COUNT
                        + " sessions write for " + Texts.number(seconds) + " s, "
                        + (variant == Variant.BARE ? "bare" : "captured"));
                prepare(variant);
                turns.put(variant, sessions.get(variant).run(Duration.ofSeconds(seconds), random.nextLong()));
            }
            if (round > 0) {
                turns.forEach((variant, perSecond) -> throughput.get(variant).add(perSecond));
                ratios.add(turns.get(Variant.LOCKSTEP) / turns.get(Variant.BARE));
            }
        }
        return new AppReport(rounds, throughput.get(Variant.BARE), throughput.get(Variant.LOCKSTEP), ratios);
    }

    private static List<Variant> order(int round) {
        return round % 2 == 0 ? List.of(Variant.BARE, Variant.LOCKSTEP) : List.of(Variant.LOCKSTEP, Variant.BARE);
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
