package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Record types of orgs that are made of a project or of descriptions.
class RecordTypesOfFilesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OBJECTS = "force-app/objects/";
    private static final String THING = """
        <CustomObject><label>Thing</label><pluralLabel>Things</pluralLabel>
          <nameField><label>Name</label><type>Text</type></nameField>
          %s
        </CustomObject>
        """;
    private static final String KIND = """
        <CustomField><fullName>Kind__c</fullName><type>Picklist</type>
          <valueSet><restricted>true</restricted><valueSetDefinition>
            <value><fullName>Plain</fullName><default>true</default></value>
            <value><fullName>Salt &amp; pepper</fullName><default>false</default></value>
            <value><fullName>Gone</fullName><isActive>false</isActive></value>
          </valueSetDefinition></valueSet>
        </CustomField>
        """;
    private static final String SPICED = """
        <RecordType><fullName>Spiced</fullName><label>Spiced things</label><description>Hot.</description>
          <active>true</active>
          <picklistValues><picklist>Kind__c</picklist>
            <values><fullName>Salt %26 pepper</fullName><default>true</default></values>
            <values><fullName>Gone</fullName><default>false</default></values>
          </picklistValues>
        </RecordType>
        """;
    private static final String ADMIN = """
        <Profile>
          <recordTypeVisibilities><default>true</default><recordType>Thing__c.Spiced</recordType>
            <visible>true</visible></recordTypeVisibilities>
        </Profile>
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeProject() throws IOException {
        file("sfdx-project.json", "{\"packageDirectories\": [{\"path\": \"force-app\"}]}");
        file(OBJECTS + "Thing__c/Thing__c.object-meta.xml", THING.formatted(""));
        file(OBJECTS + "Thing__c/fields/Kind__c.field-meta.xml", KIND);
        file(OBJECTS + "Thing__c/recordTypes/Spiced.recordType-meta.xml", SPICED);
    }

    @Test
    void areThoseOfTheProjectsFiles() throws IOException {
        try (var org = new TestOrg(OrgsimSettings.defaults().withProject(folder))) {
            var rest = RestClient.of(org, 65);

            assertThat(org.query("SELECT Name, DeveloperName, Description, IsActive FROM RecordType")
                            .body())
                    .contains("\"totalSize\":1", "\"Name\":\"Spiced things\",\"DeveloperName\":\"Spiced\"", "Hot.");
            assertThat(rest.post("/sobjects/Thing__c", "{\"Name\":\"A\"}").statusCode())
                    .isEqualTo(201);
            assertThat(org.query("SELECT RecordTypeId, Kind__c FROM Thing__c").body())
                    .as("no profile makes it the default")
                    .contains("\"RecordTypeId\":null,\"Kind__c\":\"Plain\"");
            var spiced = rest.create("Thing__c", "{\"Name\":\"B\",\"RecordType\":{\"Name\":\"Spiced things\"}}");
            assertThat(rest.get("/sobjects/Thing__c/" + spiced).body()).contains("\"Kind__c\":\"Salt & pepper\"");
            assertThat(rest.patch("/sobjects/Thing__c/" + spiced, "{\"Kind__c\":\"Plain\"}")
                            .body())
                    .contains("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
            assertThat(org.server().org().notSimulated())
                    .contains("The record type Thing__c.Spiced offers Gone of Kind__c in vain: the picklist is"
                            + " restricted and has no such active value.");
        }
    }

    @Test
    void theProfileOfTheUsersTellsTheDefault() throws IOException {
        file("force-app/profiles/Admin.profile-meta.xml", ADMIN);
        try (var org = new TestOrg(OrgsimSettings.defaults().withProject(folder))) {
            RestClient.of(org, 65).create("Thing__c", "{\"Name\":\"A\"}");

            assertThat(org.query("SELECT RecordType.DeveloperName, Kind__c FROM Thing__c")
                            .body())
                    .contains("\"DeveloperName\":\"Spiced\"", "\"Kind__c\":\"Salt & pepper\"");
        }
    }

    @Test
    void theProfileOfTheUsersHidesATypeFromThem() throws IOException {
        file(
                "force-app/profiles/Admin.profile-meta.xml",
                ADMIN.replace("<default>true", "<default>false").replace("<visible>true", "<visible>false"));
        try (var org = new TestOrg(OrgsimSettings.defaults().withProject(folder))) {
            assertThat(RestClient.of(org, 65)
                            .post("/sobjects/Thing__c", "{\"Name\":\"B\",\"RecordType\":{\"Name\":\"Spiced things\"}}")
                            .body())
                    .contains("this ID value isn't valid for the user");
        }
    }

    @Test
    void areReadOfTheOlderFormatAndOfStandardObjectsToo() throws IOException {
        file(OBJECTS + "Case.object", """
            <CustomObject>
              <recordTypes><fullName>__MASTER__</fullName></recordTypes>
              <recordTypes><fullName>Complaint</fullName><active>true</active><label>Complaint</label>
                <businessProcess>Complaints</businessProcess>
                <picklistValues><picklist>Reason__c</picklist></picklistValues>
              </recordTypes>
            </CustomObject>
            """);
        try (var org = new TestOrg(OrgsimSettings.defaults().withProject(folder))) {
            var described = JSON.readTree(
                    RestClient.of(org, 65).get("/sobjects/Case/describe").body());

            assertThat(described.get("recordTypeInfos"))
                    .extracting(type -> type.get("developerName").stringValue())
                    .containsExactly("Complaint", "Master");
            assertThat(described.get("fields"))
                    .extracting(field -> field.get("name").stringValue())
                    .containsSubsequence("Type", "RecordTypeId", "Status");
            assertThat(org.server().org().notSimulated())
                    .contains(
                            "What the record type Case.Complaint says of Reason__c is left out: the simulated org"
                                    + " doesn't have the field.",
                            "The business processes of the record types of Case have no effect (1).");
        }
    }

    @Test
    void recordsOfTheProjectNameTheirTypesByName() throws IOException {
        file("data/a-plan.json", "[{\"sobject\": \"Thing__c\", \"files\": [\"Things.json\"]}]");
        file("data/Things.json", """
            {"records": [
              {"attributes": {"type": "Thing__c"}, "Name": "A", "RecordTypeId": "0125400000ABCdeAAH"},
              {"attributes": {"type": "Thing__c"}, "Name": "B", "RecordType": {"Name": "Spiced things"}}]}
            """);
        try (var org = new TestOrg(OrgsimSettings.defaults().withProject(folder))) {
            assertThat(org.query("SELECT Name FROM Thing__c WHERE RecordType.DeveloperName = 'Spiced'")
                            .body())
                    .contains("\"totalSize\":1", "\"Name\":\"B\"");
            assertThat(org.server().org().notSimulated()).contains("Values of Thing__c.RecordTypeId are left out (1).");
        }
    }

    @Test
    void refusesBrokenOnes() throws IOException {
        file(
                OBJECTS + "Thing__c/Thing__c.object-meta.xml",
                THING.formatted("<recordTypes><fullName>Spiced</fullName></recordTypes>"));
        refuses("the record type Thing__c.Spiced is defined in ");

        file(OBJECTS + "Thing__c/Thing__c.object-meta.xml", THING.formatted(""));
        file(
                OBJECTS + "Thing__c/recordTypes/Spiced.recordType-meta.xml",
                SPICED.replace("<picklist>Kind__c", "<picklist>Name"));
        refuses("Spiced.recordType-meta.xml, line 3: the field Name of Thing__c is no picklist: correct the name");

        file(OBJECTS + "Thing__c/recordTypes/Spiced.recordType-meta.xml", "<CustomField/>");
        refuses("line 1: the root is <CustomField> where <RecordType> belongs");
    }

    private void refuses(String problem) {
        assertThatExceptionOfType(OrgsimNotStarted.class)
                .isThrownBy(() -> OrgsimServer.start(OrgsimSettings.defaults().withProject(folder))
                        .close())
                .withMessageContaining(problem);
    }

    @Test
    void areThoseOfDescriptions() throws IOException {
        var describes = Files.createDirectory(folder.resolve("describes"));
        String description;
        try (var sample = TestOrg.start()) {
            description =
                    RestClient.of(sample, 65).get("/sobjects/Route__c/describe").body();
        }
        Files.writeString(describes.resolve("Route.json"), description);
        try (var org = new TestOrg(OrgsimSettings.defaults().withDescribes(describes))) {
            var rest = RestClient.of(org, 65);
            rest.create("Route__c", "{\"Name\":\"R\"}");

            assertThat(JSON.readTree(rest.get("/sobjects/Route__c/describe").body())
                            .get("recordTypeInfos"))
                    .isEqualTo(JSON.readTree(description).get("recordTypeInfos"));
            assertThat(org.query("SELECT RecordType.DeveloperName FROM Route__c")
                            .body())
                    .contains("\"DeveloperName\":\"City_Tour\"");
            assertThat(rest.post("/sobjects/Route__c", "{\"Name\":\"R\",\"RecordType\":{\"Name\":\"Night Mail\"}}")
                            .body())
                    .contains("this ID value isn't valid for the user");
        }

        Files.writeString(describes.resolve("Route.json"), description.replace("\"RecordTypeId\"", "\"Kind_Id__c\""));
        try (var org = new TestOrg(OrgsimSettings.defaults().withDescribes(describes))) {
            assertThat(org.server().org().notSimulated())
                    .contains("The record types of Route__c are left out (3): its description has no field"
                            + " RecordTypeId.");
        }
    }

    private void file(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
