package dev.lockstep.app.demo;

import dev.lockstep.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;

/// The demo's configuration file: the same document that a person writes for a real org.
final class DemoConfiguration {
    static final String CLIENT_ID = "lockstep-demo";
    static final String CLIENT_SECRET = "lockstep-demo-secret";
    static final String SCHEMA = "salesforce";

    private static final String DOCUMENT = """
        # Written by ./lockstep demo at each start; `./lockstep sync` takes a file like this for any org and database.
        connection:
          name: demo
          org:
            url: %s
            api_version: "65.0"
            client_id: lockstep-demo
            client_secret: { file: secrets/client-secret }
          database:
            url: %s
            user: %s
            password: { file: secrets/database-password }
            schema: salesforce
          capture_rule: heroku
          writing:
            algorithm: ordered
            unknown_outcome_margin: %s
          reading:
            poll_interval: 1s
            overlap: 5m
        mappings:
        """;

    private DemoConfiguration() {}

    /// Writes the document and the secrets that it refers to.
    ///
    /// @param mappings a line each
    /// @param margin how long the demo waits before it settles a lost answer, such as `60s`
    static void write(DemoFolder folder, URI org, EmbeddedPostgres database, String mappings, String margin) {
        DemoFolder.writeSecret(folder.clientSecret(), CLIENT_SECRET);
        DemoFolder.writeSecret(folder.databasePassword(), database.password());
        try {
            Files.writeString(
                    folder.configuration(),
                    DOCUMENT.formatted(org, database.jdbcUrl(), database.user(), margin) + mappings);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("can't write " + folder.configuration(), unwritable);
        }
    }
}
