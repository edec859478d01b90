package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import dev.lockstep.orgsim.org.QueryScope;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What triggers, flows and rules do to saves.
@Timeout(60)
class AutomationIT {
    private static final String ADMIN = "admin@lockstep.example";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-04T05:06:07Z"));

    private TestOrg org;
    private RestClient rest;
    private PartnerConnection soap;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults().withClock(now::get));
        rest = RestClient.of(org, 65);
        soap = org.soap(rest.token());
    }

    @AfterEach
    void stop() {
        org.server().close();
        org.close();
    }

    @Test
    void changesFieldsBeforeTheyAreSaved() {
        automate("{\"automation\":\"trim-field\",\"object\":\"Account\",\"field\":\"Name\"}");
        automate(
                "{\"automation\":\"default-field\",\"object\":\"Account\",\"field\":\"Industry\",\"value\":\"Energy\"}");
        automate("{\"automation\":\"round-field\",\"object\":\"Opportunity\",\"field\":\"Amount\",\"digits\":0}");

        String account = rest.create("Account", "{\"Name\":\"Many    blanks\"}");
        String given = rest.create("Account", "{\"Name\":\"Given\",\"Industry\":\"Media\"}");
        String opportunity = rest.create(
                "Opportunity",
                "{\"Name\":\"Round\",\"StageName\":\"Prospecting\",\"CloseDate\":\"2026-04-01\",\"Amount\":10.5}");

        assertThat(rest.get("/sobjects/Account/" + account + "?fields=Name,Industry")
                        .body())
                .contains("\"Name\":\"Many blanks\"", "\"Industry\":\"Energy\"");
        assertThat(rest.get("/sobjects/Account/" + given + "?fields=Industry").body())
                .contains("\"Industry\":\"Media\"");
        assertThat(rest.get("/sobjects/Opportunity/" + opportunity + "?fields=Amount")
                        .body())
                .contains("\"Amount\":11.0");
        rest.patch("/sobjects/Account/" + account, "{\"Name\":\"Other    blanks\"}");
        assertThat(accounts("Other blanks")).isEqualTo(1);
    }

    @Test
    void makesAContactOfEachAccountAsItsUser() {
        automate("{\"automation\":\"create-contact\"}");
        String account = rest.create("Account", "{\"Name\":\"With a contact\"}");

        assertThat(rest.get("/query?q="
                                + TestOrg.encoded("SELECT LastName, CreatedBy.Username FROM Contact WHERE AccountId = '"
                                        + account + "'"))
                        .body())
                .contains("\"LastName\":\"Made by automation\"", "\"Username\":\"integration@lockstep.example\"");
        rest.patch("/sobjects/Account/" + account, "{\"Name\":\"Updated\"}");
        assertThat(count("Contact", "AccountId = '" + account + "'")).isEqualTo(1);
    }

    @Test
    void setsRecordsAsideThatAValidationRuleRefuses() throws ConnectionException {
        automate("{\"automation\":\"create-contact\"}");
        automate("{\"automation\":\"validation-rule\",\"object\":\"Account\",\"where\":\"Phone = '0'\","
                + "\"message\":\"A phone has digits.\"}");

        SaveResult[] results = soap.create(new SObject[] {account("Good", "1"), account("Bad", "0")});

        assertThat(results[0].isSuccess()).isTrue();
        assertThat(results[1].getErrors()[0].getStatusCode().name()).isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION");
        assertThat(results[1].getErrors()[0].getMessage()).isEqualTo("A phone has digits.");
        assertThat(count("Contact", "LastName = 'Made by automation'")).isEqualTo(1);
        assertThat(rest.post("/sobjects/Account", "{\"Name\":\"Bad\",\"Phone\":\"0\"}")
                        .body())
                .contains("FIELD_CUSTOM_VALIDATION_EXCEPTION");
        assertThat(accounts("Bad")).isZero();
    }

    @Test
    void warnsOfDuplicatesAndSavesThemWhereThatIsAllowed() throws ConnectionException {
        automate("{\"automation\":\"duplicate-alert\",\"object\":\"Account\",\"field\":\"Name\"}");
        rest.create("Account", "{\"Name\":\"Twice\"}");

        HttpResponse<String> refused = rest.post("/sobjects/Account", "{\"Name\":\"twice \"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("DUPLICATES_DETECTED", "Use one of these records?");
        assertThat(rest.post(
                                "/sobjects/Account",
                                "{\"Name\":\"Twice\"}",
                                "Sforce-Duplicate-Rule-Header",
                                "allowSave=true")
                        .statusCode())
                .isEqualTo(201);
        assertThat(soap.create(new SObject[] {account("Twice", "1")})[0]
                        .getErrors()[0]
                        .getStatusCode()
                        .name())
                .isEqualTo("DUPLICATES_DETECTED");
        soap.setDuplicateRuleHeader(true, false, false);
        assertThat(soap.create(new SObject[] {account("Twice", "1")})[0].isSuccess())
                .isTrue();
        assertThat(accounts("Twice")).isEqualTo(3);

        automate("{\"automation\":\"duplicate-block\",\"object\":\"Account\",\"field\":\"Name\"}");
        assertThat(soap.create(new SObject[] {account("Twice", "1")})[0].isSuccess())
                .isFalse();
    }

    @Test
    void failsAllRecordsOfACallWhoseAutomationThrows() throws ConnectionException {
        rest.create("Account", "{\"Name\":\"Before\"}");
        automate("{\"automation\":\"fail\",\"object\":\"Contact\",\"message\":\"System.NullPointerException: null\"}");
        automate("{\"automation\":\"create-contact\"}");

        SaveResult[] results = soap.create(new SObject[] {account("First", "1"), account("Second", "2")});

        assertThat(results).allSatisfy(result -> {
            assertThat(result.getErrors()[0].getStatusCode().name()).isEqualTo("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY");
            assertThat(result.getErrors()[0].getMessage())
                    .contains("execution of AfterInsert", "System.NullPointerException: null");
        });
        assertThat(accounts("First")).isZero();
        assertThat(count("Contact", "LastName = 'Made by automation'")).isZero();
    }

    @Test
    void takesTimeWhileOthersSave() {
        automate("{\"automation\":\"take-time\",\"object\":\"Account\",\"time_s\":30}");
        var slow = CompletableFuture.supplyAsync(
                        () -> rest.post("/sobjects/Account", "{\"Name\":\"Slow\"}"), Thread::startVirtualThread)
                .orTimeout(20, TimeUnit.SECONDS);
        Eventually.isTrue(() -> org.server().org().delayedSaves() == 1);

        rest.create("Lead", "{\"LastName\":\"Quick\",\"Company\":\"Quick\"}");
        assertThat(accounts("Slow")).isZero();
        now.updateAndGet(time -> time.plusSeconds(30));

        assertThat(slow.join().statusCode()).isEqualTo(201);
        assertThat(accounts("Slow")).isEqualTo(1);
    }

    @Test
    void savesWhatIsLeftInASecondRoundAndFiresAgain() throws ConnectionException {
        var hook = new RefusesByRound(List.of("First"));
        org.server().org().automation().add(hook);

        SaveResult[] results = soap.create(new SObject[] {account("First", "1"), account("Second", "2")});

        assertThat(results[0].getErrors()[0].getMessage()).isEqualTo("Not First in this round");
        assertThat(results[1].isSuccess()).isTrue();
        assertThat(hook.saved()).containsExactly("Second", "Second");
        assertThat(accounts("First")).isZero();
        assertThat(accounts("Second")).isEqualTo(1);
    }

    @Test
    void failsAllRecordsWhenThreeRoundsAreNotEnough() throws ConnectionException {
        org.server().org().automation().add(new RefusesByRound(List.of("First", "Second", "Third")));

        SaveResult[] results = soap.create(new SObject[] {
            account("First", "1"), account("Second", "2"), account("Third", "3"), account("Fourth", "4")
        });

        assertThat(results)
                .allSatisfy(result -> assertThat(result.getErrors()[0].getMessage())
                        .isEqualTo("Too many batch retries in the presence of Apex triggers and partial failures."));
        assertThat(count("Account", "Name IN ('First', 'Second', 'Third', 'Fourth')"))
                .isZero();
    }

    @Test
    void needsNoSecondRoundWhereAllOrNoneIsSaved() throws ConnectionException {
        org.server().org().automation().add(new RefusesByRound(List.of("First", "Second", "Third")));
        soap.setAllOrNoneHeader(true);

        SaveResult[] results = soap.create(new SObject[] {account("First", "1"), account("Second", "2")});

        assertThat(results[0].getErrors()[0].getMessage()).isEqualTo("Not First in this round");
        assertThat(results[1].getErrors()[0].getStatusCode().name()).isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
    }

    @Test
    void assignsCasesByDefaultOverRestAndOnDemandOverSoap() throws ConnectionException {
        String rule = automate(
                        "{\"automation\":\"assignment-rule\",\"object\":\"Case\",\"owner\":\"%s\"}".formatted(ADMIN))
                .replaceFirst("(?s).*\"rule_id\":\"(\\w+)\".*", "$1");

        rest.create("Case", "{\"Subject\":\"By default\"}");
        rest.post("/sobjects/Case", "{\"Subject\":\"Switched off\"}", "Sforce-Auto-Assign", "FALSE");
        rest.post("/sobjects/Case", "{\"Subject\":\"By its Id\"}", "Sforce-Auto-Assign", rule.substring(0, 15));
        rest.post("/sobjects/Case", "{\"Subject\":\"By another Id\"}", "Sforce-Auto-Assign", "01Q000000000009");
        rest.post("/composite", """
            {"compositeRequest":[{"method":"POST","url":"/services/data/v65.0/sobjects/Case","referenceId":"one",
              "body":{"Subject":"Within"}}]}\
            """, "Sforce-Auto-Assign", "FALSE");
        soap.create(new SObject[] {aCase("Without a header")});
        soap.setAssignmentRuleHeader(null, true);
        soap.create(new SObject[] {aCase("With a header")});

        assertThat(owned("By default")).isEqualTo(1);
        assertThat(owned("Switched off")).isZero();
        assertThat(owned("By its Id")).isEqualTo(1);
        assertThat(owned("By another Id")).isZero();
        assertThat(owned("Within")).isZero();
        assertThat(owned("Without a header")).isZero();
        assertThat(owned("With a header")).isEqualTo(1);
    }

    @Test
    void assignsWhatABulkJobCreatesByTheIdOfTheRule() {
        String rule = automate(
                        "{\"automation\":\"assignment-rule\",\"object\":\"Lead\",\"owner\":\"%s\"}".formatted(ADMIN))
                .replaceFirst("(?s).*\"rule_id\":\"(\\w+)\".*", "$1");
        load("\"assignmentRuleId\":\"%s\",".formatted(rule), "Assigned");
        load("", "Left");

        assertThat(count("Lead", "LastName = 'Assigned' AND Owner.Username = '" + ADMIN + "'"))
                .isEqualTo(1);
        assertThat(count("Lead", "LastName = 'Left' AND Owner.Username = '" + ADMIN + "'"))
                .isZero();
    }

    private void load(String entries, String name) {
        HttpResponse<String> job =
                rest.post("/jobs/ingest", "{%s\"object\":\"Lead\",\"operation\":\"insert\"}".formatted(entries));
        String id = RestClient.id(job);
        rest.send(
                "PUT",
                "/jobs/ingest/" + id + "/batches",
                "LastName,Company\n" + name + ",Company\n",
                "Content-Type",
                "text/csv");
        rest.patch("/jobs/ingest/" + id, "{\"state\":\"UploadComplete\"}");
        now.updateAndGet(time -> time.plusSeconds(10));
        Eventually.isTrue(() -> count("Lead", "LastName = '" + name + "'") == 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                                           | needs "automation"
        {"automation":"nothing","object":"Account"}                                  | No automation is called
        {"automation":"trim-field","object":"Account"}                               | needs "field"
        {"automation":"trim-field","object":"Account","field":"Id"}                  | can't touch Id
        {"automation":"round-field","object":"Account","field":"Name","digits":"x"}  | must be a whole number
        {"automation":"default-field","object":"Account","field":"NumberOfEmployees","value":"x"} | can't hold "x"
        {"automation":"validation-rule","object":"Account","where":"Nothing","message":"x"} | That is no condition
        {"automation":"assignment-rule","object":"Account","owner":"x"}              | Assignment rules are for Case and Lead
        {"automation":"assignment-rule","object":"Case","owner":"x"}                 | no such owner
        {"automation":"fail","object":"Account","message":"x","field":"Name"}        | no place here for "field"
        """)
    void refusesAutomationThatIsNone(String body, String message) {
        HttpResponse<String> answer = control("POST", "/automation", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body().replace("\\\"", "\"")).contains(message);
        assertThat(control("GET", "/automation", "").body()).isEqualTo("[]");
    }

    @Test
    void tellsWhatRunsAndStopsIt() {
        for (String entries : List.of(
                "\"automation\":\"trim-field\",\"object\":\"Account\",\"field\":\"Name\"",
                "\"automation\":\"round-field\",\"object\":\"Opportunity\",\"field\":\"Amount\",\"digits\":\"1\"",
                "\"automation\":\"default-field\",\"object\":\"Account\",\"field\":\"Phone\",\"value\":\"1\"",
                "\"automation\":\"validation-rule\",\"object\":\"Account\",\"where\":\"Phone ="
                        + " '0'\",\"message\":\"No\"",
                "\"automation\":\"deletion-rule\",\"object\":\"Account\",\"where\":\"Phone ="
                        + " '0'\",\"message\":\"No\"",
                "\"automation\":\"duplicate-alert\",\"object\":\"Account\",\"field\":\"Name\"",
                "\"automation\":\"duplicate-block\",\"object\":\"Account\",\"field\":\"Name\"",
                "\"automation\":\"take-time\",\"object\":\"Account\",\"time_s\":\"3\"",
                "\"automation\":\"fail\",\"object\":\"Account\",\"message\":\"No\"")) {
            assertThat(automate("{" + entries + "}")).contains(entries + "}");
        }
        assertThat(control("DELETE", "/automation/1", "").statusCode()).isEqualTo(204);
        assertThat(control("DELETE", "/automation/1", "").statusCode()).isEqualTo(400);
        assertThat(control("DELETE", "/automation", "").statusCode()).isEqualTo(204);
        assertThat(control("GET", "/automation", "").body()).isEqualTo("[]");
        rest.create("Account", "{\"Name\":\"Free    again\"}");
        assertThat(accounts("Free    again")).isEqualTo(1);
    }

    private String automate(String automation) {
        HttpResponse<String> answer = control("POST", "/automation", automation);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body();
    }

    private static SObject account(String name, String phone) {
        var account = new SObject("Account");
        account.setSObjectField("Name", name);
        account.setSObjectField("Phone", phone);
        return account;
    }

    private static SObject aCase(String subject) {
        var made = new SObject("Case");
        made.setSObjectField("Subject", subject);
        return made;
    }

    private long owned(String subject) {
        assertThat(count("Case", "Subject = '" + subject + "'")).isEqualTo(1);
        return count("Case", "Subject = '" + subject + "' AND Owner.Username = '" + ADMIN + "'");
    }

    private long accounts(String name) {
        return count("Account", "Name = '" + name + "'");
    }

    private long count(String object, String condition) {
        return org.server()
                .org()
                .query("SELECT COUNT() FROM %s WHERE %s".formatted(object, condition), QueryScope.LIVE)
                .totalSize();
    }

    private HttpResponse<String> control(String method, String path, String body) {
        return org.send(org.request("/orgsim" + path)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }
}
