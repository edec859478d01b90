package dev.lockstep.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// What the tests do with a server that runs.
final class Sessions {
    private Sessions() {}

    static Connection open(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    static void execute(EmbeddedPostgres server, String... statements) throws SQLException {
        try (var connection = open(server);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static String ask(EmbeddedPostgres server, String query) throws SQLException {
        try (var connection = open(server);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
