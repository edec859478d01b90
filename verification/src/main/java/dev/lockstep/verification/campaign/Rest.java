package dev.lockstep.verification.campaign;

import dev.lockstep.verification.campaign.plan.Plan.Patience;
import dev.lockstep.verification.campaign.stage.Stage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits until the sync has nothing left to do, as its tables say: what waits behind a failed entry of its own row
/// stays.
final class Rest {
    private static final long LOOK_EVERY_MILLIS = 40;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    /// The org says by whole minutes up to when it is complete.
    private static final Duration ORG_TIME = Duration.ofSeconds(90);
    private static final Duration DOUBT_AT_LEAST = Duration.ofMillis(400);

    private static final String UNFINISHED = """
        SELECT (SELECT count(*) FROM salesforce._trigger_log l
                 WHERE state IN ('NEW', 'PENDING')
                   AND NOT EXISTS (SELECT FROM salesforce._trigger_log f
                                    WHERE f.state = 'FAILED' AND f.table_name = l.table_name
                                      AND f.record_id = l.record_id AND f.id < l.id))
             + (SELECT count(*) FROM salesforce._lockstep_write_back)
             + (SELECT count(*) FROM salesforce._lockstep_reread)
             + (SELECT count(*) FROM salesforce._lockstep_attempt WHERE state IN ('SENDING', 'UNKNOWN'))\
        """;

    private static final String IN_DOUBT = """
        SELECT coalesce(min(id), 0)::text FROM salesforce._lockstep_attempt WHERE state = 'UNKNOWN'\
        """;

    private static final String POLLED_SINCE = """
        SELECT coalesce(bool_and(polled_at > ?::timestamptz), false) FROM salesforce._lockstep_mapping\
        """;

    private static final String STAGING = """
        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
         WHERE schemaname = 'salesforce' AND tablename LIKE '\\_lockstep\\_staging\\_%'\
        """;

    private static final String CAPTURING =
            "SELECT count(DISTINCT tgrelid)::text FROM pg_trigger WHERE tgname = '!lockstep_insert'";

    private final Stage stage;
    private final OrgControl org;
    private final Patience patience;
    private String doubted = "0";
    private long doubtedSince;

    Rest(Stage stage, OrgControl org, Patience patience) {
        this.stage = stage;
        this.org = org;
        this.patience = patience;
    }

    /// An application can't write before its tables are there.
    void awaitTables(int tables) throws InterruptedException {
        await(connection -> text(connection, CAPTURING).equals(Integer.toString(tables)));
    }

    /// Whether everything came to rest in time.
    boolean await() throws InterruptedException {
        return await(connection -> {
            letDoubtsEnd(connection);
            // Polls that look before the last change is settled don't see what it did in the org; of those after it
            // the first may have been under way already.
            return isFinished(connection) && hasPolled(connection) && hasPolled(connection) && isFinished(connection);
        });
    }

    private interface Look {
        boolean isOver(Connection connection) throws SQLException, IOException, InterruptedException;
    }

    private boolean await(Look look) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < deadline && stage.endedBecause().isEmpty()) {
            try (var connection = stage.database().connect()) {
                while (System.nanoTime() < deadline && stage.endedBecause().isEmpty()) {
                    if (look.isOver(connection)) {
                        return true;
                    }
                    pause(LOOK_EVERY_MILLIS);
                }
            } catch (SQLException notYet) {
                // The sync hasn't made its tables, or the database recovers.
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
            pause(LOOK_EVERY_MILLIS);
        }
        return false;
    }

    /// Where doubts wait for the org's clock, that is put forward while no sync looks: a clock that jumps under a
    /// running one isn't what an org has.
    private void letDoubtsEnd(Connection connection) throws SQLException, IOException, InterruptedException {
        if (patience != Patience.ORG_CLOCK) {
            return;
        }
        var oldest = text(connection, IN_DOUBT);
        if (oldest.equals("0") || !oldest.equals(doubted)) {
            doubted = oldest;
            doubtedSince = System.nanoTime();
        } else if (System.nanoTime() - doubtedSince > DOUBT_AT_LEAST.toNanos()) {
            stage.stop();
            org.advanceClock(ORG_TIME);
            stage.start();
            doubted = "0";
        }
    }

    static void pause(long millis) throws InterruptedException {
        if (millis > 0) {
            var ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        }
    }

    private boolean hasPolled(Connection connection) throws SQLException, InterruptedException {
        var since = text(connection, "SELECT clock_timestamp()::text");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
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
