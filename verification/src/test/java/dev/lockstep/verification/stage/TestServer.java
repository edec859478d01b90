package dev.lockstep.verification.stage;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.EmbeddedSettings;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/// The one PostgreSQL of this process, which ends with it. Each test takes a fresh database of it.
final class TestServer {
    private static final String USER = "lockstep";
    private static final TestServer ONLY = start();

    private final EmbeddedPostgres postgres;

    private TestServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static TestServer only() {
        return ONLY;
    }

    private static TestServer start() {
        try {
            return new TestServer(
                    EmbeddedPostgres.start(new EmbeddedSettings(Path.of("target", "postgresql"), 0, USER, USER)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Makes an empty database and returns its JDBC URL.
    String freshDatabase() {
        var name = "test_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), user(), password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return "jdbc:postgresql://" + EmbeddedSettings.ADDRESS + ":" + postgres.port() + "/" + name;
    }

    String user() {
        return postgres.user();
    }

    String password() {
        return postgres.password();
    }
}
