package dev.lockstep.orgsim.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.orgsim.org.AutoNumber;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Lookup;
import dev.lockstep.orgsim.org.OnParentDelete;
import dev.lockstep.orgsim.org.PicklistEntry;
import dev.lockstep.orgsim.sample.Field;
import dev.lockstep.orgsim.source.NotSimulated;
import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceRefused;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each type of field that the metadata knows, and what describe tells of it.
class FieldMakerTest {
    private static final SourceFile FILE = new SourceFile(Path.of("F__c.field-meta.xml"), "fields/F__c.field-meta.xml");

    private final NotSimulated notSimulated = new NotSimulated();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <type>Text</type><length>30</length>                            | STRING          | 30     | 0  | 0
        <type>TextArea</type>                                           | TEXTAREA        | 255    | 0  | 0
        <type>LongTextArea</type><length>32768</length>                 | TEXTAREA        | 32768  | 0  | 0
        <type>Html</type><length>131072</length>                        | TEXTAREA        | 131072 | 0  | 0
        <type>EncryptedText</type><length>175</length>                  | ENCRYPTEDSTRING | 175    | 0  | 0
        <type>Email</type>                                              | EMAIL           | 80     | 0  | 0
        <type>Phone</type>                                              | PHONE           | 40     | 0  | 0
        <type>Url</type>                                                | URL             | 255    | 0  | 0
        <type>Number</type><precision>18</precision><scale>0</scale>    | DOUBLE          | 0      | 18 | 0
        <type>Currency</type><precision>6</precision><scale>2</scale>   | CURRENCY        | 0      | 6  | 2
        <type>Percent</type><precision>5</precision><scale>3</scale>    | PERCENT         | 0      | 5  | 3
        <type>Date</type>                                               | DATE            | 0      | 0  | 0
        <type>DateTime</type>                                           | DATETIME        | 0      | 0  | 0
        <type>Time</type>                                               | TIME            | 0      | 0  | 0
        <type>Checkbox</type><defaultValue>false</defaultValue>         | BOOLEAN         | 0      | 0  | 0
        <type>AutoNumber</type><displayFormat>A-{00}</displayFormat>    | STRING          | 30     | 0  | 0
        <type>Picklist</type><valueSet><valueSetName>Sizes</valueSetName></valueSet>            | PICKLIST      | 255  | 0 | 0
        <type>MultiselectPicklist</type><valueSet><valueSetName>Sizes</valueSetName></valueSet> | MULTIPICKLIST | 4099 | 0 | 0
        <type>Lookup</type><referenceTo>account</referenceTo>           | REFERENCE       | 18     | 0  | 0
        <type>MasterDetail</type><referenceTo>Account</referenceTo><relationshipName>Fs</relationshipName> | REFERENCE | 18 | 0 | 0
        <type>Hierarchy</type>                                          | REFERENCE       | 18     | 0  | 0
        """)
    void describesEachType(String metadata, FieldKind type, int length, int precision, int scale) {
        var field = one(metadata);

        assertThat(field.type()).isEqualTo(type);
        assertThat(field.length()).isEqualTo(length);
        assertThat(field.precision()).isEqualTo(precision);
        assertThat(field.scale()).isEqualTo(scale);
        assertThat(field.label()).isEqualTo("F");
        assertThat(field.has(FieldFlag.CUSTOM)).isTrue();
        assertThat(notSimulated.sentences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Address",
                "Array",
                "CustomDataType",
                "ExternalLookup",
                "File",
                "IndirectLookup",
                "MetadataRelationship"
            })
    void leavesOutATypeThatIsNotSimulatedAndSaysSo(String type) {
        assertThat(make("<type>" + type + "</type>")).isEmpty();

        assertThat(notSimulated.sentences())
                .containsExactly("The field Thing__c.F__c is left out: its type, " + type + ", isn't simulated.");
    }

    @ParameterizedTest
    @CsvSource({
        "Text, STRING",
        "Number, DOUBLE",
        "Currency, CURRENCY",
        "Percent, PERCENT",
        "Checkbox, BOOLEAN",
        "Date, DATE",
        "DateTime, DATETIME",
        "Time, TIME"
    })
    void keepsAFormulaOfAnyTypeEmptyAndSaysSo(String type, FieldKind kind) {
        var field = one("<type>" + type + "</type><formula>A__c &amp; B__c</formula>");

        assertThat(field.type()).isEqualTo(kind);
        assertThat(field.has(FieldFlag.CALCULATED)).isTrue();
        assertThat(field.has(FieldFlag.CREATEABLE) || field.has(FieldFlag.UPDATEABLE))
                .isFalse();
        assertThat(field.formula().orElseThrow().text()).isEqualTo("A__c & B__c");
        assertThat(notSimulated.sentences()).containsExactly("The field Thing__c.F__c stays empty: it is a formula.");
    }

    @Test
    void givesARollUpSummaryTheTypeOfWhatItSumsUp() {
        var count = one("<type>Summary</type><summaryOperation>count</summaryOperation>");
        var sum = one("<type>Summary</type><summaryOperation>sum</summaryOperation>"
                + "<summarizedField>Part__c.Price__c</summarizedField>");

        assertThat(count.type()).isEqualTo(FieldKind.DOUBLE);
        assertThat(sum.type()).isEqualTo(FieldKind.CURRENCY);
        assertThat(sum.scale()).isEqualTo(2);
        assertThat(sum.has(FieldFlag.CALCULATED)).isTrue();
        assertThat(notSimulated.sentences()).contains("The field Thing__c.F__c stays empty: it is a roll-up summary.");
    }

    @Test
    void makesThreeFieldsOfALocation() {
        var fields = make(
                "<type>Location</type><scale>5</scale>" + "<displayLocationInDecimal>true</displayLocationInDecimal>");

        assertThat(fields)
                .extracting(FieldDefinition::name)
                .containsExactly("F__Latitude__s", "F__Longitude__s", "F__c");
        assertThat(fields)
                .extracting(FieldDefinition::type)
                .containsExactly(FieldKind.DOUBLE, FieldKind.DOUBLE, FieldKind.LOCATION);
        assertThat(fields.getFirst().precision()).isEqualTo(8);
        assertThat(fields.getFirst().compoundFieldName()).contains("F__c");
        assertThat(fields.getLast().has(FieldFlag.DISPLAY_LOCATION_IN_DECIMAL)).isTrue();
    }

    @Test
    void tellsWhatIsRequiredUniqueAndAnExternalId() {
        var field = one("<type>Text</type><length>9</length><required>true</required><unique>true</unique>"
                + "<caseSensitive>true</caseSensitive><externalId>true</externalId>");
        var plain = one("<type>Text</type><length>9</length><required>false</required>");

        assertThat(field.flags())
                .contains(FieldFlag.UNIQUE, FieldFlag.CASE_SENSITIVE, FieldFlag.EXTERNAL_ID, FieldFlag.ID_LOOKUP)
                .doesNotContain(FieldFlag.NILLABLE);
        assertThat(plain.flags())
                .contains(FieldFlag.NILLABLE)
                .doesNotContain(FieldFlag.UNIQUE, FieldFlag.CASE_SENSITIVE, FieldFlag.EXTERNAL_ID, FieldFlag.ID_LOOKUP);
    }

    @Test
    void tellsWhatTheDeletionOfAParentMeans() {
        assertThat(lookup("")).isEqualTo(OnParentDelete.CLEAR);
        assertThat(lookup("<required>true</required>")).isEqualTo(OnParentDelete.RESTRICT);
        assertThat(lookup("<deleteConstraint>SetNull</deleteConstraint>")).isEqualTo(OnParentDelete.CLEAR);
        assertThat(lookup("<deleteConstraint>Cascade</deleteConstraint>")).isEqualTo(OnParentDelete.CASCADE);
        assertThat(lookup("<deleteConstraint>Restrict</deleteConstraint>")).isEqualTo(OnParentDelete.RESTRICT);
    }

    private OnParentDelete lookup(String more) {
        return one("<type>Lookup</type><referenceTo>Account</referenceTo>" + more)
                .lookup()
                .orElseThrow()
                .onParentDelete();
    }

    @Test
    void neverLeavesADetailWithoutItsMaster() {
        var fixed = one("<type>MasterDetail</type><referenceTo>Account</referenceTo>"
                + "<relationshipName>Things</relationshipName><relationshipOrder>1</relationshipOrder>"
                + "<writeRequiresMasterRead>true</writeRequiresMasterRead>");
        var movable = one("<type>MasterDetail</type><referenceTo>Account</referenceTo>"
                + "<relationshipName>Things</relationshipName>"
                + "<reparentableMasterDetail>true</reparentableMasterDetail>");

        assertThat(fixed.lookup())
                .contains(new Lookup(
                        List.of("Account"),
                        "F__r",
                        Optional.of("Things__r"),
                        OnParentDelete.CASCADE,
                        OptionalInt.of(1)));
        assertThat(fixed.flags())
                .contains(FieldFlag.CREATEABLE, FieldFlag.WRITE_REQUIRES_MASTER_READ)
                .doesNotContain(FieldFlag.UPDATEABLE, FieldFlag.NILLABLE);
        assertThat(movable.flags()).contains(FieldFlag.UPDATEABLE);
    }

    @Test
    void leavesOutALookupToWhatTheOrgLacksAndSaysSo() {
        assertThat(make("<type>Lookup</type><referenceTo>Product2</referenceTo>"))
                .isEmpty();
        assertThat(make("<type>Lookup</type><referenceTo>Alarm__e</referenceTo>"))
                .isEmpty();
        assertThat(make("<type>Lookup</type><referenceTo>pkg__Thing__c</referenceTo>"))
                .isEmpty();

        assertThat(notSimulated.sentences())
                .containsExactly(
                        "The field Thing__c.F__c is left out: it refers to Product2, an object that the simulated org"
                                + " doesn't have.",
                        "The field Thing__c.F__c is left out: it refers to Alarm__e, a platform event.",
                        "The field Thing__c.F__c is left out: it refers to pkg__Thing__c, an object of another"
                                + " package.");
    }

    @Test
    void understandsDefaultsThatArePlainValues() {
        assertThat(one("<type>Checkbox</type><defaultValue>true</defaultValue>").defaultValue())
                .contains("true");
        assertThat(number("Number", "-2.5")).contains("-2.5");
        assertThat(number("Percent", "0.1")).as("in formulas a fraction of one").contains("10");
        assertThat(one("<type>Text</type><length>9</length><defaultValue>&quot;New&quot;</defaultValue>")
                        .defaultValue())
                .contains("New");
        assertThat(notSimulated.sentences()).isEmpty();
    }

    private Optional<String> number(String type, String formula) {
        return one("<type>" + type + "</type><precision>5</precision><scale>2</scale><defaultValue>" + formula
                        + "</defaultValue>")
                .defaultValue();
    }

    @Test
    void saysWhichDefaultsItDoesNotCompute() {
        var field = one("<type>Date</type><defaultValue>TODAY() + 7</defaultValue>");

        assertThat(field.defaultValue()).isEmpty();
        assertThat(field.notes().defaultFormula()).contains("TODAY() + 7");
        assertThat(notSimulated.sentences())
                .containsExactly("The field Thing__c.F__c gets no default: TODAY() + 7 is a formula.");
    }

    @Test
    void readsTheValuesOfAPicklist() {
        var field = one("""
            <type>Picklist</type>
            <valueSet>
              <restricted>true</restricted>
              <valueSetDefinition>
                <sorted>false</sorted>
                <value><fullName>b</fullName><default>true</default><label>Bee</label></value>
                <value><fullName>a</fullName><default>false</default><isActive>false</isActive></value>
              </valueSetDefinition>
            </valueSet>\
            """);

        assertThat(field.picklist())
                .containsExactly(new PicklistEntry("b", "Bee", true, true), new PicklistEntry("a", "a", false, false));
        assertThat(field.has(FieldFlag.RESTRICTED_PICKLIST)).isTrue();
        assertThat(field.defaultValue()).contains("b");
    }

    @Test
    void readsTheOlderFormOfAPicklistAndSortsIt() {
        var field = one("""
            <type>Picklist</type>
            <picklist>
              <picklistValues><fullName>b</fullName><default>false</default></picklistValues>
              <picklistValues><fullName>a</fullName><default>false</default></picklistValues>
              <sorted>true</sorted>
            </picklist>\
            """);

        assertThat(field.picklist()).extracting(PicklistEntry::value).containsExactly("a", "b");
        assertThat(field.has(FieldFlag.RESTRICTED_PICKLIST)).isFalse();
    }

    @Test
    void takesAnyValueWhereTheValueSetIsNotThereAndSaysSo() {
        var field = one("<type>Picklist</type><valueSet><restricted>true</restricted>"
                + "<valueSetName>Colours</valueSetName></valueSet>");

        assertThat(field.has(FieldFlag.RESTRICTED_PICKLIST)).isFalse();
        assertThat(notSimulated.sentences())
                .containsExactly("The field Thing__c.F__c takes any value: the project doesn't have its global value"
                        + " set Colours.");
    }

    @Test
    void countsAnAutoNumberFromWhereTheMetadataSays() {
        var field = one("<type>AutoNumber</type><displayFormat>A-{YYYY}-{000}</displayFormat>"
                + "<startingNumber>7</startingNumber>");

        assertThat(field.autoNumber()).contains(new AutoNumber("A-{YYYY}-{000}", 7));
        assertThat(field.flags()).doesNotContain(FieldFlag.CREATEABLE, FieldFlag.UPDATEABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <type>Txt</type> | line 3: no field has the type Txt: take Address, Array, AutoNumber
        <label>X</label> | line 2: the field F__c has no <type>: add it.
        <type>Text</type> | line 2: the field F__c has no <length>: add it.
        <type>Text</type><length>256</length> | line 3: <length> is a whole number from 1 to 255: correct it.
        <type>LongTextArea</type><length>many</length> | line 3: <length> is a whole number from 256 to 131072
        <type>Number</type><precision>19</precision><scale>0</scale> | line 3: <precision> is a whole number from 1 to 18
        <type>Number</type><precision>3</precision><scale>4</scale> | line 3: <scale> is a whole number from 0 to 3
        <type>Date</type><required>yes</required> | line 3: <required> is true or false: correct it.
        <type>Lookup</type><referenceTo>Nothing__c</referenceTo> | line 3: the field F__c refers to Nothing__c, which the project doesn't have: add the object or remove the field.
        <type>Lookup</type> | line 2: the field F__c has no <referenceTo>: add it.
        <type>Lookup</type><referenceTo>Account</referenceTo><deleteConstraint>No</deleteConstraint> | line 3: <deleteConstraint> is SetNull, Cascade or Restrict
        <type>Lookup</type><referenceTo>Account</referenceTo><required>true</required><deleteConstraint>SetNull</deleteConstraint> | line 3: a required lookup can't be cleared
        <type>MasterDetail</type><referenceTo>Account</referenceTo> | line 2: the field F__c has no <relationshipName>: add it.
        <type>Picklist</type> | line 2: the picklist F__c has no values
        <type>Picklist</type><picklist><picklistValues><label>x</label></picklistValues></picklist> | line 3: a value has no <fullName>: add it.
        <type>Picklist</type><picklist><picklistValues><fullName>x</fullName></picklistValues><picklistValues><fullName>x</fullName></picklistValues></picklist> | line 3: the value x is there twice
        <type>AutoNumber</type><displayFormat>A-</displayFormat> | line 3: <displayFormat> has one place for the number
        <type>Number</type><precision>3</precision><scale>1</scale><defaultValue>1000</defaultValue> | line 3: the default 1000 doesn't fit the field
        <type>Picklist</type><formula>X__c</formula> | line 3: no formula has the type Picklist
        <type>Summary</type><summaryOperation>avg</summaryOperation> | line 3: <summaryOperation> is count, sum, min or max
        <type>Location</type> | line 2: the field F__c has no <scale>: add it.
        """)
    void refusesWhatIsBrokenWithItsLine(String metadata, String problem) {
        assertThatExceptionOfType(SourceRefused.class)
                .isThrownBy(() -> make(metadata))
                .withMessageStartingWith("fields/F__c.field-meta.xml, " + problem)
                .withMessageEndingWith(".");
    }

    private FieldDefinition one(String metadata) {
        var fields = make(metadata);
        assertThat(fields).hasSize(1);
        return fields.getFirst();
    }

    /// What stands in the field's element, on its third line.
    private List<FieldDefinition> make(String metadata) {
        return maker().make(source("Thing__c", "F__c", metadata)).stream()
                .map(Field::build)
                .toList();
    }

    private FieldMaker maker() {
        var objects = new ObjectNames();
        objects.have("Account");
        objects.have("Thing__c");
        var price = source("Part__c", "Price__c", "<type>Currency</type><precision>10</precision><scale>2</scale>");
        return new FieldMaker(
                new ValueSets(Map.of("Sizes", List.of(new PicklistEntry("S", "Small", true, false)))),
                new ReferenceMaker(objects, notSimulated),
                new DerivedMaker(Map.of("part__c.price__c", price), notSimulated),
                notSimulated);
    }

    private static FieldSource source(String object, String name, String metadata) {
        var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CustomField>\n" + metadata + "\n</CustomField>";
        return new FieldSource(
                object,
                name,
                FILE,
                MetadataReader.read(
                        FILE, new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "CustomField"));
    }

    @Test
    void knowsEveryTypeOfTheMetadata() {
        assertThat(Set.of(MetadataType.values())).hasSize(30);
    }
}
