package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HistoryIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String LEADS = "/sobjects/Lead";
    private static final String HISTORY = "/orgsim/objects/Lead/history?fields=LastName,Description";

    @Test
    void tellsEachChangeInTheOrderOfTheCommits() {
        try (var org = TestOrg.start()) {
            var id = create(org);
            change(org, "PATCH", LEADS + "/" + id, "{\"Description\":\"second\"}");
            change(org, "DELETE", LEADS + "/" + id, "");

            var changes = changes(org);
            assertThat(changes)
                    .extracting(change -> change.get("kind").asString())
                    .containsExactly("CREATED", "UPDATED", "DELETED");
            assertThat(changes)
                    .extracting(change -> change.at("/values/Description").asString())
                    .containsExactly("first", "second", "second");
            assertThat(changes).allSatisfy(change -> {
                assertThat(change.get("id").asString()).isEqualTo(id);
                assertThat(change.get("cause").asString()).isEqualTo("ASKED_FOR");
                assertThat(change.at("/values/LastName").asString()).isEqualTo("Historic");
                assertThat(change.get("by").asString())
                        .isEqualTo(org.server().org().integrationUser().id());
            });
            assertThat(changes)
                    .extracting(change -> change.get("commit").asLong())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void tellsTheSameAfterARestart(@TempDir Path folder) {
        var settings = OrgsimSettings.defaults().keptIn(folder);
        List<JsonNode> before;
        try (var org = new TestOrg(settings)) {
            create(org);
            before = changes(org);
        }
        try (var org = new TestOrg(settings)) {
            assertThat(before).hasSize(1);
            assertThat(changes(org)).isEqualTo(before);
        }
    }

    @Test
    void refusesWhatIsNotThere() {
        try (var org = TestOrg.start()) {
            assertThat(org.get("/orgsim/objects/Nothing__c/history").statusCode())
                    .isEqualTo(404);
            var answer = org.get("/orgsim/objects/Lead/history?fields=Nothing");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("Lead has no field \\\"Nothing\\\" with a value of its own.");
        }
    }

    private static String create(TestOrg org) {
        var body = "{\"LastName\":\"Historic\",\"Company\":\"Past\",\"Description\":\"first\"}";
        return JSON.readTree(change(org, "POST", LEADS, body)).get("id").asString();
    }

    private static String change(TestOrg org, String method, String path, String body) {
        var request = org.request(
                        "/services/data/v65.0" + path,
                        "Authorization",
                        "Bearer " + org.token(),
                        "Content-Type",
                        "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        var answer = org.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body();
    }

    private static List<JsonNode> changes(TestOrg org) {
        var changes = new ArrayList<JsonNode>();
        JSON.readTree(org.get(HISTORY).body()).forEach(changes::add);
        return changes;
    }
}
