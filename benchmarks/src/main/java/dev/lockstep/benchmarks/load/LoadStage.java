package dev.lockstep.benchmarks.load;

import dev.lockstep.app.demo.OrgProcess;
import dev.lockstep.app.settings.SettingsFile;
import dev.lockstep.benchmarks.ScratchFolder;
import dev.lockstep.benchmarks.ScratchServer;
import dev.lockstep.engine.ShiftSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// What both sides of the comparison need: a simulated org with generated rows, in a process of its own, a fresh
/// PostgreSQL, and the configuration that ties them.
public final class LoadStage implements AutoCloseable {
    public static final String TABLE = "reading__c";

    private static final String DOCUMENT = """
        connection:
          name: bench
          org: { url: "%s", client_id: lockstep-demo, client_secret: { file: client-secret } }
          database: { url: "%s", user: %s, password: { file: database-password } }
        mappings:
          - { object: Reading__c, access: read_write, unique_identifier: External_Id__c }
        """;

    private final ScratchFolder folder;
    private final ScratchServer server;
    private final OrgProcess org;
    private final Connection connection;

    private LoadStage(ScratchFolder folder, ScratchServer server, OrgProcess org, Connection connection) {
        this.folder = folder;
        this.server = server;
        this.org = org;
        this.connection = connection;
    }

    public static LoadStage start(ScratchFolder folder, long rows)
            throws IOException, InterruptedException, SQLException {
        var server = ScratchServer.start(folder);
        try {
            var org = OrgProcess.start(0, folder.resolve("org"), rows, folder.resolve("orgsim.log"));
            var postgres = server.postgres();
            Files.writeString(folder.resolve("client-secret"), "lockstep-demo-secret");
            Files.writeString(folder.resolve("database-password"), postgres.password());
            Files.writeString(
                    folder.resolve("lockstep.yaml"),
                    DOCUMENT.formatted(org.url(), postgres.jdbcUrl(), postgres.user()));
            return new LoadStage(folder, server, org, server.connect());
        } catch (IOException | SQLException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    Path configuration() {
        return folder.resolve("lockstep.yaml");
    }

    public ShiftSettings settings() {
        return new SettingsFile(configuration(), Map.of()).read();
    }

    public OrgProcess org() {
        return org;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    ScratchServer server() {
        return server;
    }

    public Connection connection() {
        return connection;
    }

    /// The database as it was before anything was loaded, with nothing left to be written.
    void reset() throws IOException, SQLException {
        Files.deleteIfExists(settings().memory().path());
        execute("DROP SCHEMA IF EXISTS " + ScratchServer.SCHEMA.quoted() + " CASCADE");
        execute("CHECKPOINT");
    }

    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (server;
                org) {
            connection.close();
        }
    }
}
