package dev.lockstep.verification.stage;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.EmbeddedSettings;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/// The one PostgreSQL of this process, which ends with it. Each test takes a fresh database of it.
///
/// It doesn't wait until what it writes is safe from a power cut, which no test makes: a server whose
/// processes are killed loses and keeps the same.
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
            var server = new TestServer(
                    EmbeddedPostgres.start(new EmbeddedSettings(Path.of("target", "postgresql"), 0, USER, USER)));
            server.run("ALTER SYSTEM SET fsync = off");
            server.run("SELECT pg_reload_conf()");
            return server;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Makes an empty database and returns its JDBC URL.
    String freshDatabase() {
        var name = "test_" + UUID.randomUUID().toString().replace("-", "");
        run("CREATE DATABASE " + name);
        return "jdbc:postgresql://" + EmbeddedSettings.ADDRESS + ":" + postgres.port() + "/" + name;
    }

    private void run(String sql) {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), user(), password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    String user() {
        return postgres.user();
    }

    String password() {
        return postgres.password();
    }
}
