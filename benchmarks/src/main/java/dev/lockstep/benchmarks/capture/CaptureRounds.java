package dev.lockstep.benchmarks.capture;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/// Does the same work on each of the three tables in turn, round by round, and takes the time of each. Single rows take
/// turns a slice at a time: they take so little time that the machine's moods would decide otherwise.
///
/// Before each piece tables and log are vacuumed and a checkpoint is made, so that none pays for what another left.
final class CaptureRounds {
    static final double NANOS_A_SECOND = 1e9;

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
        var warmUp = new CaptureTimes();
        var times = new CaptureTimes();
        for (int round = 0; round <= rounds; round++) {
            for (var work : Work.values()) {
                var step = (round == 0 ? "warm-up" : "round " + round + " of " + rounds) + ": "
                        + work.metric().replace('.', ' ');
                run(work, step, round == 0 ? warmUp : times);
            }
        }
        return times;
    }

    private void run(Work work, String step, CaptureTimes times) throws SQLException {
        if (work.isOneStatement()) {
            for (var variant : Variant.values()) {
                progress.step(step + " of " + Texts.number(size.rowsOf(work, variant)) + " rows, "
                        + variant.name().toLowerCase(Locale.ROOT));
                prepare(work, variant);
                times.add(work, variant, timed(work, variant) / size.rowsOf(work, variant));
            }
        } else {
            progress.step(step + " of " + Texts.number(size.singles()) + " rows on each");
            for (var variant : Variant.values()) {
                prepare(work, variant);
            }
            new SingleRows(connection, size).run(work, times);
        }
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
        int rows = size.rowsOf(work, variant);
        var sql = work == Work.INSERT ? CapturedObject.insert(variant, 1, rows) : CapturedObject.update(variant, rows);
        long began = System.nanoTime();
        execute(sql);
        return (System.nanoTime() - began) / NANOS_A_SECOND;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
