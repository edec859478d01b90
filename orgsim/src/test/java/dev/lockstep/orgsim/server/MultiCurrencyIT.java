package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.GetUserInfoResult;
import com.sforce.soap.partner.PartnerConnection;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An org of several currencies.
class MultiCurrencyIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BAD_VALUE = "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST";

    @AutoClose
    private final TestOrg org = new TestOrg(OrgsimSettings.defaults()
            .withFeatures(Set.of(OrgFeature.MULTI_CURRENCY))
            .withGeneratedRows(100)
            .withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO)));

    private final PartnerConnection soap = org.soap(org.token());
    private final RestClient rest = RestClient.of(org, 65);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Account",
                "Case",
                "Contact",
                "Delivery__c",
                "Lead",
                "Opportunity",
                "OpportunityContactRole",
                "Reading__c",
                "Route__c",
                "Stop__c",
                "User"
            })
    void describesTheCurrencyOfRecords(String object) {
        JsonNode field = field(object, "CurrencyIsoCode");

        assertThat(field.get("type").asString()).isEqualTo("picklist");
        assertThat(field.get("length").asInt()).isEqualTo(3);
        assertThat(List.of("restrictedPicklist", "defaultedOnCreate", "nillable", "createable", "updateable"))
                .allMatch(flag -> field.get(flag).asBoolean());
        assertThat(field.get("picklistValues").valueStream())
                .extracting(entry -> entry.get("value").asString())
                .containsExactly("USD", "EUR", "GBP", "JPY");
    }

    @Test
    void describesItBeforeWhoMadeTheRecordAndOnlyWhereItIs() {
        assertThat(names("Account")).containsSequence("CurrencyIsoCode", "OwnerId", "CreatedDate");
        assertThat(names("Delivery__c")).containsSequence("Name", "CurrencyIsoCode", "CreatedDate");
        assertThat(names("User")).contains("DefaultCurrencyIsoCode");
        assertThat(names("PushTopic")).doesNotContain("CurrencyIsoCode");
        assertThat(names("Attachment")).doesNotContain("CurrencyIsoCode");
        assertThat(names("CurrencyType"))
                .containsExactly(
                        "Id",
                        "IsoCode",
                        "ConversionRate",
                        "DecimalPlaces",
                        "IsActive",
                        "IsCorporate",
                        "CreatedDate",
                        "CreatedById",
                        "LastModifiedDate",
                        "LastModifiedById",
                        "SystemModstamp");
    }

    @Test
    void tellsItsCurrenciesAndLetsNobodyChangeThem() {
        var answer = JSON.readTree(
                org.query("SELECT Id, IsoCode, ConversionRate, DecimalPlaces, IsActive, IsCorporate, CreatedBy.Name"
                                + " FROM CurrencyType")
                        .body());
        String id = answer.get("records").get(0).get("Id").asString();

        assertThat(answer.get("records").valueStream())
                .extracting(record -> "%s %s %s %s %s"
                        .formatted(
                                record.get("IsoCode").asString(),
                                record.get("ConversionRate").asDouble(),
                                record.get("DecimalPlaces").asInt(),
                                record.get("IsActive").asBoolean(),
                                record.get("IsCorporate").asBoolean()))
                .containsExactlyInAnyOrder(
                        "CHF 0.88 2 false false",
                        "EUR 0.92 2 true false",
                        "GBP 0.79 2 true false",
                        "JPY 151.25 0 true false",
                        "USD 1.0 2 true true");
        assertThat(id).startsWith("01L");
        assertThat(answer.get("records").get(0).get("CreatedBy").get("Name").asString())
                .isEqualTo("Ada Admin");
        assertThat(rest.patch("/sobjects/CurrencyType/" + id, "{\"ConversionRate\":2}")
                        .statusCode())
                .isBetween(400, 499);
        assertThat(rest.delete("/sobjects/CurrencyType/" + id).statusCode()).isBetween(400, 499);
        assertThat(rest.post("/sobjects/CurrencyType", "{\"IsoCode\":\"SEK\",\"ConversionRate\":10}")
                        .statusCode())
                .isBetween(400, 499);
        assertThat(org.query("SELECT COUNT() FROM CurrencyType WHERE ConversionRate = 0.88 AND IsoCode = 'CHF'")
                        .body())
                .contains("\"totalSize\":1");
    }

    @Test
    void givesNewRecordsTheCurrencyOfWhoMakesThem() throws ConnectionException {
        String user = org.server().org().integrationUser().id();
        String dollars = rest.create("Account", "{\"Name\":\"A\"}");
        HttpResponse<String> changed = rest.patch("/sobjects/User/" + user, "{\"DefaultCurrencyIsoCode\":\"EUR\"}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);

        String euros = rest.create("Account", "{\"Name\":\"B\"}");
        String emptied = rest.create("Account", "{\"Name\":\"C\",\"CurrencyIsoCode\":null}");
        String yen = rest.create("Account", "{\"Name\":\"D\",\"CurrencyIsoCode\":\"JPY\"}");

        assertThat(currency(dollars)).isEqualTo("USD");
        assertThat(currency(euros)).isEqualTo("EUR");
        assertThat(currency(emptied)).isEqualTo("EUR");
        assertThat(currency(yen)).isEqualTo("JPY");
        GetUserInfoResult info = soap.getUserInfo();
        assertThat(info.getOrganizationMultiCurrency()).isTrue();
        assertThat(info.getUserDefaultCurrencyIsoCode()).isEqualTo("EUR");
        assertThat(info.getOrgDefaultCurrencyIsoCode()).isNull();
        assertThat(info.getCurrencySymbol()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "CHF", "eur"})
    void refusesCurrenciesThatAreUnknownOrInactive(String code) throws ConnectionException {
        String id = rest.create("Account", "{\"Name\":\"A\"}");
        SObject changed = Records.record("Account", "CurrencyIsoCode", code);
        changed.setId(id);
        var ingest = IngestClient.of(org);
        String job = ingest.run(IngestClient.lines("Name,CurrencyIsoCode", "B," + code, "C,GBP"), "Account", "insert");

        HttpResponse<String> created =
                rest.post("/sobjects/Account", "{\"Name\":\"A\",\"CurrencyIsoCode\":\"%s\"}".formatted(code));

        assertThat(created.statusCode()).isEqualTo(400);
        assertThat(created.body())
                .contains(BAD_VALUE, "bad value for restricted picklist field: " + code, "[\"CurrencyIsoCode\"]");
        assertThat(soap.update(new SObject[] {changed})[0]
                        .getErrors()[0]
                        .getStatusCode()
                        .name())
                .isEqualTo(BAD_VALUE);
        assertThat(ingest.failed(job))
                .singleElement()
                .satisfies(row -> assertThat(row.get(1)).startsWith(BAD_VALUE));
        assertThat(ingest.successful(job)).hasSize(1);
        assertThat(currency(id)).isEqualTo("USD");
    }

    @Test
    void keepsTheCurrencyThatSomebodyWantsToEmpty() throws ConnectionException {
        String id = rest.create("Account", "{\"Name\":\"A\",\"CurrencyIsoCode\":\"GBP\"}");
        SObject emptied = new SObject("Account");
        emptied.setId(id);
        emptied.setFieldsToNull(new String[] {"CurrencyIsoCode"});

        assertThat(soap.update(new SObject[] {emptied})[0]
                        .getErrors()[0]
                        .getStatusCode()
                        .name())
                .isEqualTo(BAD_VALUE);
        assertThat(currency(id)).isEqualTo("GBP");
    }

    @Test
    void leavesAmountsAsTheyAreWhenTheirCurrencyChanges() {
        String id = rest.create("Account", "{\"Name\":\"A\",\"AnnualRevenue\":1000}");

        assertThat(rest.patch("/sobjects/Account/" + id, "{\"CurrencyIsoCode\":\"JPY\"}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(currency(id)).isEqualTo("JPY");
        assertThat(record("Account", id).get("AnnualRevenue").asInt()).isEqualTo(1000);
    }

    @Test
    void sumsUpDetailsInTheCurrencyOfTheirMaster() {
        String route = rest.create("Route__c", "{\"Name\":\"R\",\"CurrencyIsoCode\":\"EUR\"}");
        rest.create("Stop__c", stop(route, "USD", 100));
        rest.create("Stop__c", stop(route, "EUR", 8));
        String inYen = rest.create("Stop__c", stop(route, "JPY", 15125));
        rest.create("Stop__c", "{\"Name\":\"S\",\"Route__c\":\"%s\"}".formatted(route));

        assertThat(fees(route)).isEqualTo("192.0 of 4, at most 92.0");

        rest.patch("/sobjects/Stop__c/" + inYen, "{\"CurrencyIsoCode\":\"EUR\"}");
        assertThat(fees(route)).isEqualTo("15225.0 of 4, at most 15125.0");

        rest.delete("/sobjects/Stop__c/" + inYen);
        rest.patch("/sobjects/Route__c/" + route, "{\"CurrencyIsoCode\":\"USD\"}");
        assertThat(fees(route)).isEqualTo("108.7 of 3, at most 100.0");
    }

    private static String stop(String route, String currency, int fee) {
        return "{\"Name\":\"S\",\"Route__c\":\"%s\",\"CurrencyIsoCode\":\"%s\",\"Fee__c\":%d}"
                .formatted(route, currency, fee);
    }

    private String fees(String route) {
        JsonNode record = record("Route__c", route);
        return "%s of %d, at most %s"
                .formatted(
                        record.get("Fees__c").asDouble(),
                        record.get("Stops__c").asInt(),
                        record.get("Highest_Fee__c").asDouble());
    }

    @Test
    void beginsWithRecordsOfSeveralCurrencies() {
        for (String currency : List.of("USD", "EUR", "JPY")) {
            assertThat(count("Opportunity WHERE CurrencyIsoCode = '%s'".formatted(currency)))
                    .isPositive();
        }
        assertThat(count("Opportunity WHERE CurrencyIsoCode = null")).isZero();
        assertThat(count("User WHERE CurrencyIsoCode = 'USD' AND DefaultCurrencyIsoCode = 'USD'"))
                .isEqualTo(2);
        assertThat(count("Reading__c WHERE CurrencyIsoCode = 'USD'")).isEqualTo(100);
    }

    @Test
    void isNotThereWithoutTheFeature() throws ConnectionException {
        try (var plain = TestOrg.start()) {
            var client = RestClient.of(plain, 65);
            GetUserInfoResult info = plain.soap(plain.token()).getUserInfo();

            assertThat(client.get("/sobjects/Opportunity/describe").body()).doesNotContain("CurrencyIsoCode");
            assertThat(client.get("/sobjects/CurrencyType/describe").statusCode())
                    .isEqualTo(404);
            assertThat(client.get("/sobjects/Stop__c/describe").body()).doesNotContain("Fee__c");
            assertThat(info.getOrganizationMultiCurrency()).isFalse();
            assertThat(info.getOrgDefaultCurrencyIsoCode()).isEqualTo("USD");
            assertThat(info.getUserDefaultCurrencyIsoCode()).isNull();
        }
    }

    private String currency(String account) {
        return record("Account", account).get("CurrencyIsoCode").asString();
    }

    private JsonNode record(String object, String id) {
        return JSON.readTree(rest.get("/sobjects/" + object + "/" + id).body());
    }

    private int count(String from) {
        return JSON.readTree(org.query("SELECT COUNT() FROM " + from).body())
                .get("totalSize")
                .asInt();
    }

    private JsonNode fields(String object) {
        return JSON.readTree(rest.get("/sobjects/" + object + "/describe").body())
                .get("fields");
    }

    private List<String> names(String object) {
        return fields(object)
                .valueStream()
                .map(field -> field.get("name").asString())
                .toList();
    }

    private JsonNode field(String object, String name) {
        return fields(object)
                .valueStream()
                .filter(field -> field.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
