package dev.lockstep.postgres.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Walks the rows of a query with one bound text.
final class Rows {
    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private Rows() {}

    static void each(Connection connection, String sql, String parameter, Row action) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    action.read(rows);
                }
            }
        }
    }
}
