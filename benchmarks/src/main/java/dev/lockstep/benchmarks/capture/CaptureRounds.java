package dev.lockstep.benchmarks.capture;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/// Does the same work on each of the three tables in turn, round by round, and takes the time of each.
///
/// Before each piece tables and log are vacuumed and a checkpoint is made, so that none pays for what another left.
final class CaptureRounds {
    private static final double NANOS_A_SECOND = 1e9;

    private final Connection connection;
    private final CaptureSize size;
    private final Progress progress;

    CaptureRounds(Connection connection, CaptureSize size, Progress progress) {
        this.connection = connection;
        this.size = size;
        this.progress = progress;
    }

    /// One round first that isn't counted: caches, plans and the files of the write-ahead log are then there.
    CaptureTimes run(int rounds) throws SQLException {
        var times = new CaptureTimes();
        for (int round = 0; round <= rounds; round++) {
            for (var work : Work.values()) {
                for (var variant : Variant.values()) {
                    progress.step(told(round, rounds, work, variant));
                    prepare(work, variant);
                    double seconds = timed(work, variant);
                    if (round > 0) {
                        times.add(work, variant, seconds / size.rowsOf(work, variant));
                    }
                }
            }
        }
        return times;
    }

    private String told(int round, int rounds, Work work, Variant variant) {
        return (round == 0 ? "warm-up" : "round " + round + " of " + rounds) + ": "
                + work.metric().replace('.', ' ') + " of " + Texts.number(size.rowsOf(work, variant)) + " rows, "
                + variant.name().toLowerCase(Locale.ROOT);
    }

    private void prepare(Work work, Variant variant) throws SQLException {
        switch (work) {
            case INSERT -> {
                execute("TRUNCATE " + variant.table() + " RESTART IDENTITY");
                if (variant != Variant.BARE) {
                    execute("TRUNCATE " + variant.log());
                }
            }
            case UPDATE -> fillUp(variant);
            case SINGLE_UPDATE, SINGLE_INSERT -> {}
        }
        execute("VACUUM ANALYZE " + variant.table());
        if (variant != Variant.BARE) {
            execute("VACUUM ANALYZE " + variant.log());
        }
        execute("CHECKPOINT");
    }

    /// Rows that a smaller insert left out, past all triggers, so that all tables hold the same.
    private void fillUp(Variant variant) throws SQLException {
        int inserted = size.rowsOf(Work.INSERT, variant);
        if (inserted < size.rows()) {
            execute("SET session_replication_role = replica");
            execute(CapturedObject.insert(variant, inserted + 1, size.rows()));
            execute("RESET session_replication_role");
        }
    }

    private double timed(Work work, Variant variant) throws SQLException {
        long began = System.nanoTime();
        switch (work) {
            case INSERT -> execute(CapturedObject.insert(variant, 1, size.rowsOf(work, variant)));
            case UPDATE -> execute(CapturedObject.update(variant, size.rowsOf(work, variant)));
            case SINGLE_UPDATE -> updateSingles(variant);
            case SINGLE_INSERT -> insertSingles(variant);
        }
        return (System.nanoTime() - began) / NANOS_A_SECOND;
    }

    private void updateSingles(Variant variant) throws SQLException {
        int apart = size.rows() / size.singles();
        try (var statement = connection.prepareStatement(CapturedObject.updateOne(variant))) {
            for (int i = 1; i <= size.singles(); i++) {
                statement.setString(1, "+81 45 " + i);
                statement.setLong(2, (long) i * apart);
                statement.executeUpdate();
            }
        }
    }

    private void insertSingles(Variant variant) throws SQLException {
        try (var statement = connection.prepareStatement(CapturedObject.insertOne(variant))) {
            for (int i = 1; i <= size.singles(); i++) {
                statement.setInt(1, size.rows() + i);
                statement.executeUpdate();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
