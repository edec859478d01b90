package dev.lockstep.app.demo;

import dev.lockstep.app.demo.project.DemoProject;
import java.util.Optional;

/// The mappings of the demo's configuration, a line each.
final class DemoMappings {
    private static final String SAMPLE = """
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

    private DemoMappings() {}

    /// @param rows whether the generated object is there, too: more than 0
    static String of(Optional<DemoProject> project, long rows) {
        return project.map(DemoProject::mappings).orElse(SAMPLE) + (rows > 0 ? READINGS : "");
    }
}
