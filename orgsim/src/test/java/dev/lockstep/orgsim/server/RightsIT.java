package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sforce.soap.partner.MergeRequest;
import com.sforce.soap.partner.fault.InvalidSObjectFault;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import dev.lockstep.orgsim.org.AccessRule;
import dev.lockstep.orgsim.org.QueryScope;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who sees what, and who may write it.
class RightsIT {
    private static final String US = "integration@lockstep.example";
    private static final String NO_ACCESS = "INSUFFICIENT_ACCESS_OR_READONLY";
    private static final String WINDOW = "start=2026-03-04T05:00:00Z&end=2026-03-04T06:00:00Z";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-04T05:06:07Z"));

    private TestOrg org;
    private RestClient rest;
    private RestClient person;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults().withClock(now::get));
        rest = RestClient.of(org, 65);
        person = new RestClient(org, org.token(OrgsimSettings.PERSON), rest.root());
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void masksEncryptedTextForWhoMayNotSeeIt() throws ConnectionException {
        String id = rest.create("Route__c", "{\"Name\":\"North\",\"Gate_Code__c\":\"secret 7\"}");
        var added = org.post("/orgsim/rights", "{\"withdrawn\":\"view-encrypted-data\",\"user\":\"%s\"}".formatted(US));

        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(rest.get("/sobjects/Route__c/" + id + "?fields=Gate_Code__c").body())
                .contains("\"Gate_Code__c\":\"********\"");
        assertThat(org.soap(rest.token())
                        .query("SELECT Gate_Code__c FROM Route__c")
                        .getRecords()[0]
                        .getField("Gate_Code__c"))
                .isEqualTo("********");
        var bulk = BulkClient.of(org);
        String job = bulk.create("SELECT Gate_Code__c FROM Route__c");
        now.updateAndGet(time -> time.plusSeconds(60));
        assertThat(bulk.results(bulk.complete(job), "").body()).contains("********");
        assertThat(person.get("/sobjects/Route__c/" + id + "?fields=Gate_Code__c")
                        .body())
                .contains("\"Gate_Code__c\":\"secret 7\"");
    }

    @Test
    void givesAFieldAnotherTypeAndLengthWhileTheOrgRuns() {
        String id = rest.create("Account", "{\"Name\":\"Long\",\"Site\":\"forty characters, forty characters, fort\"}");
        String before = rest.get("/sobjects/Account/describe")
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        var added = org.post(
                "/orgsim/rights",
                "{\"withdrawn\":\"field-shape\",\"object\":\"Account\",\"field\":\"Site\",\"type\":\"textarea\",\"length\":\"20\"}");

        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        HttpResponse<String> described = rest.get("/sobjects/Account/describe");
        assertThat(described.headers().firstValue("ETag")).isPresent().isNotEqualTo(Optional.of(before));
        var site = fieldOf(described, "Site");
        assertThat(site.get("length").asInt()).isEqualTo(20);
        assertThat(site.get("type").asString()).isEqualTo("textarea");
        assertThat(rest.patch("/sobjects/Account/" + id, "{\"Site\":\"twenty-one characters\"}")
                        .body())
                .contains("STRING_TOO_LONG", "(max length=20)");
        assertThat(rest.get("/sobjects/Account/" + id).body()).contains("forty characters, forty characters, fort");
        assertThat(rest.patch("/sobjects/Account/" + id, "{\"Site\":\"twenty characters   \"}")
                        .statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"field\":\"Site\" | changes by a \\\"type\\\" or a \\\"length\\\"",
                "\"field\":\"Site\",\"type\":\"double\" | A field of type string can't become one of type double here.",
                "\"field\":\"Site\",\"type\":\"words\" | is no type of a field",
                "\"field\":\"Site\",\"length\":\"0\" | one character at least",
                "\"field\":\"AnnualRevenue\",\"length\":\"5\" | A field of type currency has no length.",
                "\"field\":\"Site\",\"length\":\"5\",\"user\":\"admin@lockstep.example\" | is about everybody"
            })
    void refusesADefinitionThatCannotBe(String rest, String sentence) {
        var answer = org.post("/orgsim/rights", "{\"withdrawn\":\"field-shape\",\"object\":\"Account\"," + rest + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(sentence);
    }

    private static JsonNode fieldOf(HttpResponse<String> described, String name) {
        for (var field : new JsonMapper().readTree(described.body()).get("fields")) {
            if (field.get("name").asString().equals(name)) {
                return field;
            }
        }
        throw new AssertionError("No field " + name);
    }

    @Test
    void bringsBackEmptiesAndMergesNothingThatIsHidden() throws ConnectionException {
        String gone = person.create("Account", "{\"Name\":\"Hidden and gone\"}");
        String hidden = person.create("Account", "{\"Name\":\"Hidden\"}");
        String seen = person.create("Account", "{\"Name\":\"Seen\"}");
        person.delete("/sobjects/Account/" + gone);
        org.server()
                .org()
                .withdraw(new AccessRule(
                        Optional.of(US),
                        new AccessRule.Records("Account", new AccessRule.Choice.ByIds(Set.of(gone, hidden)))));
        var ours = org.soap(rest.token());
        var theirs = org.soap(person.token());
        var merge = new MergeRequest();
        var master = new SObject("Account");
        master.setId(seen);
        merge.setMasterRecord(master);
        merge.setRecordToMergeIds(new String[] {hidden});

        assertThat(code(ours.undelete(new String[] {gone})[0].getErrors())).isEqualTo(NO_ACCESS);
        assertThat(code(ours.emptyRecycleBin(new String[] {gone})[0].getErrors()))
                .isEqualTo(NO_ACCESS);
        assertThat(code(ours.merge(new MergeRequest[] {merge})[0].getErrors())).isEqualTo(NO_ACCESS);
        assertThat(theirs.undelete(new String[] {gone})[0].isSuccess()).isTrue();
        assertThat(theirs.merge(new MergeRequest[] {merge})[0].isSuccess()).isTrue();
    }

    private static String code(com.sforce.soap.partner.Error... errors) {
        return errors[0].getStatusCode().name();
    }

    @Test
    void hidesARecordFromOneUserWhereverItMayBeRead() throws ConnectionException {
        String id = person.create("Account", "{\"Name\":\"Hidden\",\"External_Id__c\":\"hidden\"}");
        String gone = person.create("Account", "{\"Name\":\"Hidden and gone\"}");
        String child = person.create("Contact", "{\"LastName\":\"Child\",\"AccountId\":\"%s\"}".formatted(id));
        person.delete("/sobjects/Account/" + gone);
        now.updateAndGet(time -> time.plusSeconds(3600));
        long number = org.server()
                .org()
                .withdraw(new AccessRule(
                        Optional.of(US),
                        new AccessRule.Records("account", new AccessRule.Choice.ByIds(Set.of(id, gone)))));

        assertThat(count(rest, "query", "SELECT COUNT() FROM Account WHERE Name LIKE 'Hidden%'"))
                .isZero();
        assertThat(count(rest, "queryAll", "SELECT COUNT() FROM Account WHERE Name LIKE 'Hidden%'"))
                .isZero();
        assertThat(rest.get("/sobjects/Account/" + id).statusCode()).isEqualTo(404);
        assertThat(rest.get("/sobjects/Account/External_Id__c/hidden").statusCode())
                .isEqualTo(404);
        assertThat(rest.get("/composite/sobjects/Account?fields=Name&ids=" + id).body())
                .isEqualTo("[null]");
        assertThat(rest.get("/sobjects/Account/updated?" + WINDOW).body()).doesNotContain(id);
        assertThat(rest.get("/sobjects/Account/deleted?" + WINDOW).body()).doesNotContain(gone);
        assertThat(rest.get("/query?q="
                                + TestOrg.encoded("SELECT Account.Name FROM Contact WHERE Id = '" + child + "'"))
                        .body())
                .contains("\"Account\":null");
        var soap = org.soap(rest.token());
        assertThat(soap.query("SELECT Id FROM Account WHERE Name LIKE 'Hidden%'")
                        .getSize())
                .isZero();
        assertThat(soap.retrieve("Id", "Account", new String[] {id})).containsOnlyNulls();
        assertThat(soap.getUpdated("Account", at("2026-03-04T05:00:00Z"), at("2026-03-04T06:00:00Z"))
                        .getIds())
                .isEmpty();

        assertThat(count(person, "query", "SELECT COUNT() FROM Account WHERE Name LIKE 'Hidden%'"))
                .isEqualTo(1);
        assertThat(person.get("/sobjects/Account/updated?" + WINDOW).body()).contains(id);
        assertThat(control("DELETE", "/rights/" + number, "").statusCode()).isEqualTo(204);
        assertThat(rest.get("/sobjects/Account/" + id).statusCode()).isEqualTo(200);
        assertThat(rest.get("/sobjects/Account/deleted?" + WINDOW).body()).contains(gone);
    }

    @Test
    void refusesWritesToARecordThatItsUserDoesNotSee() throws ConnectionException {
        String id = person.create("Account", "{\"Name\":\"Hidden\",\"External_Id__c\":\"hidden\"}");
        withdraw("{\"withdrawn\":\"records\",\"object\":\"Account\",\"user\":\"%s\",\"ids\":\"%s\"}"
                .formatted(US, id.substring(0, 15)));

        HttpResponse<String> update = rest.patch("/sobjects/Account/" + id, "{\"Name\":\"Changed\"}");
        assertThat(update.statusCode()).isEqualTo(403);
        assertThat(update.body())
                .contains("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
        assertThat(rest.delete("/sobjects/Account/" + id).statusCode()).isEqualTo(403);
        assertThat(rest.patch("/sobjects/Account/External_Id__c/hidden", "{\"Name\":\"Changed\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(rest.post("/sobjects/Contact", "{\"LastName\":\"Child\",\"AccountId\":\"%s\"}".formatted(id))
                        .body())
                .contains(
                        "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
                        "insufficient access rights on cross-reference id");
        assertThat(rest.post("/sobjects/Contact", "{\"LastName\":\"C\",\"Account\":{\"External_Id__c\":\"hidden\"}}")
                        .statusCode())
                .isEqualTo(400);
        var changed = new SObject("Account");
        changed.setId(id);
        changed.setSObjectField("Name", "Changed");
        assertThat(org.soap(rest.token())
                        .update(new SObject[] {changed})[0]
                        .getErrors()[0]
                        .getStatusCode()
                        .name())
                .isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
        assertThat(person.get("/sobjects/Account/" + id).body()).contains("\"Name\":\"Hidden\"");
    }

    @Test
    void hidesAShareOfTheRecordsAndThoseOfACondition() {
        withdraw("{\"withdrawn\":\"records\",\"object\":\"Contact\",\"user\":\"%s\",\"share\":0.5,\"seed\":7}"
                .formatted(US));
        long left = count(rest, "query", "SELECT COUNT() FROM Contact");
        assertThat(left).isBetween(30L, 90L);
        assertThat(count(rest, "query", "SELECT COUNT() FROM Contact")).isEqualTo(left);
        assertThat(count(person, "query", "SELECT COUNT() FROM Contact")).isEqualTo(120);

        String name = "Only hidden by condition";
        rest.create("Account", "{\"Name\":\"%s\"}".formatted(name));
        withdraw("{\"withdrawn\":\"records\",\"object\":\"Account\",\"where\":\"Name LIKE 'Only hidden%'\"}");
        assertThat(count(rest, "query", "SELECT COUNT() FROM Account")).isEqualTo(60);
        assertThat(count(person, "query", "SELECT COUNT() FROM Account")).isEqualTo(60);
    }

    @Test
    void hidesWhatOthersOwnWithoutViewAllData() {
        long own = count(rest, "query", "SELECT COUNT() FROM Account WHERE Owner.Username = '" + US + "'");
        person.create("Account", "{\"Name\":\"Somebody else's\"}");
        rest.create("Account", "{\"Name\":\"Own\"}");
        withdraw("{\"withdrawn\":\"view-all-data\",\"user\":\"%s\"}".formatted(US));

        assertThat(count(rest, "query", "SELECT COUNT() FROM Account")).isEqualTo(own + 1);
        assertThat(count(rest, "query", "SELECT COUNT() FROM User")).isEqualTo(2);
        assertThat(count(person, "query", "SELECT COUNT() FROM Account")).isEqualTo(62);
    }

    @Test
    void takesAnObjectAwayAndGivesItBack() throws ConnectionException {
        String id = rest.create("Account", "{\"Name\":\"There\"}");
        withdraw("{\"withdrawn\":\"object\",\"object\":\"Account\",\"user\":\"%s\"}".formatted(US));

        HttpResponse<String> query = rest.get("/query?q=" + TestOrg.encoded("SELECT Id FROM Account"));
        assertThat(query.statusCode()).isEqualTo(400);
        assertThat(query.body()).contains("INVALID_TYPE", "sObject type 'Account' is not supported");
        assertThat(rest.get("/query?q=" + TestOrg.encoded("SELECT Account.Name FROM Contact"))
                        .body())
                .contains("INVALID_FIELD", "Didn't understand relationship 'Account'");
        assertThat(rest.get("/sobjects").body()).doesNotContain("\"name\":\"Account\"");
        assertThat(rest.get("/sobjects/Account/describe").statusCode()).isEqualTo(404);
        assertThat(rest.get("/sobjects/Account/" + id).statusCode()).isEqualTo(404);
        assertThat(rest.post("/jobs/query", "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\"}")
                        .body())
                .contains("sObject type 'Account' is not supported");
        var soap = org.soap(rest.token());
        assertThatExceptionOfType(InvalidSObjectFault.class).isThrownBy(() -> soap.describeSObject("Account"));
        assertThatExceptionOfType(InvalidSObjectFault.class)
                .isThrownBy(() -> soap.getUpdated("Account", at("2026-03-04T05:00:00Z"), at("2026-03-04T06:00:00Z")));
        var created = new SObject("Account");
        created.setSObjectField("Name", "Refused");
        assertThat(soap.create(new SObject[] {created})[0]
                        .getErrors()[0]
                        .getStatusCode()
                        .name())
                .isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
        assertThat(person.get("/sobjects/Account/" + id).statusCode()).isEqualTo(200);

        assertThat(control("DELETE", "/rights", "").statusCode()).isEqualTo(204);
        assertThat(rest.get("/sobjects/Account/" + id).statusCode()).isEqualTo(200);
        assertThat(rest.get("/sobjects").body()).contains("\"name\":\"Account\"");
    }

    @Test
    void letsAnObjectBeReadOnly() {
        String id = rest.create("Account", "{\"Name\":\"There\"}");
        withdraw("{\"withdrawn\":\"object-writes\",\"object\":\"Account\",\"user\":\"%s\"}".formatted(US));

        assertThat(rest.post("/sobjects/Account", "{\"Name\":\"Refused\"}").statusCode())
                .isEqualTo(403);
        assertThat(rest.patch("/sobjects/Account/" + id, "{\"Name\":\"Refused\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(rest.delete("/sobjects/Account/" + id).statusCode()).isEqualTo(403);
        assertThat(rest.get("/sobjects/Account/" + id).body()).contains("\"Name\":\"There\"");
        assertThat(rest.get("/sobjects/Account/describe").body())
                .contains("\"createable\":false,\"custom\"", "\"updateable\":false");
    }

    @Test
    void takesAFieldFromOneUser() {
        String id = rest.create("Account", "{\"Name\":\"There\",\"Phone\":\"1\"}");
        withdraw("{\"withdrawn\":\"field\",\"object\":\"Account\",\"field\":\"Phone\",\"user\":\"%s\"}".formatted(US));

        HttpResponse<String> query = rest.get("/query?q=" + TestOrg.encoded("SELECT Phone FROM Account"));
        assertThat(query.body()).contains("INVALID_FIELD", "No such column 'Phone' on entity 'Account'");
        assertThat(rest.get("/query?q=" + TestOrg.encoded("SELECT Id FROM Account WHERE Phone = '1'"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(rest.get("/query?q=" + TestOrg.encoded("SELECT Account.Phone FROM Contact"))
                        .body())
                .contains("No such column 'Phone' on entity 'Account'");
        assertThat(rest.get("/sobjects/Account/describe").body()).doesNotContain("\"name\":\"Phone\"");
        assertThat(rest.get("/sobjects/Account/" + id).body()).doesNotContain("Phone");
        assertThat(rest.patch("/sobjects/Account/" + id, "{\"Phone\":\"2\"}").body())
                .contains("INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: Phone");
        assertThat(person.get("/sobjects/Account/" + id).body()).contains("\"Phone\":\"1\"");

        control("DELETE", "/rights", "");
        withdraw("{\"withdrawn\":\"field-writes\",\"object\":\"Account\",\"field\":\"Phone\"}");
        assertThat(rest.get("/sobjects/Account/" + id).body()).contains("\"Phone\":\"1\"");
        assertThat(person.patch("/sobjects/Account/" + id, "{\"Phone\":\"2\"}").body())
                .contains("INVALID_FIELD_FOR_INSERT_UPDATE");
        assertThat(rest.patch("/sobjects/Account/" + id, "{\"Name\":\"Still\"}").statusCode())
                .isEqualTo(204);
    }

    @Test
    void takesAFieldFromTheObjectAndSaysThatItsDescriptionChanged() {
        String id = rest.create("Account", "{\"Name\":\"There\",\"Phone\":\"1\"}");
        var before = rest.get("/sobjects/Account/describe");
        String tag = before.headers().firstValue("ETag").orElseThrow();
        String modified = before.headers().firstValue("Last-Modified").orElseThrow();
        assertThat(rest.get("/sobjects/Account/describe", "If-Modified-Since", modified)
                        .statusCode())
                .isEqualTo(304);
        now.updateAndGet(time -> time.plusSeconds(60));
        withdraw("{\"withdrawn\":\"field-of-all\",\"object\":\"Account\",\"field\":\"phone\"}");

        var after = rest.get("/sobjects/Account/describe", "If-Modified-Since", modified);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).doesNotContain("\"name\":\"Phone\"");
        assertThat(after.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
        assertThat(after.headers().firstValue("Last-Modified")).hasValue("Wed, 4 Mar 2026 05:07:07 GMT");
        assertThat(rest.patch("/sobjects/Account/" + id, "{\"Phone\":\"2\"}").body())
                .contains("\"errorCode\":\"INVALID_FIELD\"", "No such column 'Phone' on sobject of type Account");
        assertThat(person.get("/query?q=" + TestOrg.encoded("SELECT Phone FROM Account"))
                        .statusCode())
                .isEqualTo(400);

        control("DELETE", "/rights", "");
        assertThat(rest.get("/sobjects/Account/" + id).body()).contains("\"Phone\":\"1\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                                  | needs "withdrawn"
        {"withdrawn":"nothing"}                                             | Nothing that can be withdrawn is called
        {"withdrawn":"object"}                                              | needs "object"
        {"withdrawn":"object","object":"Nothing__c"}                        | no object "Nothing__c"
        {"withdrawn":"field","object":"Account","field":"Nothing__c"}       | no field "Nothing__c"
        {"withdrawn":"field","object":"Account","field":"Id"}               | Id can't be withdrawn
        {"withdrawn":"object","object":"Account","user":"nobody"}           | no user "nobody"
        {"withdrawn":"object","object":"Account","field":"Name"}            | no place here for "field"
        {"withdrawn":"records","object":"Account"}                          | one of "ids", "where" and "share"
        {"withdrawn":"records","object":"Account","ids":"nobody"}           | "nobody" is no Id
        {"withdrawn":"records","object":"Account","where":"Nothing = 1"}    | That is no condition
        {"withdrawn":"records","object":"Account","share":"all","seed":"1"} | must be a number
        {"withdrawn":"records","object":"Account","share":"0.5"}            | needs "seed"
        {"withdrawn":"field-of-all","object":"Account","field":"Phone","user":"x"} | takes no "user"
        """)
    void refusesARuleThatIsNone(String body, String message) {
        HttpResponse<String> answer = control("POST", "/rights", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body().replace("\\\"", "\"")).contains(message);
        assertThat(control("GET", "/rights", "").body()).isEqualTo("[]");
    }

    @Test
    void tellsWhatIsWithdrawn() {
        withdraw("{\"withdrawn\":\"field\",\"user\":\"%s\",\"object\":\"Account\",\"field\":\"Phone\"}".formatted(US));

        assertThat(control("GET", "/rights", "").body())
                .isEqualTo(
                        "[{\"number\":1,\"withdrawn\":\"field\",\"object\":\"Account\",\"field\":\"Phone\",\"user\":\"%s\"}]"
                                .formatted(US));
        assertThat(control("DELETE", "/rights/2", "").statusCode()).isEqualTo(400);
    }

    @Test
    void seesAllWhereNobodyAsks() {
        withdraw("{\"withdrawn\":\"object\",\"object\":\"Account\"}");

        assertThat(org.server()
                        .org()
                        .query("SELECT COUNT() FROM Account", QueryScope.LIVE)
                        .totalSize())
                .isEqualTo(60);
        assertThatExceptionOfType(UnexpectedErrorFault.class)
                .isThrownBy(() -> org.soap("no session").describeSObject("Account"));
    }

    private void withdraw(String rule) {
        assertThat(control("POST", "/rights", rule).statusCode()).isEqualTo(201);
    }

    private static Calendar at(String instant) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(Instant.parse(instant).toEpochMilli());
        return calendar;
    }

    private static long count(RestClient who, String how, String soql) {
        String body = who.get("/%s?q=%s".formatted(how, TestOrg.encoded(soql))).body();
        return Long.parseLong(body.replaceFirst("(?s).*\"totalSize\":(\\d+).*", "$1"));
    }

    private HttpResponse<String> control(String method, String path, String body) {
        return org.send(org.request("/orgsim" + path)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }
}
