package dev.lockstep.verification.campaign.stage;

import dev.lockstep.model.configuration.WriteAlgorithm;
import dev.lockstep.verification.campaign.plan.Plan;
import dev.lockstep.verification.campaign.plan.Plan.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The document that a sync of the campaign works by. Every wait is short.
final class Document {
    private static final String TEXT = """
        connection:
          name: campaign
          org: { url: "%s", client_id: lockstep-demo, client_secret: { file: client-secret } }
          database: { url: "%s", user: %s, password: { file: database-password } }
          writing: { algorithm: %s, older_transactions: 1s, unknown_outcome_margin: 1s, unknown_outcome_limit: %s }
          reading: { poll_interval: 400ms }
        mappings:
          - object: Account
            access: read_write
            unique_identifier: External_Id__c
            fields: [%s, Parent.External_Id__c]
          - object: Contact
            access: read_write
            unique_identifier: External_Id__c
            fields: [%s, Account.External_Id__c, ReportsTo.External_Id__c]
          - object: Lead
            access: read_write
            fields: [%s]
          - object: Case
            access: read_write
            fields: [%s, Account.External_Id__c, Contact.External_Id__c]
        """;
    private static final String EVERY_FIELD = "\"*\"";

    private final Path folder;
    private final Plan plan;

    Document(Path folder, Plan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /// Writes it anew, with its secrets beside it.
    Path write(URI org, Database database, WriteAlgorithm algorithm) throws IOException {
        var limit = switch (plan.patience()) {
            case SHORT_LIMIT -> "3s";
            case ORG_CLOCK -> "15m";
        };
        Files.writeString(folder.resolve("client-secret"), "lockstep-demo-secret");
        Files.writeString(folder.resolve("database-password"), database.password());
        return Files.writeString(
                folder.resolve("lockstep.yaml"),
                TEXT.formatted(
                        org,
                        database.jdbcUrl(),
                        database.user(),
                        algorithm.name().toLowerCase(Locale.ROOT),
                        limit,
                        fields("Name, Description, External_Id__c, ParentId"),
                        fields("LastName, Description, Email, External_Id__c, AccountId, ReportsToId"),
                        fields("LastName, Company, Description, Email"),
                        fields("Subject, Description, AccountId, ContactId")));
    }

    /// Most schedules save time with what they need; those with processes have all that an org has.
    private String fields(String needed) {
        return plan.setting() == Setting.WIRED ? needed : EVERY_FIELD;
    }
}
