package dev.lockstep.verification.campaign;

import dev.lockstep.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits until the sync has nothing left to do, as its tables say.
final class Rest {
    private static final long LOOK_EVERY_MILLIS = 100;

    private static final String UNFINISHED = """
        SELECT (SELECT count(*) FROM salesforce._trigger_log WHERE state IN ('NEW', 'PENDING'))
             + (SELECT count(*) FROM salesforce._lockstep_write_back)
             + (SELECT count(*) FROM salesforce._lockstep_reread)
             + (SELECT count(*) FROM salesforce._lockstep_attempt WHERE state IN ('SENDING', 'UNKNOWN'))\
        """;

    private static final String POLLED_SINCE = """
        SELECT coalesce(bool_and(polled_at > ?::timestamptz), false) FROM salesforce._lockstep_mapping\
        """;

    private static final String STAGING = """
        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
         WHERE schemaname = 'salesforce' AND tablename LIKE '\\_lockstep\\_staging\\_%'\
        """;

    private Rest() {}

    /// Whether everything came to rest in time.
    static boolean await(EmbeddedPostgres database, long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < deadline) {
            try (var connection =
                    DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
                // Polls that look before the last change is settled don't see what it did in the org; of those after it
                // the first may have been under way already.
                if (isFinished(connection)
                        && awaitPolls(connection, deadline)
                        && awaitPolls(connection, deadline)
                        && isFinished(connection)) {
                    return true;
                }
            } catch (SQLException notYet) {
                // The sync hasn't made its tables, or the database recovers.
            }
            pause(LOOK_EVERY_MILLIS);
        }
        return false;
    }

    static void pause(long millis) throws InterruptedException {
        var ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    private static boolean awaitPolls(Connection connection, long deadline) throws SQLException, InterruptedException {
        var since = text(connection, "SELECT clock_timestamp()::text");
        while (System.nanoTime() < deadline) {
            try (var statement = connection.prepareStatement(POLLED_SINCE)) {
                statement.setString(1, since);
                try (var row = statement.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return true;
                    }
                }
            }
            pause(LOOK_EVERY_MILLIS);
        }
        return false;
    }

    private static boolean isFinished(Connection connection) throws SQLException {
        var counts = new ArrayList<>(List.of("(" + UNFINISHED + ")"));
        try (var statement = connection.createStatement();
                var tables = statement.executeQuery(STAGING)) {
            while (tables.next()) {
                counts.add("(SELECT count(*) FROM " + tables.getString(1) + ")");
            }
        }
        return text(connection, "SELECT (" + String.join(" + ", counts) + ")::text")
                .equals("0");
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
