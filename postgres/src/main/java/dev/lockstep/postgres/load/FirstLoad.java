package dev.lockstep.postgres.load;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.postgres.schema.UnseenTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Ends a first load: makes the indexes of the table that it filled, and lets everybody see it.
public final class FirstLoad {
    private static final String UNIQUE_VIOLATION = "23505";
    /// Each reads the whole table and sorts in memory of its own.
    private static final int INDEXES_AT_ONCE = 2;

    private static final String SYNCED = """
        UPDATE ${schema}._lockstep_mapping
           SET watermark = load_began, load_began = NULL, state = 'SYNCED', loaded_rows = ?
         WHERE table_name = ? AND state = 'LOADING'\
        """;

    private final DataDatabase database;
    private final Mapping mapping;
    private final UnseenTable unseen;

    public FirstLoad(DataDatabase database, Mapping mapping) {
        this.database = database;
        this.mapping = mapping;
        this.unseen = new UnseenTable(database, mapping);
    }

    /// Makes the indexes. May be repeated: those that are there stay.
    public void makeIndexes() {
        var statements = database.read(unseen::indexes);
        try (var threads = Executors.newFixedThreadPool(
                INDEXES_AT_ONCE, Thread.ofVirtual().name("index").factory())) {
            var running = statements.stream()
                    .<Future<?>>map(sql -> threads.submit(() -> makeIndex(sql)))
                    .toList();
            running.forEach(FirstLoad::await);
        }
    }

    private void makeIndex(String sql) {
        try {
            transaction(connection -> execute(connection, sql));
        } catch (DatabaseFailure failure) {
            if (!failure.sqlState().equals(UNIQUE_VIOLATION)) {
                throw failure;
            }
            settleClashes();
            transaction(connection -> execute(connection, sql));
        }
    }

    /// One index after the other finds the same clashes: the first one settles them for all.
    private synchronized void settleClashes() {
        transaction(connection -> Clashes.settle(connection, database.schema(), mapping, unseen.quoted(connection)));
    }

    private static void await(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure(Kind.BUSY, "the making of an index was interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof DatabaseFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    /// The table takes its name and captures, the mapping its watermark, and the load is over: all or nothing.
    ///
    /// @param records that were loaded
    public void publish(Epoch epoch, long records) {
        transaction(connection -> {
            epoch.check(connection);
            unseen.publish(connection);
            Loads.end(connection, database.schema(), mapping);
            try (var statement = connection.prepareStatement(database.schema().in(SYNCED))) {
                statement.setLong(1, records);
                statement.setString(2, mapping.table());
                if (statement.executeUpdate() == 0) {
                    throw new DatabaseFailure(Kind.BUG, "the mapping of " + mapping.table() + " is not being loaded");
                }
            }
        });
        analyze();
    }

    /// Without it the planner would think of the table as empty until autovacuum has come by.
    private void analyze() {
        var sql = "ANALYZE " + database.schema().qualified(mapping.table());
        var ignored = database.transaction(connection -> {
            execute(connection, sql);
            return sql;
        });
    }

    private interface Step {
        void run(Connection connection) throws SQLException;
    }

    /// Nobody else uses the table yet: a lock is worth waiting for.
    private void transaction(Step step) {
        var ignored = database.transaction(connection -> {
            execute(connection, "SET LOCAL lock_timeout = 0");
            step.run(connection);
            return mapping;
        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
