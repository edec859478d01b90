package dev.lockstep.orgsim.project;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.orgsim.source.SourceRefused;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Broken projects: each is refused with one sentence that names file and place, and what to do.
class ProjectRefusedIT {
    private static final String LOOKUP = "<type>Lookup</type><referenceTo>%s</referenceTo>";

    @TempDir
    private Path folder;

    private TestProject project;

    @BeforeEach
    void begin() {
        project = TestProject.in(folder)
                .object("Thing__c", "Parent__c", LOOKUP.formatted("Thing__c"))
                .field("Thing__c", "Size__c", "<type>Number</type><precision>3</precision><scale>0</scale>");
    }

    @Test
    void refusesAFolderThatIsNoProject() {
        var elsewhere = folder.resolve("data");

        assertThatExceptionOfType(SourceRefused.class)
                .isThrownBy(() -> ProjectOrg.build(elsewhere, 0))
                .withMessage("The folder " + elsewhere + " is no Salesforce DX project, since it has no"
                        + " sfdx-project.json: name the folder of one with --project.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `{"packageDirectories": [{"path": "absent"}]}`  | , packageDirectories[0].path: the package directory absent isn't there
        `{"packageDirectories": [{"default": true}]}`   | , packageDirectories[0]: a package directory has no path
        `{"packageDirectories": []}`                    | : names no packageDirectories
        `{"packageDirectories": [`                      | , line 1: the JSON ends too early
        `nonsense`                                      | , line 1: no sound JSON
        """)
    void refusesABrokenProjectFile(String content, String problem) {
        project.file("sfdx-project.json", content);

        refuses("sfdx-project.json" + problem);
    }

    @Test
    void refusesMetadataThatIsNoSoundXml() {
        project.file("force-app/objects/Thing__c/fields/X__c.field-meta.xml", "<CustomField>\n  <fullName>X__c\n");

        refuses("force-app/objects/Thing__c/fields/X__c.field-meta.xml, line 3: no sound XML (");
    }

    @Test
    void refusesMetadataWithADocumentType() {
        project.file(
                "force-app/objects/Thing__c/fields/X__c.field-meta.xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>\n<CustomField>&e;</CustomField>");

        refuses("force-app/objects/Thing__c/fields/X__c.field-meta.xml, line 1: metadata has no document type");
    }

    @Test
    void refusesMetadataOfAnotherKind() {
        project.file("force-app/objects/Thing__c/fields/X__c.field-meta.xml", "<CustomObject/>");

        refuses("force-app/objects/Thing__c/fields/X__c.field-meta.xml, line 1: the root is <CustomObject> where"
                + " <CustomField> belongs");
    }

    @Test
    void refusesWhatIsNoApiName() {
        project.field("Thing__c", "X-1__c", "<type>Date</type>");

        refuses("force-app/main/default/objects/Thing__c/fields/X-1__c.field-meta.xml, line 2: X-1__c is no API name");
    }

    @Test
    void refusesAnUnknownTypeWithItsLine() {
        project.field("Thing__c", "X__c", "\n<type>Text255</type>");

        refuses("force-app/main/default/objects/Thing__c/fields/X__c.field-meta.xml, line 4: no field has the type"
                + " Text255: take ");
    }

    @Test
    void refusesALookupToAnObjectThatIsNotThere() {
        project.field("Thing__c", "X__c", "\n\n" + LOOKUP.formatted("Nowhere__c"));

        refuses("force-app/main/default/objects/Thing__c/fields/X__c.field-meta.xml, line 5: the field X__c refers to"
                + " Nowhere__c, which the project doesn't have");
    }

    @Test
    void refusesAFieldThatIsDefinedTwice() {
        project.file("force-app/other/objects/Thing__c/fields/Size__c.field-meta.xml", "<CustomField/>");

        refuses("force-app/other/objects/Thing__c/fields/Size__c.field-meta.xml, line 1: the field Thing__c.Size__c is"
                + " defined in force-app/main/default/objects/Thing__c/fields/Size__c.field-meta.xml, line 2, too");
    }

    @Test
    void refusesAnObjectThatIsDefinedTwice() {
        project.file("force-app/other/objects/Thing__c.object", "<CustomObject/>");

        refuses("force-app/other/objects/Thing__c.object, line 1: the object Thing__c is defined in"
                + " force-app/main/default/objects/Thing__c/Thing__c.object-meta.xml, too");
    }

    @Test
    void refusesFieldsOfAnObjectThatIsNowhereDefined() {
        project.field("Other__c", "X__c", "<type>Date</type>");

        refuses("force-app/main/default/objects/Other__c/fields/X__c.field-meta.xml: the object Other__c is nowhere"
                + " defined: add Other__c.object-meta.xml");
    }

    @Test
    void refusesTwoRelationshipsOfOneName() {
        project.field("Thing__c", "A__c", LOOKUP.formatted("Account") + "<relationshipName>Things</relationshipName>")
                .field("Thing__c", "B__c", LOOKUP.formatted("Account") + "<relationshipName>Things</relationshipName>");

        refuses("The relationships Thing__c.A__c and Thing__c.B__c have the same name Things on Account");
    }

    @Test
    void refusesAPicklistThatDependsOnNothing() {
        project.field(
                "Thing__c",
                "X__c",
                "<type>Picklist</type>\n<valueSet><controllingField>No__c</controllingField>"
                        + "<valueSetDefinition/></valueSet>");

        refuses("force-app/main/default/objects/Thing__c/fields/X__c.field-meta.xml, line 4: the field X__c depends on"
                + " No__c, which its object doesn't have");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `{}`                                               | , line 1: here belongs an array of objects
        `[{"sobject": "Thing__c", "files": ["No.json"]}]`  | , [0].files[0]: the file data/No.json isn't there
        `[{"sobject": "Thing__c"}]`                        | , [0]: a part of a plan has an sobject and files
        `[{"sobject": 1}]`                                 | , [0].sobject: here belongs the name of an object
        `[1]`                                              | , [0]: here belongs an object with sobject and files
        """)
    void refusesABrokenPlan(String plan, String problem) {
        project.file("data/a-plan.json", plan);

        refuses("data/a-plan.json" + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `{"attributes": {"type": "Nowhere__c"}, "Name": "x"}`  | , records[0]: the record is of type Nowhere__c, where data/a-plan.json, [0] says Thing__c
        `{"attributes": {"type": "Thing__c"}, "Colour__c": 1}` | , records[0].Colour__c: the object Thing__c has no field Colour__c
        `{"attributes": {"type": "Thing__c"}, "Parent__c": "@NoRef"}` | , records[0].Parent__c: no record so far is named NoRef
        `{"attributes": {"type": "Thing__c", "referenceId": "A"}, "Parent__c": "@A"}` | , records[0].Parent__c: the records from here over @A refer to each other in a circle
        `{"attributes": {"type": "Thing__c", "referenceId": "A"}}, {"attributes": {"type": "Thing__c", "referenceId": "A"}}` | , records[1].attributes.referenceId: the name A is that of data/Records.json, records[0], too
        `{"attributes": {"type": "Thing__c"}, "Size__c": 1000}` | , records[0]: the org refuses the record, NUMBER_OUTSIDE_VALID_RANGE
        `{"attributes": {"type": "Thing__c"}, "Id": "x"}`       | , records[0]: the org refuses the record, INVALID_FIELD_FOR_INSERT_UPDATE
        `{"attributes": {"type": "Thing__c"}, "No__r": {"records": [{"attributes": {"type": "Thing__c"}}]}}` | , records[0].No__r.records[0]: the object Thing__c knows no children No__r of type Thing__c
        `{"attributes": {"type": "Thing__c"}, "No__r": {"Key__c": "k"}}` | , records[0].No__r: the object Thing__c has no relationship No__r
        """)
    void refusesABrokenRecord(String records, String problem) {
        project.records("Thing__c", records);

        refuses("data/Records.json" + problem);
    }

    @Test
    void refusesGeneratedRowsBesideAnObjectOfTheirName() {
        project.object("Reading__c");

        assertThatExceptionOfType(SourceRefused.class)
                .isThrownBy(() -> ProjectOrg.build(folder, 10))
                .withMessage("The project has an object Reading__c of its own: start it without generated rows.");
    }

    private void refuses(String beginning) {
        assertThatExceptionOfType(SourceRefused.class)
                .isThrownBy(project::build)
                .withMessageStartingWith(beginning)
                .withMessageEndingWith(".");
    }
}
