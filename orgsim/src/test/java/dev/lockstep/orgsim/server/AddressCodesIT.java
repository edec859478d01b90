package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.org.OrgFeature;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How an org describes the codes of states and countries, and the addresses that it begins with.
class AddressCodesIT {
    private static final JsonMapper JSON = new JsonMapper();

    @AutoClose
    private final TestOrg org =
            new TestOrg(OrgsimSettings.defaults().withFeatures(Set.of(OrgFeature.STATE_AND_COUNTRY_PICKLIST)));

    private final RestClient rest = RestClient.of(org, 65);

    @Test
    void describesTheCodesWithinTheirAddress() {
        JsonNode fields = fields("Account");
        JsonNode state = field(fields, "BillingStateCode");

        assertThat(names(fields))
                .containsSubsequence("BillingState", "BillingPostalCode", "BillingCountry")
                .containsSequence("BillingCountry", "BillingStateCode", "BillingCountryCode", "BillingLatitude");
        for (String code : List.of("BillingStateCode", "ShippingCountryCode")) {
            JsonNode field = field(fields, code);
            assertThat(field.get("type").asString()).isEqualTo("picklist");
            assertThat(field.get("restrictedPicklist").asBoolean()).isTrue();
            assertThat(field.get("createable").asBoolean()
                            && field.get("updateable").asBoolean())
                    .isTrue();
            assertThat(field.get("compoundFieldName").asString())
                    .isEqualTo(code.replaceAll("(State|Country)Code", "Address"));
        }
        assertThat(state.get("dependentPicklist").asBoolean()).isTrue();
        assertThat(state.get("controllerName").asString()).isEqualTo("BillingCountryCode");
        assertThat(countriesOf(fields, "WA")).containsExactly("AU Western Australia", "US Washington");
        assertThat(names(fields("Contact"))).contains("MailingStateCode", "OtherCountryCode");
        assertThat(names(fields("Lead"))).containsSequence("Country", "StateCode", "CountryCode");
        assertThat(names(fields("User"))).containsSequence("Country", "StateCode", "CountryCode");
        assertThat(field(fields("Lead"), "StateCode").get("label").asString()).isEqualTo("State/Province Code");
    }

    /// For which countries the list of states has a code, by the rows of bits.
    private static List<String> countriesOf(JsonNode fields, String code) {
        JsonNode countries = field(fields, "BillingCountryCode").get("picklistValues");
        return field(fields, "BillingStateCode")
                .get("picklistValues")
                .valueStream()
                .filter(entry -> entry.get("value").asString().equals(code))
                .map(entry -> {
                    byte[] bits =
                            Base64.getDecoder().decode(entry.get("validFor").asString());
                    for (int place = 0; place < bits.length * 8; place++) {
                        if ((bits[place / 8] >> (7 - place % 8) & 1) == 1) {
                            return countries.get(place).get("value").asString() + " "
                                    + entry.get("label").asString();
                        }
                    }
                    throw new AssertionError("For no country: " + entry);
                })
                .toList();
    }

    @Test
    void beginsWithAddressesOfTheList() {
        assertThat(count("Account WHERE BillingCountry != null AND BillingCountryCode = null"))
                .isZero();
        assertThat(count("Account WHERE BillingState != null AND BillingStateCode = null"))
                .isZero();
        assertThat(count("Contact WHERE MailingCountryCode = 'JP' AND MailingStateCode = '13'"))
                .isPositive();
        assertThat(count("Lead WHERE CountryCode = 'US' AND State = 'Oregon'")).isPositive();
        assertThat(count("Account WHERE BillingCountryCode = 'DE' AND BillingState = null"))
                .isPositive();
    }

    @Test
    void isNotThereWithoutTheFeature() {
        try (var plain = TestOrg.start()) {
            var client = RestClient.of(plain, 65);

            assertThat(client.get("/sobjects/Account/describe").body()).doesNotContain("BillingStateCode");
            assertThat(client.post("/sobjects/Account", "{\"Name\":\"A\",\"BillingState\":\"Nowhere\"}")
                            .statusCode())
                    .isEqualTo(201);
        }
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

    private static List<String> names(JsonNode fields) {
        return fields.valueStream().map(field -> field.get("name").asString()).toList();
    }

    private static JsonNode field(JsonNode fields, String name) {
        return fields.valueStream()
                .filter(field -> field.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
