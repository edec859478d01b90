package dev.lockstep.postgres.fence;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import java.sql.Connection;
import java.sql.SQLException;

/// Takes connections over.
public final class Epochs {
    /// A stopped process may hold the epoch's row in an open transaction for as long as its socket lives: so
    /// the sessions of older epochs are ended before their row is asked for.
    private static final String END_OLDER = """
        SELECT count(pg_terminate_backend(pid))
          FROM pg_stat_activity
         WHERE application_name LIKE ? ESCAPE '!'
           AND usename = current_user
           AND datname = current_database()
           AND pid <> pg_backend_pid()\
        """;

    private static final String RAISE = """
        UPDATE ${schema}._lockstep_epoch
           SET epoch = epoch + 1, holder = ?, taken_at = clock_timestamp()
        RETURNING epoch\
        """;

    private static final int TRIES = 20;

    private final DataDatabase database;

    public Epochs(DataDatabase database) {
        this.database = database;
    }

    /// Raises the epoch, and ends what is left of its predecessors. From here on they can neither settle nor
    /// merge.
    ///
    /// @param holder who takes it, for people to read
    public Epoch take(String holder) {
        for (int tries = 1; ; tries++) {
            endOlder();
            try {
                long number = database.transaction(connection -> raise(connection, holder));
                database.carryEpoch(number);
                return new Epoch(database.schema(), number);
            } catch (DatabaseFailure busy) {
                // A session that was just ended still holds its lock, or one began meanwhile.
                if (busy.kind() != DatabaseFailure.Kind.BUSY || tries == TRIES) {
                    throw busy;
                }
            }
        }
    }

    private void endOlder() {
        var pattern = database.applicationName().replaceAll("([!%_])", "!$1") + "/%";
        database.transaction(connection -> {
            try (var statement = connection.prepareStatement(END_OLDER)) {
                statement.setString(1, pattern);
                return statement.execute();
            }
        });
    }

    private long raise(Connection connection, String holder) throws SQLException {
        try (var statement = connection.prepareStatement(database.schema().in(RAISE))) {
            statement.setString(1, holder);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
