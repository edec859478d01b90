package dev.lockstep.postgres.fence;

import dev.lockstep.postgres.SchemaName;
import java.sql.Connection;
import java.sql.SQLException;

/// The number that proves that its holder still works for the connection.
public record Epoch(SchemaName schema, long number) {
    private static final String CHECK = "SELECT epoch FROM ${schema}._lockstep_epoch FOR SHARE";

    /// Holds the epoch until the end of the transaction, so that nobody can take the connection over before.
    ///
    /// @throws EpochLost where somebody has taken it over already
    public void check(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(schema.in(CHECK))) {
            if (!row.next() || row.getLong(1) != number) {
                throw new EpochLost(this);
            }
        }
    }
}
