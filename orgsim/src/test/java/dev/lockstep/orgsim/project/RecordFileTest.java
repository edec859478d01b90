package dev.lockstep.orgsim.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.orgsim.source.JsonFile;
import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceRefused;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files of records in the format of the sObject tree.
class RecordFileTest {
    private static final SourceFile FILE = new SourceFile(Path.of("Things.json"), "data/Things.json");

    @Test
    void readsEveryKindOfValueAsItIsWritten() {
        var record = read("""
            {"records": [{
              "attributes": {"type": "Thing__c", "referenceId": "ThingRef1"},
              "Name": "Ünï \\"x\\"\\n2", "Small__c": 0.10, "Large__c": 12345678901234567890, "Rough__c": 1E3,
              "Is__c": true, "Not__c": false, "Nothing__c": null, "Parent__c": "@ThingRef0"}]}\
            """).getFirst();

        assertThat(record.values())
                .containsExactlyInAnyOrderEntriesOf(new TreeMap<>(Map.of(
                        "Is__c", "true",
                        "Large__c", "12345678901234567890",
                        "Name", "Ünï \"x\"\n2",
                        "Not__c", "false",
                        "Parent__c", "@ThingRef0",
                        "Rough__c", "1E3",
                        "Small__c", "0.10")));
        assertThat(record.object()).isEqualTo("Thing__c");
        assertThat(record.referenceId()).contains("ThingRef1");
        assertThat(record.place()).isEqualTo("records[0]");
    }

    @Test
    void handsOverAParentBeforeTheChildrenThatStandInIt() {
        var records = read("""
            {"records": [
              {"Children__r": {"records": [
                 {"attributes": {"type": "Child__c"}, "Name": "c",
                  "Children__r": {"records": [{"attributes": {"type": "Grandchild__c"}}]}}]},
               "attributes": {"type": "Thing__c"}, "Name": "p"}]}\
            """);

        assertThat(records).extracting(PlannedRecord::object).containsExactly("Thing__c", "Child__c", "Grandchild__c");
        assertThat(records.get(1).parent()).contains(new PlannedRecord.Parent("records[0]", "Thing__c", "Children__r"));
        assertThat(records.get(2).parent())
                .contains(new PlannedRecord.Parent("records[0].Children__r.records[0]", "Child__c", "Children__r"));
        assertThat(records.get(2).place()).isEqualTo("records[0].Children__r.records[0].Children__r.records[0]");
    }

    @Test
    void readsAParentThatIsNamedByOneOfItsFields() {
        var record = read("""
            {"records": [{"attributes": {"type": "Thing__c"}, "Owner__r": {"Key__c": "k"}}]}\
            """).getFirst();

        assertThat(record.keys()).isEqualTo(Map.of("Owner__r", new PlannedRecord.Key("Key__c", "k")));
        assertThat(record.parent()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `{"records": [`                                                        | , line 1: the JSON ends too early
        `{"records": [} `                                                      | , line 1: no sound JSON
        `[]`                                                                   | , line 1: here belongs an object with records
        `{"record": []}`                                                       | , line 1: here are no records: add an array records.
        `{"records": {}}`                                                      | , records: here belongs an array of records
        `{"records": [1]}`                                                     | , records[0]: here belongs a record: correct it.
        `{"records": [{"Name": "x"}]}`                                         | , records[0]: a record has attributes with its type: add them.
        `{"records": [{"attributes": {"type": 1}}]}`                           | , records[0].attributes.type: here belongs the name of an object
        `{"records": [{"attributes": {"type": "X"}, "Name": ["x"]}]}`          | , records[0].Name: a field has a text, a number, true, false or null
        `{"records": [{"attributes": {"type": "X"}, "N": "x", "N": "y"}]}`     | , records[0].N: the field is there twice
        `{"records": [{"attributes": {"type": "X"}, "P__r": {"A": "x", "B": "y"}}]}` | , records[0].P__r: one field names a record
        `{"records": []} {}`                                                   | , line 1: something stands behind the end
        """)
    void refusesWhatIsBrokenWithItsPlace(String json, String problem) {
        assertThatExceptionOfType(SourceRefused.class)
                .isThrownBy(() -> read(json))
                .withMessageStartingWith("data/Things.json" + problem)
                .withMessageEndingWith(".");
    }

    private static List<PlannedRecord> read(String json) {
        var records = new ArrayList<PlannedRecord>();
        try (var content = new JsonFile(FILE, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            RecordFile.read(FILE, content, records::add);
        }
        return records;
    }
}
