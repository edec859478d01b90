package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Addresses and locations: read whole or in parts, written in parts alone.
class CompoundFieldsIT {
    private static final JsonMapper JSON = new JsonMapper();

    @AutoClose
    private final TestOrg org = TestOrg.start();

    private final PartnerConnection soap = org.soap(org.token());
    private final RestClient rest = RestClient.of(org, 65);
    private String route = "";
    private String account = "";

    @BeforeEach
    void create() throws ConnectionException {
        var records = new Records(soap);
        route = records.create(
                "Route__c", "Name", "R", "Depot__Latitude__s", "48.137154", "Depot__Longitude__s", "11.576124");
        account = records.create("Account", "Name", "A", "BillingStreet", "Hauptstraße 7", "BillingCity", "München");
    }

    @Test
    void readsThemAsObjectsOverRest() {
        assertThat(record("SELECT Depot__c, Depot__Latitude__s FROM Route__c WHERE Id = '%s'", route))
                .isEqualTo("{\"latitude\":48.137154,\"longitude\":11.576124} 48.137154");
        assertThat(record("SELECT BillingAddress, BillingCity FROM Account WHERE Id = '%s'", account))
                .isEqualTo("{\"city\":\"München\",\"country\":null,\"geocodeAccuracy\":null,\"latitude\":null,"
                        + "\"longitude\":null,\"postalCode\":null,\"state\":null,\"street\":\"Hauptstraße 7\"}"
                        + " \"München\"");
        assertThat(JSON.readTree(rest.get("/sobjects/Route__c/" + route).body())
                        .get("Depot__c")
                        .toString())
                .isEqualTo("{\"latitude\":48.137154,\"longitude\":11.576124}");
    }

    @Test
    void readsThemAsTypedElementsOverSoap() {
        String query = "<query><queryString>SELECT Depot__c FROM Route__c WHERE Id = '%s'</queryString></query>";

        assertThat(RawSoap.call(org, "65.0", RawSoap.message(org.token(), query.formatted(route)))
                        .body())
                .contains("<sf:Depot__c xsi:type=\"location\"><latitude>48.137154</latitude>"
                        + "<longitude>11.576124</longitude></sf:Depot__c>");
    }

    @Test
    void areEmptyWhereAllPartsAre() throws ConnectionException {
        SObject emptied = new SObject("Route__c");
        emptied.setId(route);
        emptied.setFieldsToNull(new String[] {"Depot__Latitude__s", "Depot__Longitude__s"});
        soap.update(new SObject[] {emptied});

        assertThat(record("SELECT Depot__c, Depot__Latitude__s FROM Route__c WHERE Id = '%s'", route))
                .isEqualTo("null null");
    }

    @Test
    void areWrittenByTheirPartsAlone() throws ConnectionException {
        SObject whole = Records.record("Route__c", "Name", "R", "Depot__c", "1 2");
        SaveResult refused = soap.create(new SObject[] {whole})[0];
        assertThat(refused.getErrors()[0].getStatusCode().name()).isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
        assertThat(refused.getErrors()[0].getFields()).containsExactly("Depot__c");

        assertThat(rest.patch("/sobjects/Route__c/" + route, "{\"Depot__Latitude__s\":-33.5}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(rest.patch("/sobjects/Account/" + account, "{\"BillingAddress\":{\"city\":\"Köln\"}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(record("SELECT Depot__c, Depot__Latitude__s FROM Route__c WHERE Id = '%s'", route))
                .isEqualTo("{\"latitude\":-33.5,\"longitude\":11.576124} -33.5");
    }

    @Test
    void areDescribedWithTheirParts() {
        JsonNode fields =
                JSON.readTree(rest.get("/sobjects/Route__c/describe").body()).get("fields");

        assertThat(fields)
                .filteredOn(field -> field.get("name").asString().startsWith("Depot"))
                .extracting(field -> "%s %s %s %s"
                        .formatted(
                                field.get("name").asString(),
                                field.get("type").asString(),
                                field.get("soapType").asString(),
                                field.get("compoundFieldName")))
                .containsExactly(
                        "Depot__Latitude__s double xsd:double \"Depot__c\"",
                        "Depot__Longitude__s double xsd:double \"Depot__c\"",
                        "Depot__c location urn:location null");
    }

    @Test
    void areNoBusinessOfBulk() {
        HttpResponse<String> whole =
                rest.post("/jobs/query", "{\"operation\":\"query\",\"query\":\"SELECT Id, Depot__c FROM Route__c\"}");
        HttpResponse<String> parts = rest.post(
                "/jobs/query", "{\"operation\":\"query\",\"query\":\"SELECT Id, Depot__Latitude__s FROM Route__c\"}");

        assertThat(whole.statusCode()).isEqualTo(400);
        assertThat(whole.body()).contains("compound data not supported");
        assertThat(parts.statusCode()).isEqualTo(200);
    }

    /// The values of the two columns of a query's only row.
    private String record(String soql, String id) {
        JsonNode answer = JSON.readTree(
                rest.get("/query?q=" + TestOrg.encoded(soql.formatted(id))).body());
        JsonNode row = answer.get("records").get(0);
        var text = new StringBuilder();
        row.propertyNames().stream()
                .filter(name -> !name.equals("attributes"))
                .forEach(name -> text.append(text.isEmpty() ? "" : " ").append(row.get(name)));
        return text.toString();
    }
}
