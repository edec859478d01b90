package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A project that nobody of us made: everything of it is there.
class ReferenceProjectIT {
    private static final JsonMapper JSON = new JsonMapper();

    private Path project = Path.of("");

    @BeforeEach
    void find() {
        var data = System.getProperty("lockstep.reference.data", "");
        assumeTrue(!data.isEmpty(), "no -Dlockstep.reference.data: there is no real project to read");
        project = Path.of(data, "ebikes");
        assumeTrue(Files.isDirectory(project), "there is no project ebikes in " + data);
    }

    @Test
    void hasAllObjectsButThePlatformEvent() {
        try (var org = new TestOrg(OrgsimSettings.defaults().withProject(project))) {
            assertThat(org.server().org().objects())
                    .extracting(Object::toString)
                    .contains("Case", "Order__c", "Order_Item__c", "Product__c", "Product_Family__c");
            assertThat(org.server().org().object("Case").orElseThrow().field("Case_Category__c"))
                    .isPresent();
            assertThat(org.server().org().notSimulated())
                    .containsExactly("The object Manufacturing_Event__e is left out: it is a platform event.");
        }
    }

    @Test
    void hasAllRecordsWithEveryField() throws IOException {
        try (var org = new TestOrg(OrgsimSettings.defaults().withProject(project))) {
            var names = Map.of("DynamoRef", "Dynamo", "FuseRef", "Fuse", "ElectraRef", "Electra", "VoltRef", "Volt");
            for (var part : JSON.readTree(Files.readString(project.resolve("data/sample-data-plan.json")))) {
                for (var file : part.path("files")) {
                    var object = part.path("sobject").stringValue();
                    var records = JSON.readTree(Files.readString(project.resolve("data/" + file.stringValue())))
                            .path("records");
                    var expected = texts(records, names);

                    assertThat(texts(inTheOrg(org, object, records.get(0)), Map.of()))
                            .as(object)
                            .isNotEmpty()
                            .containsExactlyElementsOf(expected);
                }
            }
        }
    }

    /// The records in the order of their making, with the fields that this one has; parents by their names.
    private static JsonNode inTheOrg(TestOrg org, String object, JsonNode record) {
        var columns = record.propertyNames().stream()
                .filter(name -> !name.equals("attributes"))
                .map(name -> name.equals("Product_Family__c") ? "Product_Family__r.Name" : name)
                .collect(Collectors.joining(", "));
        return JSON.readTree(org.query("SELECT " + columns + " FROM " + object + " ORDER BY Id")
                        .body())
                .path("records");
    }

    private static List<String> texts(JsonNode records, Map<String, String> names) {
        var texts = new ArrayList<String>();
        for (var record : records) {
            texts.add(record.propertyNames().stream()
                    .filter(name -> !name.equals("attributes"))
                    .map(name -> text(record.path(name), names))
                    .collect(Collectors.joining("|")));
        }
        return texts;
    }

    private static String text(JsonNode value, Map<String, String> names) {
        if (value.isObject()) {
            return value.path("Name").stringValue();
        }
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        var text = value.asString();
        return text.startsWith("@") ? names.getOrDefault(text.substring(1), text) : text;
    }
}
