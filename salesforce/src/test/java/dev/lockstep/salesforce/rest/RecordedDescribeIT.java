package dev.lockstep.salesforce.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.ObjectTrait;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Reads answers of a real org where they are at hand, named by the property `lockstep.reference.data`.
class RecordedDescribeIT {
    @ParameterizedTest
    @ValueSource(strings = {"Account", "Case", "Contact", "Lead", "Opportunity", "OpportunityContactRole"})
    void understandsEveryFieldOfARealDescription(String object) throws IOException {
        var described = DescribeReader.describe(recorded("GET_sobjects_" + object + "_describe.yaml"));

        assertThat(described.leftOut()).isEmpty();
        assertThat(described.description().name()).isEqualTo(new ObjectName(object));
        assertThat(described.description().is(ObjectTrait.REPLICATEABLE)).isTrue();
        assertThat(described
                        .description()
                        .field(FieldName.SYSTEM_MODSTAMP)
                        .orElseThrow()
                        .type())
                .isEqualTo(FieldType.DATETIME);
    }

    @Test
    void understandsTheListOfObjectsOfARealOrg() throws IOException {
        assertThat(DescribeReader.objects(recorded("GET_sobjects_Global_describe.yaml")))
                .contains(new ObjectName("Account"), new ObjectName("Contact"));
    }

    private static byte[] recorded(String file) throws IOException {
        var folder = System.getProperty("lockstep.reference.data", "");
        assumeThat(folder).isNotBlank();
        var yaml = Files.readString(Path.of(folder, "recorded", file));
        var recording = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return text(recording, "response", "body", "string").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object place, String... path) {
        for (var name : path) {
            place = Objects.requireNonNull(((Map<?, ?>) place).get(name));
        }
        return (String) place;
    }
}
