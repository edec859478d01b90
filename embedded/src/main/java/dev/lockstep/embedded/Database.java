package dev.lockstep.embedded;

import dev.lockstep.embedded.EmbeddedPostgresException.Problem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// The database that the settings name, made in the server where it is absent.
final class Database {
    /// Is there in every new server.
    private static final String MAINTENANCE_DATABASE = "postgres";

    private static final String EXISTS = "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?";

    private Database() {}

    static void createOnce(EmbeddedPostgres server) {
        try (var connection = connect(server);
                var exists = connection.prepareStatement(EXISTS);
                var create = connection.createStatement()) {
            exists.setString(1, server.database());
            try (var found = exists.executeQuery()) {
                if (!found.next()) {
                    // The settings allow no name that would have to be escaped.
                    create.execute("CREATE DATABASE \"" + server.database() + "\"");
                }
            }
        } catch (SQLException refused) {
            throw new EmbeddedPostgresException(
                    Problem.START_FAILED,
                    "The embedded PostgreSQL runs, but refuses the database %s to the user %s: %s."
                            .formatted(server.database(), server.user(), refused.getMessage()),
                    "Its user and password are set when its folder is made: name that user, or another folder.",
                    refused);
        }
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", server.user());
        properties.setProperty("password", server.password());
        properties.setProperty("ApplicationName", "embedded-postgres");
        return DriverManager.getConnection(server.jdbcUrl(MAINTENANCE_DATABASE), properties);
    }
}
