package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An org that is made of what a real one has answered: it describes itself as that did, takes records and answers
/// queries.
class RecordedOrgIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LIST = "described-differences.yaml";
    private static final List<String> OBJECTS =
            List.of("Account", "Contact", "Lead", "Opportunity", "Case", "OpportunityContactRole");
    private static final Map<String, JsonNode> RECORDED = new TreeMap<>();

    @TempDir
    private static Path folder;

    private static TestOrg org;
    private static RestClient rest;

    /// Skips where the recordings aren't at hand: they aren't ours to ship.
    @BeforeAll
    static void start() throws IOException {
        var data = System.getProperty("lockstep.reference.data", "");
        assumeTrue(!data.isEmpty(), "no -Dlockstep.reference.data: there are no recordings of a real org");
        for (var object : OBJECTS) {
            var recording = Path.of(data, "recorded", "GET_sobjects_%s_describe.yaml".formatted(object));
            assumeTrue(Files.isReadable(recording), "there is no recording " + recording);
            var body = body(Files.readString(recording));
            RECORDED.put(object, JSON.readTree(body));
            Files.writeString(folder.resolve(object + ".json"), body);
        }
        org = new TestOrg(OrgsimSettings.defaults().withDescribes(folder));
        rest = RestClient.of(org, 65);
    }

    @AfterAll
    static void stop() {
        if (org != null) {
            org.close();
        }
    }

    private static String body(String recording) {
        Object recorded = new Load(LoadSettings.builder().build()).loadFromString(recording);
        return part(part(part(recorded, "response"), "body"), "string").toString();
    }

    private static Object part(Object map, String name) {
        return Objects.requireNonNull(((Map<?, ?>) map).get(name), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Account", "Contact", "Lead", "Opportunity", "Case", "OpportunityContactRole"})
    void describesItselfAsTheRealOrgDid(String object) throws IOException {
        var known = KnownDifference.list(LIST);

        assertThat(differences(object))
                .as("differences that aren't listed")
                .filteredOn(difference -> known.stream().noneMatch(difference::isKnownAs))
                .isEmpty();
    }

    @Test
    void listsNoDifferenceThatIsGone() throws IOException {
        var all = new ArrayList<Difference>();
        for (var object : OBJECTS) {
            all.addAll(differences(object));
        }

        assertThat(KnownDifference.list(LIST))
                .filteredOn(line -> all.stream().noneMatch(difference -> difference.isKnownAs(line)))
                .isEmpty();
    }

    /// The reasons are the same for all objects: the list has a `*` for their names.
    private static List<Difference> differences(String object) {
        var ours = JSON.readTree(rest.get("/sobjects/" + object + "/describe").body());
        return DescribeComparison.between("*", Objects.requireNonNull(RECORDED.get(object)), ours, Set.copyOf(OBJECTS))
                .stream()
                .toList();
    }

    @Test
    void hasTheseObjectsAndWhatNoOrgIsWithout() {
        assertThat(org.server().org().objects().stream().map(Object::toString).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "Account",
                        "Contact",
                        "Lead",
                        "Opportunity",
                        "Case",
                        "OpportunityContactRole",
                        "User",
                        "PushTopic",
                        "RecordType");
    }

    @Test
    void saysWhatItLacks() {
        assertThat(org.server().org().notSimulated())
                .contains(
                        "Lookups of Case to objects that aren't described stay empty: AssetId.",
                        "Lookups of Opportunity to objects that aren't described stay empty: CampaignId, Pricebook2Id,"
                                + " LastAmountChangedHistoryId, LastCloseDateChangedHistoryId.")
                .noneSatisfy(sentence -> assertThat(sentence).contains("record types"))
                .allSatisfy(sentence -> assertThat(sentence).endsWith("."));
    }

    @Test
    void takesRecordsAndAnswersQueries() {
        var account = rest.create("Account", """
            {"Name": "Described", "BillingCity": "Graz", "BillingCountry": "Austria", "NumberOfEmployees": 7}\
            """);
        var contact = rest.create("Contact", """
            {"LastName": "Berg", "FirstName": "Ina", "AccountId": "%s", "Birthdate": "1990-02-03"}\
            """.formatted(account));
        var deal = rest.create("Opportunity", """
            {"Name": "Deal", "StageName": "Prospecting", "CloseDate": "2026-03-04", "Amount": 12.5,
             "AccountId": "%s"}\
            """.formatted(account));
        rest.create("OpportunityContactRole", """
            {"OpportunityId": "%s", "ContactId": "%s", "IsPrimary": true}\
            """.formatted(deal, contact));

        var rows = JSON.readTree(org.query("SELECT Contact.Name, Contact.Account.BillingAddress, Opportunity.Amount,"
                                + " Opportunity.FiscalYear FROM OpportunityContactRole WHERE OpportunityId = '" + deal
                                + "'")
                        .body())
                .path("records");

        assertThat(rows).hasSize(1);
        var row = rows.get(0);
        assertThat(row.path("Contact").path("Name").stringValue()).isEqualTo("Ina Berg");
        assertThat(row.path("Contact")
                        .path("Account")
                        .path("BillingAddress")
                        .path("city")
                        .stringValue())
                .isEqualTo("Graz");
        assertThat(row.path("Opportunity").path("Amount").decimalValue()).isEqualByComparingTo("12.5");
        assertThat(row.path("Opportunity").path("FiscalYear").intValue()).isEqualTo(2026);
    }

    @Test
    void keepsTheRulesThatTheDescriptionsTell() {
        assertThat(rest.post("/sobjects/Account", "{\"Site\": \"nowhere\"}").body())
                .contains("REQUIRED_FIELD_MISSING", "[Name]");
        assertThat(rest.post("/sobjects/Case", "{\"Subject\": \"%s\"}".formatted("x".repeat(256)))
                        .body())
                .contains("STRING_TOO_LONG");
        var lead = rest.create("Lead", "{\"LastName\": \"New\", \"Company\": \"One\"}");
        assertThat(rest.get("/sobjects/Lead/" + lead + "?fields=Status").body())
                .as("the default")
                .contains("\"Open - Not Contacted\"");
    }

    @Test
    void changesARecordWhoseRequiredFieldOnlyARealOrgCouldFill() {
        var account = rest.create("Account", "{\"Name\": \"Linked\"}");

        assertThat(rest.patch("/sobjects/Account/" + account, "{\"Site\": \"here\"}")
                        .statusCode())
                .isEqualTo(204);
        rest.patch("/sobjects/Account/" + account, "{\"ns__LinkedAccount__c\": \"%s\"}".formatted(account));
        assertThat(rest.patch("/sobjects/Account/" + account, "{\"ns__LinkedAccount__c\": null}")
                        .body())
                .contains("REQUIRED_FIELD_MISSING");
    }
}
