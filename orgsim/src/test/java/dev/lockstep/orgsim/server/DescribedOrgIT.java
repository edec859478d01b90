package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Orgs that are made of descriptions: those that another simulated org has told, and broken ones.
class DescribedOrgIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path WORKSHOP = Path.of("src", "test", "resources", "projects", "workshop");
    private static final String STAMPS = """
        {"name": "Id", "type": "id", "length": 18, "filterable": true, "sortable": true},
        {"name": "IsDeleted", "type": "boolean"},
        {"name": "CreatedDate", "type": "datetime"},
        {"name": "CreatedById", "type": "reference", "referenceTo": ["User"], "relationshipName": "CreatedBy"},
        {"name": "LastModifiedDate", "type": "datetime"},
        {"name": "LastModifiedById", "type": "reference", "referenceTo": ["User"],
         "relationshipName": "LastModifiedBy"},
        {"name": "SystemModstamp", "type": "datetime"}\
        """;

    @TempDir
    private Path folder;

    private Path describes = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        describes = Files.createDirectory(folder.resolve("describes"));
    }

    @Test
    void describesItselfAsTheSampleDid() throws IOException {
        assertDescribedAlike(OrgsimSettings.defaults());
    }

    @Test
    void describesItselfAsAProjectDid() throws IOException {
        assertDescribedAlike(OrgsimSettings.defaults().withProject(WORKSHOP));
    }

    private void assertDescribedAlike(OrgsimSettings settings) throws IOException {
        Map<String, JsonNode> told = new TreeMap<>();
        try (var org = new TestOrg(settings)) {
            for (var object : org.server().org().objects()) {
                var answer = RestClient.of(org, 65)
                        .get("/sobjects/" + object + "/describe")
                        .body();
                Files.writeString(describes.resolve(object + ".json"), answer);
                told.put(object.toString(), JSON.readTree(answer));
            }
        }
        try (var org = new TestOrg(OrgsimSettings.defaults().withDescribes(describes))) {
            var rest = RestClient.of(org, 65);
            assertThat(told).isNotEmpty();
            told.forEach((object, description) -> assertThat(JSON.readTree(
                            rest.get("/sobjects/" + object + "/describe").body()))
                    .as(object)
                    .isEqualTo(description));
            assertThat(org.server().org().objects())
                    .extracting(Object::toString)
                    .containsExactlyElementsOf(told.keySet());
        }
    }

    @Test
    void understandsADescriptionThatLacksWhatLaterVersionsTell() throws IOException {
        thing("""
            {"name": "Name", "type": "string", "length": 80, "createable": true, "updateable": true, "nameField": true,
             "filterable": true, "nillable": true},
            {"name": "Size__c", "type": "double", "precision": 4, "scale": 1, "createable": true, "updateable": true,
             "nillable": true, "filterable": true, "custom": true, "defaultValueFormula": "1.5"},
            {"name": "Kind__c", "type": "picklist", "length": 255, "createable": true, "nillable": true,
             "restrictedPicklist": true, "custom": true,
             "picklistValues": [{"value": "a", "label": "A", "active": true, "defaultValue": false},
                                {"value": "b", "label": "B", "active": true, "defaultValue": true}]},
            {"name": "Number__c", "type": "string", "length": 30, "autoNumber": true, "custom": true},
            {"name": "Sum__c", "type": "double", "precision": 18, "scale": 2, "calculated": true, "nillable": true,
             "calculatedFormula": "Size__c * 2", "custom": true},
            {"name": "Photo__c", "type": "anyType", "custom": true},
            {"name": "Place__c", "type": "reference", "referenceTo": ["Place__c"], "relationshipName": "Place__r",
             "createable": true, "nillable": true, "custom": true}\
            """);

        try (var org = new TestOrg(OrgsimSettings.defaults().withDescribes(describes))) {
            var rest = RestClient.of(org, 65);
            var id = rest.create("Thing__c", "{}");

            assertThat(org.query("SELECT Name, Size__c, Kind__c, Number__c, Sum__c FROM Thing__c")
                            .body())
                    .contains(
                            "\"Name\":\"" + id + "\"",
                            "\"Size__c\":1.5",
                            "\"Kind__c\":\"b\"",
                            "\"Number__c\":\"1\"",
                            "\"Sum__c\":null");
            assertThat(org.query("SELECT MAX(Size__c) FROM Thing__c").body()).contains("1.5");
            assertThat(rest.post("/sobjects/Thing__c", "{\"Kind__c\": \"c\"}").body())
                    .contains("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
            assertThat(org.server().org().notSimulated())
                    .containsExactly(
                            "The field Thing__c.Number__c counts 1, 2, 3: its format stands in no description.",
                            "The field Thing__c.Sum__c stays empty: it is a formula.",
                            "The field Thing__c.Photo__c is left out: its type, anyType, isn't simulated.",
                            "Lookups of Thing__c to objects that aren't described stay empty: Place__c.");
        }
    }

    @Test
    void takesFromTheParentWhatBecomesOfItsChildren() throws IOException {
        thing("""
            {"name": "Boss__c", "type": "reference", "referenceTo": ["Thing__c"], "relationshipName": "Boss__r",
             "createable": true, "nillable": true, "custom": false}\
            """, """
            "childRelationships": [{"childSObject": "Thing__c", "field": "Boss__c", "cascadeDelete": false,
                                    "restrictedDelete": true, "relationshipName": "Crew__r"}],\
            """);

        try (var org = new TestOrg(OrgsimSettings.defaults().withDescribes(describes))) {
            var rest = RestClient.of(org, 65);
            var boss = rest.create("Thing__c", "{}");
            rest.create("Thing__c", "{\"Boss__c\": \"%s\"}".formatted(boss));

            assertThat(rest.delete("/sobjects/Thing__c/" + boss).body()).contains("DELETE_FAILED");
            assertThat(rest.get("/sobjects/Thing__c/describe").body()).contains("\"relationshipName\":\"Crew__r\"");
        }
    }

    @Test
    void leavesOutObjectsThatAreNoOrdinaryOnes() throws IOException {
        file("Event.json", object("Alarm__e", "e01", ""));
        file("Setting.json", object("Setting__c", "s01", "\"customSetting\": true,"));
        file("Change.json", object("ThingChangeEvent", "", ""));
        file("Share.json", """
            {"name": "ThingShare", "keyPrefix": "t02", "fields": [{"name": "Id", "type": "id"}]}\
            """);
        thing("{\"name\": \"Name\", \"type\": \"string\", \"length\": 80}");

        try (var org = new TestOrg(OrgsimSettings.defaults().withDescribes(describes))) {
            assertThat(org.server().org().objects())
                    .extracting(Object::toString)
                    .containsExactly("PushTopic", "RecordType", "Thing__c", "User");
            assertThat(org.server().org().notSimulated())
                    .containsExactly(
                            "The object ThingChangeEvent is left out: it has no keyPrefix, which Ids begin with.",
                            "The object Alarm__e is left out: it is a platform event.",
                            "The object Setting__c is left out: it is a custom setting.",
                            "The object ThingShare is left out: it has no CreatedDate, which every such record has"
                                    + " here.");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `{"name": `                                             | , line 1: the JSON ends too early: complete it.
        `[{"errorCode": "NOT_FOUND"}]`                          | : here belongs the description of an object
        `{"encoding": "UTF-8", "sobjects": []}`                 | : this is the list of all objects
        `{"label": "Thing"}`                                    | : here is no name: add it.
        `{"name": "Th ing"}`                                    | , name: Th ing is no API name: correct it.
        `{"name": "Thing__c"}`                                  | : the description of Thing__c has no fields
        `{"name": "Thing__c", "name": "X"}`                     | , name: name stands here twice
        `{"name": "Thing__c", "fields": {}}`                    | , fields: here belongs a list: correct it.
        `{"name": "Thing__c", "fields": [{"name": "A", "type": "id"}, {"name": "a", "type": "id"}]}` | , fields[1].name: the field a is there twice
        `{"name": "Thing__c", "fields": [{"type": "id"}]}`      | , fields[0]: here is no name: add it.
        """)
    void refusesABrokenFile(String content, String problem) throws IOException {
        file("Thing.json", content);

        refuses("Thing.json" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `"type": "string", "length": -1`                        | .length: here belongs a whole number
        `"type": "string", "length": "80"`                      | .length: here belongs a whole number
        `"type": "string", "createable": "yes"`                 | .createable: here belongs true or false
        `"type": "string", "referenceTo": ["User"]`             | .referenceTo: a field of type string refers to nothing
        `"type": "double", "precision": 2, "scale": 3`          | .scale: there are more digits behind the point
        `"type": "double", "autoNumber": true`                  | .autoNumber: the org counts up texts alone
        `"type": "string", "calculated": true, "createable": true` | .calculated: what is calculated can't be written
        `"type": "picklist", "dependentPicklist": true`         | .dependentPicklist: the picklist depends on another
        `"type": "string", "length": 2, "defaultValue": "long"` | .defaultValue: the default long doesn't fit the field
        `"type": "reference", "referenceTo": ["User"], "relationshipName": "CreatedBy"` | .relationshipName: CreatedBy is the relationship of CreatedById, too
        `"type": "reference", "referenceTo": ["User"], "cascadeDelete": true, "restrictedDelete": true` | .restrictedDelete: what is deleted along can't hold its parent
        """)
    void refusesAFieldThatContradictsItself(String field, String problem) throws IOException {
        thing("{\"name\": \"X__c\", \"custom\": true, " + field + "}");

        refuses("Thing.json, fields[7]" + problem);
    }

    @Test
    void refusesDescriptionsThatContradictEachOther() throws IOException {
        file("A.json", object("Thing__c", "t01", ""));
        file("B.json", object("Thing__c", "t02", ""));
        refuses("B.json, name: Thing__c is described in A.json, too: remove one of the files.");

        file("B.json", object("Other__c", "t01", ""));
        refuses("A.json, keyPrefix: the Ids of Other__c and Thing__c begin with t01 alike");

        file("B.json", object("Other__c", "005", ""));
        refuses("B.json, keyPrefix: the Ids of Other__c and User begin with 005 alike");

        file("B.json", object("Other__c", "t2", ""));
        refuses("B.json, keyPrefix: t2 is no three letters or digits");

        Files.delete(describes.resolve("B.json"));
        Files.delete(describes.resolve("A.json"));
        thing("""
            {"name": "Boss__c", "type": "reference", "referenceTo": ["Thing__c"], "relationshipName": "Boss__r",
             "custom": true, "cascadeDelete": true}\
            """, """
            "childRelationships": [{"childSObject": "Thing__c", "field": "Boss__c", "cascadeDelete": false}],\
            """);
        refuses("Thing.json, childRelationships[0].cascadeDelete: the field itself says true (Thing.json, fields[7])");
    }

    @Test
    void refusesAFolderWithoutDescriptions() throws IOException {
        refuses("The folder " + describes + " holds no *.json file: name another with --describe.");

        Files.delete(describes);
        refuses("There is no folder " + describes + ": name one with --describe.");
    }

    @Test
    void keepsADataFolderToTheDescriptionsThatItWasBegunWith() throws IOException {
        thing("{\"name\": \"Name\", \"type\": \"string\", \"length\": 80, \"createable\": true, \"nillable\": true}");
        var settings = OrgsimSettings.defaults().keptIn(folder.resolve("org")).withDescribes(describes);
        var id = "";
        try (var org = new TestOrg(settings)) {
            id = RestClient.of(org, 65).create("Thing__c", "{\"Name\": \"kept\"}");
        }
        try (var org = new TestOrg(settings)) {
            assertThat(RestClient.of(org, 65).get("/sobjects/Thing__c/" + id).body())
                    .contains("kept");
        }
        assertThatExceptionOfType(OrgsimNotStarted.class)
                .isThrownBy(() -> OrgsimServer.start(OrgsimSettings.defaults().keptIn(folder.resolve("org"))))
                .withMessageContaining("was begun with the descriptions whose files have the digest")
                .withMessageContaining("not with the sample");
        thing("{\"name\": \"Name\", \"type\": \"string\", \"length\": 70, \"createable\": true, \"nillable\": true}");
        refuses("was begun with the descriptions whose files have the digest", settings);
    }

    private void thing(String fields) throws IOException {
        thing(fields, "");
    }

    private void thing(String fields, String properties) throws IOException {
        file("Thing.json", """
            {"name": "Thing__c", "label": "Thing", "keyPrefix": "t01", "custom": true, %s "fields": [%s, %s]}\
            """.formatted(properties, STAMPS, fields));
    }

    private static String object(String name, String prefix, String properties) {
        return """
            {"name": "%s", "keyPrefix": %s, %s "fields": [%s]}\
            """.formatted(name, prefix.isEmpty() ? "null" : "\"" + prefix + "\"", properties, STAMPS);
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(describes.resolve(name), content);
    }

    private void refuses(String problem) {
        refuses(problem, OrgsimSettings.defaults().withDescribes(describes));
    }

    private static void refuses(String problem, OrgsimSettings settings) {
        assertThatExceptionOfType(OrgsimNotStarted.class)
                .isThrownBy(() -> OrgsimServer.start(settings).close())
                .withMessageContaining(problem)
                .satisfies(refused -> assertThat(refused).message().doesNotContain("\n"));
    }
}
