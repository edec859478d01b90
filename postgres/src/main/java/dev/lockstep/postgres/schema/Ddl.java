package dev.lockstep.postgres.schema;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Changes the definition of tables that applications are using.
///
/// A statement that waits for its lock makes every later write of every application wait behind it. So each try waits
/// 200 ms at most and then leaves the way free for a while.
final class Ddl {
    private static final int TRIES = 150;
    private static final int PAUSE_LEAST_MS = 50;
    private static final int PAUSE_MOST_MS = 400;

    private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '200ms'";
    /// Two processes that prepare one schema at once would trip over each other's half-made objects.
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtextextended('lockstep ddl ' || ?, 0))";

    private final DataDatabase database;

    Ddl(DataDatabase database) {
        this.database = database;
    }

    /// Runs the statements in one transaction, all or none. Give it those of one table, of which the first takes the
    /// strongest lock.
    ///
    /// @throws DatabaseFailure of kind `BUSY` when the lock wasn't free in about 40 s
    void run(List<String> statements) {
        for (int attempt = 1; ; attempt++) {
            try {
                database.transaction(connection -> {
                    runOnce(connection, statements);
                    return statements.size();
                });
                return;
            } catch (DatabaseFailure failure) {
                if (failure.kind() != Kind.BUSY || attempt == TRIES) {
                    throw failure;
                }
                pause(failure);
            }
        }
    }

    private void runOnce(Connection connection, List<String> statements) throws SQLException {
        try (var lock = connection.prepareStatement(ONE_AT_A_TIME);
                var statement = connection.createStatement()) {
            statement.execute(LOCK_TIMEOUT);
            lock.setString(1, database.schema().value());
            lock.execute();
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void pause(DatabaseFailure failure) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_LEAST_MS, PAUSE_MOST_MS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
