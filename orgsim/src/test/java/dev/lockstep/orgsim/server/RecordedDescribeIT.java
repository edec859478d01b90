package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Describe answers held against recorded ones of a real org.
class RecordedDescribeIT {
    private static final JsonMapper JSON = new JsonMapper();
    /// Came with later versions than those that were recorded.
    private static final Set<String> NEWER = Set.of("associateEntityType", "associateParentEntity");

    /// What a field's describe says of its values.
    private static final List<String> OF_VALUES =
            List.of("type", "soapType", "length", "byteLength", "precision", "scale", "digits");

    /// A computed field whose characters are one byte each; no definition of ours tells that.
    private static final Set<String> KNOWN_DIFFERENCES = Set.of("byteLength of Opportunity.Fiscal");

    private static TestOrg org;

    @BeforeAll
    static void start() {
        org = TestOrg.start();
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Account", "Contact", "Lead", "Opportunity", "Case"})
    void describesAsARealOrgDoes(String object) throws IOException {
        JsonNode real = recorded(object);
        JsonNode ours = JSON.readTree(org.get(
                        "/services/data/v65.0/sobjects/" + object + "/describe",
                        "Authorization",
                        "Bearer " + org.token())
                .body());

        assertThat(ours.propertyNames())
                .filteredOn(name -> !NEWER.contains(name))
                .isSubsetOf(real.propertyNames());
        assertThat(ours.get("keyPrefix")).isEqualTo(real.get("keyPrefix"));
        for (JsonNode child : ours.get("childRelationships")) {
            assertThat(child.propertyNames())
                    .isEqualTo(real.get("childRelationships").get(0).propertyNames());
        }
        Map<String, JsonNode> realFields = byName(real.get("fields"));
        var soft = new SoftAssertions();
        for (JsonNode field : ours.get("fields")) {
            JsonNode realField = realFields.get(field.get("name").asString());
            if (realField != null) {
                soft.assertThat(field.propertyNames()).isEqualTo(realField.propertyNames());
                for (String property : OF_VALUES) {
                    String where = "%s of %s.%s"
                            .formatted(property, object, field.get("name").asString());
                    if (!KNOWN_DIFFERENCES.contains(where)) {
                        soft.assertThat(field.get(property)).as(where).isEqualTo(realField.get(property));
                    }
                }
            }
        }
        soft.assertAll();
    }

    private static Map<String, JsonNode> byName(JsonNode fields) {
        Map<String, JsonNode> byName = new HashMap<>();
        fields.forEach(field -> byName.put(field.get("name").asString(), field));
        return byName;
    }

    /// Skips the test where the recording isn't at hand: it isn't ours to ship.
    private static JsonNode recorded(String object) throws IOException {
        String folder = System.getProperty("lockstep.reference.data", "");
        Path recording = Path.of(folder, "recorded", "GET_sobjects_%s_describe.yaml".formatted(object));
        assumeTrue(
                !folder.isEmpty() && Files.isReadable(recording),
                "No recording of " + object + ": name the folder above it by -Dlockstep.reference.data");
        Object recorded = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(recording));
        Object text = part(part(part(recorded, "response"), "body"), "string");
        return JSON.readTree(text.toString());
    }

    private static Object part(Object map, String name) {
        return Objects.requireNonNull(((Map<?, ?>) map).get(name), name);
    }
}
