package dev.lockstep.app.demo.project;

import static dev.lockstep.app.demo.project.TestObjects.key;
import static dev.lockstep.app.demo.project.TestObjects.lookup;
import static dev.lockstep.app.demo.project.TestObjects.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectMappingsTest {
    @Test
    void mapsWithTheUniqueIdentifierAndThoseOfParents() {
        var mappings = new ProjectMappings(List.of(
                object("Parent__c", key("Key__c"), key("Other_Key__c")),
                object("Child__c", lookup("Parent__c", "Parent__c"), lookup("Plain__c", "Plain__c")),
                object("Plain__c")));

        assertThat(mappings.lines()).isEqualTo("""
              - { object: Parent__c, access: read_write, unique_identifier: Key__c }
              - { object: Child__c, access: read_write, fields: ["*", Parent__r.Key__c] }
              - { object: Plain__c, access: read_write }
            """);
    }

    @Test
    void leavesOutAParentsKeyWhoseColumnWouldBeTooLong() {
        var longName = "A_Relationship_Of_Nearly_Forty_Letters__c";
        var mappings = new ProjectMappings(List.of(
                object("Parent__c", key("A_Key_Of_So_Many_Letters__c")),
                object("Child__c", lookup(longName, "Parent__c"))));

        assertThat(mappings.lines()).contains("{ object: Child__c, access: read_write }");
    }
}
