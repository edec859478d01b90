package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.DescribeSObjectResult;
import com.sforce.soap.partner.Error;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.RecordTypeInfo;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Kinds of records with picklist values of their own, as the sample's routes have them.
class RecordTypesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MASTER = "012000000000000AAA";

    @AutoClose
    private final TestOrg org = TestOrg.start();

    private final RestClient rest = RestClient.of(org, 65);
    private final PartnerConnection soap = org.soap(org.token());
    private final Records records = new Records(soap);
    private String cityTour = "";
    private String longHaul = "";
    private String nightMail = "";

    @BeforeEach
    void findTypes() throws ConnectionException {
        cityTour = typeId("City_Tour");
        longHaul = typeId("Long_Haul");
        nightMail = typeId("Night_Mail");
    }

    private String typeId(String name) throws ConnectionException {
        return soap.query("SELECT Id FROM RecordType WHERE SobjectType = 'Route__c' AND DeveloperName = '%s'"
                        .formatted(name))
                .getRecords()[0]
                .getId();
    }

    @Test
    void areRecordsThatNobodyCanChange() throws ConnectionException {
        assertThat(org.query("SELECT Name, DeveloperName, SobjectType, IsActive, Description FROM RecordType"
                                + " ORDER BY Name")
                        .body())
                .contains(
                        "\"Name\":\"City Tour\",\"DeveloperName\":\"City_Tour\",\"SobjectType\":\"Route__c\","
                                + "\"IsActive\":true,\"Description\":null",
                        "\"Name\":\"Night Mail\",\"DeveloperName\":\"Night_Mail\",\"SobjectType\":\"Route__c\","
                                + "\"IsActive\":false");
        assertThat(records.field(cityTour, "RecordType", "CreatedById")).startsWith("005");
        JsonNode described =
                JSON.readTree(rest.get("/sobjects/RecordType/describe").body());
        assertThat(described.get("keyPrefix").stringValue()).isEqualTo("012");
        assertThat(described.get("createable").booleanValue()).isFalse();
        assertThat(described.get("updateable").booleanValue()).isFalse();
        SaveResult created = soap.create(new SObject[] {Records.record("RecordType", "Name", "Mine")})[0];
        assertThat(code(created)).isEqualTo("INVALID_TYPE_FOR_OPERATION");
        assertThat(code(update("RecordType", cityTour, "Name", "Mine"))).isEqualTo("INVALID_TYPE_FOR_OPERATION");
    }

    @Test
    void areToldByDescribeWithTheOneThatEveryObjectHas() throws ConnectionException {
        JsonNode described =
                JSON.readTree(rest.get("/sobjects/Route__c/describe").body());

        assertThat(described.get("recordTypeInfos").toString())
                .isEqualTo("["
                        + String.join(
                                ",",
                                """
                                {"active":true,"available":true,"defaultRecordTypeMapping":true,"developerName":"City_Tour",\
                                "master":false,"name":"City Tour","recordTypeId":"%s"}\
                                """.formatted(cityTour),
                                """
                                {"active":true,"available":true,"defaultRecordTypeMapping":false,"developerName":"Long_Haul",\
                                "master":false,"name":"Long Haul","recordTypeId":"%s"}\
                                """.formatted(longHaul),
                                """
                                {"active":false,"available":false,"defaultRecordTypeMapping":false,"developerName":"Night_Mail",\
                                "master":false,"name":"Night Mail","recordTypeId":"%s"}\
                                """.formatted(nightMail),
                                """
                                {"active":true,"available":true,"defaultRecordTypeMapping":false,"developerName":"Master",\
                                "master":true,"name":"Master","recordTypeId":"%s"}\
                                """.formatted(MASTER))
                        + "]");
        DescribeSObjectResult bySoap = soap.describeSObject("Route__c");
        assertThat(bySoap.getRecordTypeInfos())
                .extracting(RecordTypeInfo::getRecordTypeId)
                .containsExactly(cityTour, longHaul, nightMail, MASTER);
        assertThat(bySoap.getRecordTypeInfos()[3].isMaster()).isTrue();
        assertThat(soap.describeSObject("Stop__c").getRecordTypeInfos())
                .extracting(RecordTypeInfo::isDefaultRecordTypeMapping)
                .containsExactly(true);
    }

    @Test
    void aNewRecordHasTheDefaultWithItsOwnDefaults() throws ConnectionException {
        String id = records.create("Route__c", "Name", "R");

        assertThat(records.field(id, "Route__c", "RecordTypeId")).isEqualTo(cityTour);
        assertThat(records.field(id, "Route__c", "Vehicle__c")).isEqualTo("Van");
        assertThat(org.query("SELECT RecordType.Name, RecordType.DeveloperName FROM Route__c"
                                + " WHERE RecordType.DeveloperName = 'City_Tour' ORDER BY RecordType.Name")
                        .body())
                .contains("\"totalSize\":1", "\"Name\":\"City Tour\",\"DeveloperName\":\"City_Tour\"");
        String other = records.create("Route__c", "Name", "R", "RecordTypeId", longHaul);
        assertThat(records.field(other, "Route__c", "RecordTypeId")).isEqualTo(longHaul);
        assertThat(records.field(other, "Route__c", "Vehicle__c"))
                .as("this type has no default")
                .isEqualTo("null");
    }

    @Test
    void mayBeNamedByTheirNames() {
        String id = rest.create("Route__c", "{\"Name\":\"R\",\"RecordType\":{\"Name\":\"Long Haul\"}}");

        assertThat(rest.get("/sobjects/Route__c/" + id + "?fields=RecordTypeId").body())
                .contains(longHaul);
        assertThat(rest.post("/sobjects/Route__c", "{\"Name\":\"R\",\"RecordType\":{\"Name\":\"Night Mail\"}}")
                        .body())
                .as("it is inactive")
                .contains("INVALID_CROSS_REFERENCE_KEY");
    }

    @Test
    void refusesTypesThatARecordCannotHave() throws ConnectionException {
        String unknown = longHaul.substring(0, 12) + "zzz";

        for (String type : new String[] {nightMail, unknown}) {
            Error error = refused("Name", "R", "RecordTypeId", type);
            assertThat(error.getStatusCode().name()).isEqualTo("INVALID_CROSS_REFERENCE_KEY");
            assertThat(error.getMessage()).isEqualTo("Record Type ID: this ID value isn't valid for the user: " + type);
            assertThat(error.getFields()).containsExactly("RecordTypeId");
        }
        assertThat(refused("Name", "R", "RecordTypeId", "nonsense")
                        .getStatusCode()
                        .name())
                .isEqualTo("MALFORMED_ID");
        assertThat(refused("Name", "R", "RecordTypeId", records.create("Account", "Name", "A"))
                        .getStatusCode()
                        .name())
                .isEqualTo("MALFORMED_ID");
        assertThat(org.query("SELECT COUNT() FROM Route__c").body()).contains("\"totalSize\":0");
    }

    @Test
    void refusesValuesThatTheTypeDoesNotOffer() throws ConnectionException {
        Error error = refused("Name", "R", "RecordTypeId", longHaul, "Vehicle__c", "Bicycle");
        assertThat(error.getStatusCode().name()).isEqualTo("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        assertThat(error.getMessage()).isEqualTo("Vehicle: bad value for restricted picklist field: Bicycle");
        assertThat(error.getFields()).containsExactly("Vehicle__c");

        String id = records.create("Route__c", "Name", "R", "Vehicle__c", "Bicycle");
        assertThat(code(update("Route__c", id, "Vehicle__c", "Truck")))
                .isEqualTo("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST");
        assertThat(update("Route__c", id, "RecordTypeId", longHaul, "Vehicle__c", "Truck")
                        .isSuccess())
                .isTrue();
        assertThat(records.field(id, "Route__c", "Vehicle__c")).isEqualTo("Truck");
        assertThat(update("Route__c", id, "RecordTypeId", cityTour).isSuccess())
                .as("a value that stands stays")
                .isTrue();
        assertThat(records.field(id, "Route__c", "Vehicle__c")).isEqualTo("Truck");
    }

    @Test
    void aTypeCanBeTakenAway() throws ConnectionException {
        String id = records.create("Route__c", "Name", "R");
        SObject emptied = new SObject("Route__c");
        emptied.setId(id);
        emptied.setFieldsToNull(new String[] {"RecordTypeId"});

        assertThat(soap.update(new SObject[] {emptied})[0].isSuccess()).isTrue();
        assertThat(records.field(id, "Route__c", "RecordTypeId")).isEqualTo("null");
        assertThat(update("Route__c", id, "Vehicle__c", "Trailer").isSuccess()).isTrue();

        assertThat(update("Route__c", id, "RecordTypeId", longHaul).isSuccess()).isTrue();
        assertThat(update("Route__c", id, "RecordTypeId", MASTER).isSuccess()).isTrue();
        assertThat(records.field(id, "Route__c", "RecordTypeId")).isEqualTo("null");
    }

    @Test
    void keepsTheTypesOfRecordsOverARestart(@TempDir Path folder) throws ConnectionException {
        var settings = OrgsimSettings.defaults().keptIn(folder);
        String id;
        try (var first = new TestOrg(settings)) {
            id = new Records(first.soap(first.token()))
                    .create("Route__c", "Name", "R", "RecordTypeId", longHaul, "Vehicle__c", "Truck");
        }
        try (var second = new TestOrg(settings)) {
            assertThat(new Records(second.soap(second.token())).field(id, "Route__c", "RecordTypeId"))
                    .isEqualTo(longHaul);
        }
    }

    private Error refused(String... namesAndValues) throws ConnectionException {
        SaveResult result = soap.create(new SObject[] {Records.record("Route__c", namesAndValues)})[0];
        assertThat(result.isSuccess()).isFalse();
        return result.getErrors()[0];
    }

    private SaveResult update(String object, String id, String... namesAndValues) throws ConnectionException {
        SObject record = Records.record(object, namesAndValues);
        record.setId(id);
        return soap.update(new SObject[] {record})[0];
    }

    private static String code(SaveResult result) {
        return result.isSuccess() ? "" : result.getErrors()[0].getStatusCode().name();
    }
}
