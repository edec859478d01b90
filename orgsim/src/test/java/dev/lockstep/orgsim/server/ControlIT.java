package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.FaultRuleText;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ControlIT {
    private static final JsonMapper JSON = new JsonMapper();

    private TestOrg org;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults().withGeneratedRows(1_000));
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void tellsTheHeapThatIsNeeded() {
        var answer = org.post("/orgsim/collected", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("heap_bytes").asLong())
                .isPositive()
                .isLessThan(Runtime.getRuntime().maxMemory());
    }

    @ParameterizedTest
    @CsvSource({"/orgsim/nothing", "/orgsim/objects/Account/fields", "/orgsim/watch.java"})
    void saysWhatMayBeAskedWhereNothingIs(String path) {
        var answer = org.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("{\"message\":\"Below /orgsim there are GET /org, ");
    }

    @Test
    void tellsWhichOrgItIs() {
        var told = json("/orgsim/org");

        assertThat(told.get("organization_id").asString())
                .isEqualTo(org.server().org().organizationId());
        assertThat(told.get("newest_version").asString()).isEqualTo("67.0");
        assertThat(told.get("apis"))
                .extracting(JsonNode::asString)
                .containsExactlyElementsOf(
                        Arrays.stream(Api.values()).map(Api::text).toList());
    }

    @Test
    void countsRecordsThatLiveAndThoseInTheBin() {
        delete(firstLead());

        var lead = object("Lead");
        assertThat(lead.get("records").asInt()).isEqualTo(39);
        assertThat(lead.get("deleted").asInt()).isEqualTo(1);
        assertThat(object("Reading__c").get("records").asInt()).isEqualTo(1_000);
    }

    @Test
    void countsGeneratedRowsThatWereChangedOnce() {
        var rows = JSON.readTree(org.query("SELECT Id FROM Reading__c LIMIT 3").body())
                .get("records");
        change("PATCH", "/sobjects/Reading__c/" + rows.get(0).get("Id").asString(), "{\"Sensor__c\":\"mine\"}");
        change("DELETE", "/sobjects/Reading__c/" + rows.get(1).get("Id").asString(), "");

        var reading = object("Reading__c");
        assertThat(reading.get("records").asInt()).isEqualTo(999);
        assertThat(reading.get("deleted").asInt()).isEqualTo(1);
    }

    @Test
    void showsRecordsByPages() {
        var first = json("/orgsim/objects/Reading__c/records");
        var second = json("/orgsim/objects/reading__c/records?from=" + WatchControl.RECORDS);

        assertThat(first.get("total").asInt()).isEqualTo(1_000);
        assertThat(ids(first)).hasSize(WatchControl.RECORDS).doesNotContainAnyElementsOf(ids(second));
        assertThat(json("/orgsim/objects/Reading__c/records?from=990").get("records"))
                .hasSize(10);
        assertThat(first.at("/records/0/External_Id__c").asString()).isEqualTo("reading-0000001000");
    }

    @Test
    void showsWhatIsInTheBin() {
        var id = firstLead();
        delete(id);

        assertThat(ids(json("/orgsim/objects/Lead/records?deleted=true"))).containsExactly(id);
        assertThat(ids(json("/orgsim/objects/Lead/records"))).doesNotContain(id);
    }

    @Test
    void refusesRecordsOfAnObjectThatIsNotThere() {
        var answer = org.get("/orgsim/objects/Nothing__c/records");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no object \\\"Nothing__c\\\".");
    }

    @Test
    void logsEachCallWithWhatBecameOfIt() {
        org.query("SELECT Id FROM Lead");
        org.query("SELECT Nothing FROM Lead");
        org.post("/orgsim/faults", "{\"fault\":\"answer-cut\",\"operation\":\"limits\",\"after_bytes\":5}");
        cutShort();

        var calls = json("/orgsim/calls?after=0");
        assertThat(calls)
                .extracting(call -> call.get("operation").asString())
                .containsExactly("token", "query", "token", "query", "token", "limits");
        var last = calls.get(5);
        assertThat(last.get("fault").asString()).isEqualTo("answer-cut");
        assertThat(last.has("status")).isFalse();
        assertThat(calls.get(1).get("status").asInt()).isEqualTo(200);
        assertThat(calls.get(1).get("objects").get(0).asString()).isEqualTo("Lead");
        assertThat(calls.get(3).get("status").asInt()).isEqualTo(400);
        assertThat(json("/orgsim/calls?after=5"))
                .extracting(call -> call.get("number").asInt())
                .containsExactly(6);
    }

    @Test
    void namesEachFaultThatARuleMayHave() {
        var kinds = json("/orgsim/faults/kinds");

        assertThat(kinds)
                .extracting(kind -> kind.get("fault").asString())
                .containsExactlyElementsOf(FaultRuleText.faults().keySet());
        for (var kind : kinds) {
            var rule = JSON.createObjectNode().put("fault", kind.get("fault").asString());
            kind.get("keys").forEach(key -> rule.put(key.asString(), "7"));
            var armed = org.post("/orgsim/faults", rule.toString());
            assertThat(armed.statusCode()).as(armed.body()).isEqualTo(201);
        }
    }

    @Test
    void servesAPageThatTakesNothingFromElsewhere() {
        var page = org.get("/orgsim");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).isEqualToIgnoringCase("text/html;charset=UTF-8"));
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self'"));
        assertThat(page.body())
                .contains("/orgsim/watch.css", "/orgsim/watch.js")
                .doesNotContain("http");
        assertThat(org.get("/orgsim/watch.js").statusCode()).isEqualTo(200);
        assertThat(org.get("/orgsim/watch.css").statusCode()).isEqualTo(200);
    }

    @Test
    void obeysNoPageOfAnotherOrigin() {
        var request = org.request("/orgsim/faults", "Origin", "https://elsewhere.example")
                .POST(BodyPublishers.ofString("{\"fault\":\"unavailable\"}"))
                .build();

        assertThat(org.send(request).statusCode()).isEqualTo(403);
        assertThat(org.server().faults().rules()).isEmpty();
        var own = org.request("/orgsim/faults", "Origin", org.server().url())
                .POST(BodyPublishers.ofString("{\"fault\":\"unavailable\"}"))
                .build();
        assertThat(org.send(own).statusCode()).isEqualTo(201);
    }

    private void cutShort() {
        try {
            org.get("/services/data/v65.0/limits", "Authorization", "Bearer " + org.token());
        } catch (java.io.UncheckedIOException cut) {
            return;
        }
        throw new AssertionError("the answer came whole");
    }

    private String firstLead() {
        return JSON.readTree(org.query("SELECT Id FROM Lead LIMIT 1").body())
                .at("/records/0/Id")
                .asString();
    }

    private void delete(String id) {
        change("DELETE", "/sobjects/Lead/" + id, "");
    }

    private void change(String method, String path, String json) {
        HttpResponse<String> answer = org.send(org.request(
                        "/services/data/v65.0" + path,
                        "Authorization",
                        "Bearer " + org.token(),
                        "Content-Type",
                        "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private JsonNode object(String name) {
        return StreamSupport.stream(json("/orgsim/objects").spliterator(), false)
                .filter(object -> object.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.get("records").forEach(record -> ids.add(record.get("Id").asString()));
        return ids;
    }

    private JsonNode json(String path) {
        var answer = org.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
