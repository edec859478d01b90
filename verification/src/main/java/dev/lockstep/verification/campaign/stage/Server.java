package dev.lockstep.verification.campaign.stage;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.EmbeddedSettings;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// The PostgreSQL of all schedules that don't kill it; each has a database of its own.
public final class Server implements AutoCloseable {
    private static final String NAME = "lockstep";

    private final EmbeddedPostgres postgres;

    private Server(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    public static Server start(Path folder) throws InterruptedException {
        var server = new Server(EmbeddedPostgres.start(new EmbeddedSettings(folder, 0, NAME, NAME)));
        server.hasten();
        return server;
    }

    /// The machine doesn't die, so that nothing has to be on disk; and each new sync signs in a few times.
    private void hasten() {
        run(
                postgres,
                "ALTER SYSTEM SET fsync = off",
                "ALTER SYSTEM SET full_page_writes = off",
                "ALTER SYSTEM SET autovacuum = off",
                "SELECT pg_reload_conf()",
                "SET scram_iterations = 1",
                "ALTER ROLE " + postgres.user() + " PASSWORD '" + postgres.password() + "'");
    }

    Database fresh(String name) {
        return fresh(postgres, name);
    }

    /// A new, empty database, whatever an earlier run has left behind.
    static Database fresh(EmbeddedPostgres server, String name) {
        run(server, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)", "CREATE DATABASE " + name);
        return database(server, name);
    }

    static Database database(EmbeddedPostgres server, String name) {
        return new Database(
                "jdbc:postgresql://" + EmbeddedSettings.ADDRESS + ":" + server.port() + "/" + name,
                server.user(),
                server.password());
    }

    /// Removes the database of a schedule that has passed.
    public void drop(long seed) {
        run(postgres, "DROP DATABASE IF EXISTS seed_" + seed + " WITH (FORCE)");
    }

    private static void run(EmbeddedPostgres server, String... statements) {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement()) {
            for (var sql : List.of(statements)) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the campaign's server refused", failure);
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
