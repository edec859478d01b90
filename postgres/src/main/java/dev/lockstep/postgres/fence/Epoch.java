package dev.lockstep.postgres.fence;

import dev.lockstep.postgres.SchemaName;
import java.sql.Connection;
import java.sql.SQLException;

/// The number that proves that its holder still works for the connection.
public record Epoch(long number, SchemaName schema) {
    private static final String CHECK = "SELECT epoch FROM ${schema}._lockstep_epoch FOR SHARE";

    /// Locks the epoch until the transaction ends, so that nobody takes over in between. Throws [EpochLost].
    public void check(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(schema.in(CHECK))) {
            row.next();
            if (row.getLong(1) != number) {
                throw new EpochLost(number, row.getLong(1));
            }
        }
    }
}
