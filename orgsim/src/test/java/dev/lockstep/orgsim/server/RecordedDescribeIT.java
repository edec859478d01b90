package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Describe answers held against recorded ones of a real org: in all that isn't listed with a reason they are the same.
class RecordedDescribeIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LIST_OF_OBJECTS = "Global";

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
    @ValueSource(strings = {"Account", "Contact", "Lead", "Opportunity", "OpportunityContactRole", "Case"})
    void describesAsARealOrgDoes(String object) throws IOException {
        assertSame(object, ours("/" + object + "/describe"));
    }

    @Test
    void listsItsObjectsAsARealOrgDoes() throws IOException {
        assertSame(LIST_OF_OBJECTS, ours(""));
    }

    @Test
    void listsEachDifferenceOnce() throws IOException {
        assertThat(KnownDifference.list())
                .extracting(known -> known.path() + " " + known.kind())
                .doesNotHaveDuplicates();
    }

    private static void assertSame(String name, JsonNode ours) throws IOException {
        List<Difference> differences = DescribeComparison.between(name, recorded(name), ours, simulated());
        List<KnownDifference> known = KnownDifference.list().stream()
                .filter(line -> line.path().startsWith(name + "."))
                .toList();

        assertThat(differences)
                .as("differences that aren't listed")
                .filteredOn(difference -> known.stream().noneMatch(difference::isKnownAs))
                .isEmpty();
        assertThat(known)
                .as("listed differences that are gone")
                .filteredOn(line -> differences.stream().noneMatch(difference -> difference.isKnownAs(line)))
                .isEmpty();
    }

    private static Set<String> simulated() {
        Set<String> names = new HashSet<>();
        ours("").get("sobjects").forEach(object -> names.add(object.get("name").asString()));
        return names;
    }

    private static JsonNode ours(String path) {
        return JSON.readTree(org.get("/services/data/v65.0/sobjects" + path, "Authorization", "Bearer " + org.token())
                .body());
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
