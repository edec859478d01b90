package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.org.OrgFeature;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Addresses whose states and countries are chosen from a list.
class StateAndCountryIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CALIFORNIAN =
            "{\"Name\":\"A\",\"BillingCountryCode\":\"US\",\"BillingStateCode\":\"CA\"}";

    @AutoClose
    private final TestOrg org = new TestOrg(OrgsimSettings.defaults()
            .withFeatures(Set.of(OrgFeature.STATE_AND_COUNTRY_PICKLIST))
            .withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO)));

    private final PartnerConnection soap = org.soap(org.token());
    private final RestClient rest = RestClient.of(org, 65);

    @Test
    void fillsInTheNamesOfCodesAndTheCodesOfNames() {
        String byCode = rest.create("Account", CALIFORNIAN);
        String byName = rest.create("Account", """
            {"Name":"B","BillingCountry":"Canada","BillingState":"Quebec","ShippingCountryCode":"DE"}
            """);

        assertThat(billing(byCode)).isEqualTo("California CA United States US");
        assertThat(billing(byName)).isEqualTo("Quebec QC Canada CA");
        assertThat(record("Account", byName).get("ShippingCountry").asString()).isEqualTo("Germany");
        assertThat(record("Account", byCode).get("BillingAddress").toString())
                .isEqualTo("{\"city\":null,\"country\":\"United States\",\"countryCode\":\"US\","
                        + "\"geocodeAccuracy\":null,\"latitude\":null,\"longitude\":null,\"postalCode\":null,"
                        + "\"state\":\"California\",\"stateCode\":\"CA\",\"street\":null}");
    }

    @Test
    void takesTheCodesWhereANewRecordNamesOthers() {
        String id = rest.create("Account", """
            {"Name":"A","BillingCountry":"Canada","BillingState":"Nowhere","BillingCountryCode":"US",
             "BillingStateCode":"CA"}
            """);

        assertThat(billing(id)).isEqualTo("California CA United States US");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'BillingCountry':'USA'} | BillingCountry | There's a problem with this country, even though it may"
                        + " appear correct. Please select a country/territory from the list of valid countries.:"
                        + " Billing Country",
                "{'BillingCountry':'US'} | BillingCountry | There's a problem with this country",
                "{'BillingCountry':'united states'} | BillingCountry | There's a problem with this country",
                "{'BillingCountryCode':'XX'} | BillingCountryCode | Billing Country Code",
                "{'BillingCountry':'Germany','BillingState':'Bayern'} | BillingState | There's a problem with this"
                        + " state, even though it may appear correct. Please select a state from the list of valid"
                        + " states.: Billing State/Province",
                "{'BillingCountryCode':'CA','BillingState':'California'} | BillingState | a problem with this state",
                "{'BillingCountryCode':'US','BillingStateCode':'ZZ'} | BillingStateCode | a problem with this state",
                "{'BillingCountryCode':'US','BillingStateCode':'QC'} | BillingStateCode | The existing"
                        + " country/territory doesn't recognize the state value for field: Billing State/Province Code",
                "{'BillingState':'California'} | BillingState | A country/territory must be specified before"
                        + " specifying a state value for field: Billing State/Province",
                "{'BillingStateCode':'CA'} | BillingStateCode | A country/territory must be specified before"
                        + " specifying a state value for field: Billing State/Province Code"
            })
    void refusesPlacesThatTheListDoesNotHave(String fields, String field, String text) {
        var answer = rest.post("/sobjects/Account", fields.replace('\'', '"').replace("{", "{\"Name\":\"A\","));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body())).singleElement().satisfies(error -> {
            assertThat(error.get("errorCode").asString()).isEqualTo("FIELD_INTEGRITY_EXCEPTION");
            assertThat(error.get("message").asString()).contains(text);
            assertThat(error.get("fields").get(0).asString()).isEqualTo(field);
        });
    }

    @Test
    void followsWhicheverOfTheTwoIsUpdated() {
        String id = rest.create("Account", CALIFORNIAN);

        update(id, "{\"BillingStateCode\":\"NY\"}");
        assertThat(billing(id)).isEqualTo("New York NY United States US");
        update(id, "{\"BillingState\":\"Texas\"}");
        assertThat(billing(id)).isEqualTo("Texas TX United States US");
        update(id, "{\"BillingCountry\":\"Australia\",\"BillingStateCode\":\"VIC\"}");
        assertThat(billing(id)).isEqualTo("Victoria VIC Australia AU");
        update(id, "{\"BillingCountry\":\"Australia\",\"BillingCountryCode\":\"AU\",\"Phone\":\"1\"}");
        assertThat(billing(id)).isEqualTo("Victoria VIC Australia AU");
        update(id, "{\"Phone\":\"2\"}");
        assertThat(billing(id)).isEqualTo("Victoria VIC Australia AU");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'BillingState':'Texas','BillingStateCode':'NY'} | Mismatched integration value and ISO code for"
                        + " field: Billing State/Province",
                "{'BillingState':'California','BillingStateCode':'NY'} | Mismatched integration value and ISO code",
                "{'BillingState':null,'BillingStateCode':'NY'} | Mismatched integration value and ISO code",
                "{'BillingState':'Texas','BillingStateCode':null} | Mismatched integration value and ISO code",
                "{'BillingCountry':'Canada','BillingCountryCode':'AU'} | Mismatched integration value and ISO code for"
                        + " field: Billing Country",
                "{'BillingCountryCode':'CA'} | The existing country/territory doesn't recognize the state value for"
                        + " field: Billing State/Province Code",
                "{'BillingCountryCode':'DE'} | The existing country/territory doesn't recognize the state value",
                "{'BillingCountryCode':null,'BillingStateCode':'NY'} | A country/territory must be specified before",
                "{'BillingCountryCode':'CA','BillingState':'Texas'} | There's a problem with this state"
            })
    void refusesUpdatesThatContradictThemselves(String fields, String text) {
        String id = rest.create("Account", CALIFORNIAN);
        var answer = rest.patch("/sobjects/Account/" + id, fields.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("FIELD_INTEGRITY_EXCEPTION", text);
        assertThat(billing(id)).isEqualTo("California CA United States US");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'BillingStateCode':null} | - - United States US",
                "{'BillingState':''} | - - United States US",
                "{'BillingCountryCode':null} | - - - -",
                "{'BillingCountry':null} | - - - -",
                "{'BillingState':null,'BillingStateCode':null,'BillingCountry':null,'BillingCountryCode':null} | - - -"
                        + " -"
            })
    void emptiesWhatBelongsToWhatIsEmptied(String fields, String left) {
        String id = rest.create("Account", CALIFORNIAN);

        update(id, fields.replace('\'', '"'));

        assertThat(billing(id)).isEqualTo(left);
    }

    @Test
    void holdsForEachObjectWithAnAddress() {
        String contact =
                rest.create("Contact", "{\"LastName\":\"C\",\"OtherCountryCode\":\"JP\",\"OtherState\":\"Tokyo\"}");
        String lead =
                rest.create("Lead", "{\"LastName\":\"L\",\"Company\":\"C\",\"Country\":\"India\",\"State\":\"Goa\"}");
        String user = org.server().org().integrationUser().id();
        HttpResponse<String> changed = rest.patch("/sobjects/User/" + user, "{\"Country\":\"France\"}");

        assertThat(record("Contact", contact).get("OtherStateCode").asString()).isEqualTo("13");
        assertThat(record("Lead", lead).get("StateCode").asString()).isEqualTo("GA");
        assertThat(record("Lead", lead).get("Address").get("countryCode").asString())
                .isEqualTo("IN");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
        assertThat(record("User", user).get("CountryCode").asString()).isEqualTo("FR");
        assertThat(rest.post("/sobjects/Lead", "{\"LastName\":\"L\",\"Company\":\"C\",\"State\":\"Goa\"}")
                        .body())
                .contains("specifying a state value for field: State/Province\"", "[\"State\"]");
    }

    @Test
    void holdsOverSoap() throws ConnectionException {
        var records = new Records(soap);
        String id = records.create("Account", "Name", "A", "BillingCountry", "United States", "BillingStateCode", "CA");
        SObject contradiction = Records.record("Account", "BillingState", "Texas", "BillingStateCode", "NY");
        contradiction.setId(id);
        SObject emptied = new SObject("Account");
        emptied.setId(id);
        emptied.setFieldsToNull(new String[] {"BillingCountryCode"});

        SaveResult refused = soap.update(new SObject[] {contradiction})[0];

        assertThat(refused.getErrors()[0].getStatusCode().name()).isEqualTo("FIELD_INTEGRITY_EXCEPTION");
        assertThat(refused.getErrors()[0].getFields()).containsExactly("BillingState");
        String query = "<query><queryString>SELECT BillingAddress FROM Account WHERE Id = '%s'</queryString></query>";
        assertThat(RawSoap.call(org, "65.0", RawSoap.message(org.token(), query.formatted(id)))
                        .body())
                .contains("<country>United States</country><countryCode>US</countryCode>")
                .contains("<state>California</state><stateCode>CA</stateCode>");
        assertThat(soap.update(new SObject[] {emptied})[0].isSuccess()).isTrue();
        assertThat(billing(id)).isEqualTo("- - - -");
    }

    @Test
    void holdsForTheRowsOfABulkJob() {
        var ingest = IngestClient.of(org);
        String job = ingest.run(
                IngestClient.lines(
                        "Name,BillingState,BillingCountry",
                        "Bulk 1,Ontario,Canada",
                        "Bulk 2,Ontario,United States",
                        "Bulk 3,Ontario,"),
                "Account",
                "insert");

        assertThat(ingest.failed(job))
                .extracting(row -> row.get(1).replaceAll("[:,].*", ""))
                .containsExactly("FIELD_INTEGRITY_EXCEPTION", "FIELD_INTEGRITY_EXCEPTION");
        assertThat(ingest.query("Name, BillingStateCode, BillingCountryCode", "Account WHERE Name LIKE 'Bulk %'"))
                .containsExactly(List.of("Bulk 1", "ON", "CA"));
    }

    private void update(String account, String body) {
        HttpResponse<String> answer = rest.patch("/sobjects/Account/" + account, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private JsonNode record(String object, String id) {
        return JSON.readTree(rest.get("/sobjects/" + object + "/" + id).body());
    }

    /// State, its code, country, its code; a hyphen for none.
    private String billing(String account) {
        JsonNode record = record("Account", account);
        return List.of("BillingState", "BillingStateCode", "BillingCountry", "BillingCountryCode").stream()
                .map(record::get)
                .map(value -> value.isNull() ? "-" : value.asString())
                .reduce((left, right) -> left + " " + right)
                .orElseThrow();
    }
}
