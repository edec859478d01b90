package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sforce.soap.partner.ChildRelationship;
import com.sforce.soap.partner.DeleteResult;
import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Field;
import com.sforce.soap.partner.FieldType;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.StatusCode;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An org made of a project, over the wire.
class ProjectIT {
    private static final Path WORKSHOP = Path.of("src", "test", "resources", "projects", "workshop");
    private static final JsonMapper JSON = new JsonMapper();

    private static TestOrg org;

    private PartnerConnection soap;

    @BeforeAll
    static void start() {
        org = new TestOrg(OrgsimSettings.defaults().withProject(WORKSHOP).withGeneratedRows(5));
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @BeforeEach
    void connect() {
        soap = org.soap(org.token());
    }

    @Test
    void listsTheProjectsObjectsBesideTheStandardAndTheGeneratedOnes() throws IOException {
        assertThat(json("/services/data/v65.0/sobjects").path("sobjects"))
                .extracting(object -> object.path("name").stringValue())
                .contains("Account", "Contact", "Machine__c", "Part__c", "Reading__c", "Supplier__c", "User")
                .doesNotContain("Delivery__c", "Alarm__e", "Setting__mdt", "Switch__c", "Asset");
    }

    @Test
    void describesFieldsAsTheMetadataHasThem() throws IOException {
        var kind = field("Machine__c", "Kind__c");
        assertThat(kind.path("type").stringValue()).isEqualTo("picklist");
        assertThat(kind.path("restrictedPicklist").booleanValue()).isTrue();
        assertThat(kind.path("nillable").booleanValue()).isFalse();
        assertThat(kind.path("picklistValues").get(2).path("active").booleanValue())
                .isFalse();
        var tool = field("Machine__c", "Tool__c");
        assertThat(tool.path("controllerName").stringValue()).isEqualTo("Kind__c");
        assertThat(tool.path("picklistValues").get(0).path("label").stringValue())
                .as("sorted by label")
                .isEqualTo("A drill");
        assertThat(tool.path("picklistValues").get(0).path("validFor").stringValue())
                .as("for the first two of three values: 1100 0000")
                .isEqualTo("wA==");
        assertThat(field("Machine__c", "Weight__c").path("defaultValueFormula").stringValue())
                .isEqualTo("1.5");
        assertThat(field("Machine__c", "Cost__c").path("calculatedFormula").stringValue())
                .isEqualTo("Price__c * 2");
        assertThat(field("Machine__c", "Manual__c").path("inlineHelpText").stringValue())
                .isEqualTo("Where the manual is");
        assertThat(field("Machine__c", "Story__c").path("extraTypeInfo").stringValue())
                .isEqualTo("richtextarea");
        assertThat(field("Account", "Tier__c").path("custom").booleanValue()).isTrue();
        assertThat(field("Account", "External_Id__c").isMissingNode())
                .as("the sample's own")
                .isTrue();
    }

    @Test
    void describesRelationshipsToAnUnmodifiedClient() throws ConnectionException {
        DescribeSObjectResult part = soap.describeSObject("Part__c");
        Field machine = named(part, "Machine__c");

        assertThat(machine.getType()).isEqualTo(FieldType.reference);
        assertThat(machine.isCascadeDelete()).isTrue();
        assertThat(machine.getRelationshipOrder()).isZero();
        assertThat(machine.isUpdateable()).isFalse();
        assertThat(named(soap.describeSObject("Machine__c"), "Customer__c").isRestrictedDelete())
                .isTrue();
        assertThat(Arrays.stream(part.getFields()).map(Field::getName)).doesNotContain("OwnerId");
        assertThat(Arrays.stream(soap.describeSObject("Account").getChildRelationships())
                        .filter(child -> child.getChildSObject().equals("Machine__c")))
                .singleElement()
                .satisfies(child -> assertThat(child.getRelationshipName()).isEqualTo("Machines__r"))
                .matches(ChildRelationship::isRestrictedDelete);
    }

    private static Field named(DescribeSObjectResult object, String name) {
        return Arrays.stream(object.getFields())
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void answersALocationInBothApis() throws ConnectionException {
        var soql = "SELECT Place__c FROM Machine__c WHERE Name = 'Big lathe'";

        assertThat(org.query(soql).body()).contains("\"Place__c\":{\"latitude\":48.13743,\"longitude\":11.57549}");
        assertThat(soap.query(soql)
                        .getRecords()[0]
                        .getChild("Place__c")
                        .getChild("latitude")
                        .getValue())
                .isEqualTo(48.13743);
    }

    @Test
    void holdsParentsByTheirChildrenAndTakesDetailsAlong() throws ConnectionException {
        String account = saved(create("Account", "Name", "Held"));
        String machine = saved(create("Machine__c", "Name", "Holding", "Kind__c", "Mill", "Customer__c", account));
        String part = saved(create("Part__c", "Machine__c", machine, "Weight__c", "1"));

        DeleteResult held = soap.delete(new String[] {account})[0];
        assertThat(held.getErrors()[0].getStatusCode()).isEqualTo(StatusCode.DELETE_FAILED);
        assertThat(held.getErrors()[0].getMessage())
                .startsWith("Your attempt to delete Held could not be completed because it is associated with the"
                        + " following machines.: Holding");
        assertThat(soap.delete(new String[] {machine})[0].isSuccess()).isTrue();
        assertThat(soap.queryAll("SELECT IsDeleted FROM Part__c WHERE Id = '" + part + "'")
                        .getRecords()[0]
                        .getField("IsDeleted"))
                .isEqualTo("true");
        assertThat(soap.delete(new String[] {account})[0].isSuccess()).isTrue();
    }

    @Test
    void appliesTheRulesOfTheMetadata() throws ConnectionException {
        assertThat(refused(create("Machine__c", "Name", "x", "Kind__c", "Steam hammer")))
                .as("a value that isn't active")
                .isEqualTo(StatusCode.INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST);
        assertThat(refused(create("Machine__c", "Name", "x", "Kind__c", "Mill", "Serial__c", "m-1")))
                .isEqualTo(StatusCode.DUPLICATE_VALUE);
        assertThat(refused(create("Machine__c", "Name", "x", "Kind__c", "Mill", "Remark__c", "r".repeat(256))))
                .isEqualTo(StatusCode.STRING_TOO_LONG);
        assertThat(refused(create("Part__c", "Weight__c", "1"))).isEqualTo(StatusCode.REQUIRED_FIELD_MISSING);
        assertThat(refused(create("Machine__c", "Kind__c", "Mill", "Cost__c", "1")))
                .isEqualTo(StatusCode.INVALID_FIELD_FOR_INSERT_UPDATE);
    }

    @Test
    void namesARecordByItsIdWhereNobodyNamesIt() throws ConnectionException {
        String machine = saved(create("Machine__c", "Kind__c", "Mill"));

        assertThat(soap.query("SELECT Name FROM Machine__c WHERE Id = '" + machine + "'")
                        .getRecords()[0]
                        .getField("Name"))
                .isEqualTo(machine);
    }

    private SaveResult create(String object, String... fields) throws ConnectionException {
        var record = new SObject(object);
        for (var index = 0; index < fields.length; index += 2) {
            record.setSObjectField(fields[index], fields[index + 1]);
        }
        return soap.create(new SObject[] {record})[0];
    }

    private static String saved(SaveResult result) {
        assertThat(result.isSuccess()).as(Arrays.toString(result.getErrors())).isTrue();
        return result.getId();
    }

    private static StatusCode refused(SaveResult result) {
        assertThat(result.isSuccess()).isFalse();
        return result.getErrors()[0].getStatusCode();
    }

    @Test
    void keepsAFolderToTheProjectThatItWasBegunWith(@TempDir Path folder) throws IOException {
        var project = folder.resolve("project");
        Files.createDirectories(project.resolve("app"));
        Files.writeString(project.resolve("sfdx-project.json"), "{\"packageDirectories\": [{\"path\": \"app\"}]}");
        var settings = OrgsimSettings.defaults().keptIn(folder.resolve("org"));
        var organization = organization(settings.withProject(project));

        assertThat(organization(settings.withProject(project))).isEqualTo(organization);
        assertThatExceptionOfType(OrgsimNotStarted.class)
                .isThrownBy(() -> OrgsimServer.start(settings))
                .withMessageContaining("was begun with the project whose files have the digest")
                .withMessageContaining("not with the sample: start it with the same again, or in an empty folder.");
        Files.writeString(
                project.resolve("sfdx-project.json"),
                "{\"packageDirectories\": [{\"path\": \"app\"}], \"name\": \"x\"}");
        assertThatExceptionOfType(OrgsimNotStarted.class)
                .isThrownBy(() -> OrgsimServer.start(settings.withProject(project)))
                .withMessageContaining("not with the project whose files have the digest");
    }

    private static String organization(OrgsimSettings settings) {
        try (var server = OrgsimServer.start(settings)) {
            return server.org().organizationId();
        }
    }

    @Test
    void saysInOneSentenceWhatIsBroken(@TempDir Path folder) {
        assertThatExceptionOfType(OrgsimNotStarted.class)
                .isThrownBy(() -> OrgsimServer.start(OrgsimSettings.defaults().withProject(folder)))
                .withMessage("The folder " + folder + " is no Salesforce DX project, since it has no sfdx-project.json:"
                        + " name the folder of one with --project.");
    }

    private static JsonNode field(String object, String name) throws IOException {
        return StreamSupport.stream(
                        json("/services/data/v65.0/sobjects/" + object + "/describe")
                                .path("fields")
                                .spliterator(),
                        false)
                .filter(field -> field.path("name").stringValue().equals(name))
                .findFirst()
                .orElseGet(() -> JSON.createObjectNode().path("absent"));
    }

    private static JsonNode json(String path) throws IOException {
        return JSON.readTree(
                org.get(path, "Authorization", "Bearer " + org.token()).body());
    }
}
