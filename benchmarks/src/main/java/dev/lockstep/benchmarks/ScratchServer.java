package dev.lockstep.benchmarks;

import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.EmbeddedSettings;
import dev.lockstep.model.Secret;
import dev.lockstep.model.configuration.CaptureRule;
import dev.lockstep.postgres.DatabaseSettings;
import dev.lockstep.postgres.SchemaName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A fresh embedded PostgreSQL with the settings that the product gives it, durable ones. Only vacuuming is left to the
/// benchmark, which does it between what it measures: by itself it would come in the middle.
public final class ScratchServer implements AutoCloseable {
    public static final SchemaName SCHEMA = new SchemaName("salesforce");

    private static final String NAME = "lockstep";

    private final ScratchFolder folder;
    private final EmbeddedPostgres server;
    private final Thread ending = new Thread(this::end, "end of the benchmark's server");

    private ScratchServer(ScratchFolder folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    /// Starts one in a subfolder. Closing it removes the whole folder; so does Ctrl-C.
    public static ScratchServer start(ScratchFolder folder) throws InterruptedException, SQLException {
        var postgres = EmbeddedPostgres.start(new EmbeddedSettings(folder.resolve("postgresql"), 0, NAME, NAME));
        var scratch = new ScratchServer(folder, postgres);
        Runtime.getRuntime().addShutdownHook(scratch.ending);
        try (var connection = scratch.connect();
                var statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET autovacuum = off");
            statement.execute("SELECT pg_reload_conf()");
        }
        return scratch;
    }

    /// An application's session, which commits by itself.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    /// How Lockstep reaches the database.
    public DatabaseSettings settings() {
        return new DatabaseSettings(
                server.jdbcUrl(), server.user(), new Secret(server.password()), SCHEMA, CaptureRule.HEROKU);
    }

    public EmbeddedPostgres postgres() {
        return server;
    }

    private void end() {
        server.close();
        folder.close();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException endsAlready) {
            return; // the hook is at it
        }
        end();
    }
}
