package dev.lockstep.app.demo;

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
          - { object: User, access: read_only }
          - { object: Account, access: read_write, unique_identifier: External_Id__c }
          - { object: Contact, access: read_write, unique_identifier: External_Id__c, fields: ["*", Account.External_Id__c] }
          - { object: Opportunity, access: read_write, unique_identifier: External_Id__c, fields: ["*", Account.External_Id__c] }
          - { object: Lead, access: read_write }
          - { object: Case, access: read_write }
          - { object: Delivery__c, access: read_write, unique_identifier: External_Id__c, fields: ["*", Account__r.External_Id__c, Contact__r.External_Id__c] }
        """;

    private static final String READINGS =
            "  - { object: Reading__c, access: read_write, unique_identifier: External_Id__c }\n";

    private DemoConfiguration() {}

    /// Writes the document and the secrets that it refers to.
    ///
    /// @param margin how long the demo waits before it settles a lost answer, such as `60s`
    static void write(
            DemoFolder folder, URI org, String jdbcUrl, String user, String password, long rows, String margin) {
        DemoFolder.writeSecret(folder.clientSecret(), CLIENT_SECRET);
        DemoFolder.writeSecret(folder.databasePassword(), password);
        try {
            Files.writeString(
                    folder.configuration(),
                    DOCUMENT.formatted(org, jdbcUrl, user, margin) + (rows > 0 ? READINGS : ""));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("can't write " + folder.configuration(), unwritable);
        }
    }
}
