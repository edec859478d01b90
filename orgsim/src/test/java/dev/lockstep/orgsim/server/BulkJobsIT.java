package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SaveOptions;
import dev.lockstep.orgsim.org.SaveOutcome;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The life of jobs, by a clock that stands still until it is moved.
class BulkJobsIT {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final Duration JOB_TIME = Duration.ofSeconds(9);

    private volatile Instant now = START;
    private TestOrg org;
    private BulkClient bulk;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults()
                .withClock(() -> now)
                .withBulk(BulkSettings.defaults().withJobTime(JOB_TIME)));
        bulk = BulkClient.of(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void makesAJobAndTellsOfItWhileItRuns() {
        HttpResponse<String> made = bulk.post(BulkClient.body("query", "SELECT Id FROM account"));

        assertThat(made.statusCode()).isEqualTo(200);
        String id = BulkClient.json(made).get("id").asString();
        assertThat(id).startsWith("750").hasSize(18);
        String head = "{\"id\":\"%s\",\"operation\":\"query\",\"object\":\"Account\",\"createdById\":\"%s\","
                        .formatted(id, org.server().org().integrationUser().id())
                + "\"createdDate\":\"2026-03-04T05:06:07.000+0000\",\"systemModstamp\":\"%s\",\"state\":\"%s\","
                + "\"concurrencyMode\":\"Parallel\",\"contentType\":\"CSV\",\"apiVersion\":65.0,";
        assertThat(made.body())
                .isEqualTo(head.formatted("2026-03-04T05:06:07.000+0000", "UploadComplete")
                        + "\"lineEnding\":\"LF\",\"columnDelimiter\":\"COMMA\"}");
        String tail = "\"jobType\":\"V2Query\",\"lineEnding\":\"LF\",\"columnDelimiter\":\"COMMA\","
            + "\"numberRecordsProcessed\":%d,\"retries\":0,\"totalProcessingTime\":%d,\"isPkChunkingSupported\":true}";
        pass(Duration.ofSeconds(3));
        assertThat(bulk.get("/" + id).body())
                .isEqualTo(head.formatted("2026-03-04T05:06:10.000+0000", "InProgress") + tail.formatted(0, 0));
        pass(Duration.ofSeconds(6));
        bulk.complete(id);
        assertThat(bulk.get("/" + id).body())
                .isEqualTo(head.formatted("2026-03-04T05:06:16.000+0000", "JobComplete") + tail.formatted(60, 9_000));
    }

    @Test
    void answersIdsOfEitherLength() {
        String id = bulk.create("SELECT Id FROM Account");

        assertThat(bulk.job(id.substring(0, 15)).get("id").asString()).isEqualTo(id);
        assertThat(bulk.get("/750000000000001AAA").statusCode()).isEqualTo(404);
        assertThat(bulk.get("/nothing").body())
                .isEqualTo("[{\"message\":\"The requested resource does not exist\",\"errorCode\":\"NOT_FOUND\"}]");
    }

    @Test
    void isUnknownToOtherUsersButListed() {
        String id = bulk.create("SELECT Id FROM Account");
        BulkClient other = new BulkClient(org, org.token(OrgsimSettings.PERSON), "65.0");

        assertThat(other.get("/" + id).statusCode()).isEqualTo(404);
        assertThat(other.get("/" + id + "/results").statusCode()).isEqualTo(404);
        assertThat(other.abort(id).statusCode()).isEqualTo(404);
        assertThat(other.delete(id).statusCode()).isEqualTo(404);
        assertThat(other.get("").body()).contains(id);
    }

    @Test
    void givesNoResultsBeforeItHasCompleted() {
        String id = bulk.create("SELECT Id FROM Account");

        HttpResponse<String> queued = bulk.results(id, "");
        assertThat(queued.statusCode()).isEqualTo(412);
        assertThat(queued.body())
                .contains("\"errorCode\":\"JOB_NOT_COMPLETE\"")
                .contains("Current status: UPLOAD_COMPLETE");
        pass(JOB_TIME.minusMillis(1));
        assertThat(bulk.results(id, "").body()).contains("Current status: IN_PROGRESS");
        assertThat(bulk.get("/" + id + "/resultPages").statusCode()).isEqualTo(412);
    }

    @Test
    void abortsAJobOnItsWayAndNoOther() {
        String id = bulk.create("SELECT Id FROM Account");
        pass(Duration.ofSeconds(4));

        HttpResponse<String> aborted = bulk.abort(id);

        assertThat(aborted.statusCode()).isEqualTo(200);
        assertThat(BulkClient.json(aborted).get("state").asString()).isEqualTo("Aborted");
        assertThat(BulkClient.json(aborted).get("systemModstamp").asString()).isEqualTo("2026-03-04T05:06:11.000+0000");
        pass(JOB_TIME);
        assertThat(bulk.state(id)).isEqualTo("Aborted");
        assertThat(bulk.results(id, "").body()).contains("Current status: ABORTED");
        assertThat(bulk.abort(id).statusCode()).isEqualTo(400);
        assertThat(bulk.abort(id).body()).contains("INVALIDJOBSTATE");
    }

    @Test
    void takesNoOtherStateThanAborted() {
        String id = bulk.create("SELECT Id FROM Account");

        assertThat(bulk.send("PATCH", "/" + id, "{\"state\":\"JobComplete\"}").body())
                .contains("API_ERROR");
        assertThat(bulk.send("PATCH", "/" + id, "nonsense").body()).contains("JSON_PARSER_ERROR");
        assertThat(bulk.state(id)).isEqualTo("UploadComplete");
    }

    @Test
    void deletesAJobThatHasEndedAndNoOther() {
        String id = bulk.create("SELECT Id FROM Account");

        HttpResponse<String> early = bulk.delete(id);
        assertThat(early.statusCode()).isEqualTo(400);
        assertThat(early.body())
                .isEqualTo(
                        "[{\"message\":\"Error encountered when deleting the job because the job is not terminated\","
                                + "\"errorCode\":\"API_ERROR\"}]");
        pass(JOB_TIME);
        bulk.complete(id);
        assertThat(bulk.delete(id).statusCode()).isEqualTo(204);
        assertThat(bulk.get("/" + id).statusCode()).isEqualTo(404);
        assertThat(bulk.results(id, "").statusCode()).isEqualTo(404);
        assertThat(bulk.delete(id).statusCode()).isEqualTo(404);
    }

    @Test
    void keepsAJobForSevenDays() {
        String id = bulk.create("SELECT Id FROM Account");

        pass(Duration.ofDays(7));
        BulkClient again = BulkClient.of(org);
        again.complete(id);
        assertThat(again.results(id, "").statusCode()).isEqualTo(200);
        pass(Duration.ofSeconds(1));
        assertThat(again.get("/" + id).statusCode()).isEqualTo(404);
        assertThat(again.get("").body()).doesNotContain(id);
    }

    @Test
    void listsJobsOfItsKind() {
        String id = bulk.create("queryAll", "SELECT Id FROM Contact");

        JsonNode list = BulkClient.json(bulk.get(""));

        assertThat(list.get("done").asBoolean()).isTrue();
        assertThat(list.get("nextRecordsUrl").isNull()).isTrue();
        JsonNode job = list.get("records").get(0);
        assertThat(job.get("id").asString()).isEqualTo(id);
        assertThat(job.get("operation").asString()).isEqualTo("queryAll");
        assertThat(job.get("jobType").asString()).isEqualTo("V2Query");
        assertThat(job.has("retries")).isFalse();
        assertThat(records("?jobType=V2Query&concurrencyMode=parallel&isPkChunkingEnabled=false"))
                .isEqualTo(1);
        for (String filter : List.of(
                "?jobType=Classic", "?jobType=V2Ingest", "?concurrencyMode=serial", "?isPkChunkingEnabled=true")) {
            assertThat(records(filter)).as(filter).isZero();
        }
    }

    private int records(String query) {
        return BulkClient.json(bulk.get(query)).get("records").size();
    }

    @Test
    void listsAThousandJobsAtATime() {
        List<String> made = IntStream.range(0, 1_001)
                .mapToObj(_ -> bulk.create("SELECT Id FROM User"))
                .toList();

        JsonNode first = BulkClient.json(bulk.get(""));
        assertThat(first.get("done").asBoolean()).isFalse();
        assertThat(first.get("records").size()).isEqualTo(1_000);
        JsonNode second =
                BulkClient.json(bulk.follow(first.get("nextRecordsUrl").asString()));
        assertThat(second.get("done").asBoolean()).isTrue();
        assertThat(second.get("records").size()).isEqualTo(1);
        assertThat(second.get("records").get(0).get("id").asString()).isEqualTo(made.getLast());
        assertThat(bulk.get("?queryLocator=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void isCountedByItsOperations() {
        String id = bulk.create("SELECT Id FROM account");
        pass(JOB_TIME);
        bulk.complete(id);
        bulk.get("");
        bulk.results(id, "");
        bulk.get("/" + id + "/resultPages");
        bulk.abort(id);
        bulk.delete(id);

        for (String operation : List.of(
                "createQueryJob", "queryJobResults", "queryJobResultPages", "abortQueryJob", "deleteQueryJob")) {
            assertThat(org.server().requests().matching(RequestPattern.of(Api.BULK, operation, "Account")))
                    .as(operation)
                    .isEqualTo(1);
        }
        assertThat(org.server().requests().matching(RequestPattern.of(Api.BULK, "queryJobs")))
                .isEqualTo(1);
        assertThat(org.server().requests().matching(RequestPattern.of(Api.BULK, "queryJob", "account")))
                .isPositive();
    }

    @Test
    void tellsTheUseOfApiRequestsAndWantsASession() {
        assertThat(bulk.get("").headers().firstValue("Sforce-Limit-Info"))
                .hasValueSatisfying(info -> assertThat(info).matches("api-usage=[1-9]\\d*/\\d+"));
        BulkClient stranger = new BulkClient(org, "nobody", "65.0");
        assertThat(stranger.get("").statusCode()).isEqualTo(401);
        assertThat(stranger.post(BulkClient.body("query", "SELECT Id FROM Account"))
                        .body())
                .contains("INVALID_SESSION_ID");
    }

    @Test
    void outlivesItsProcessWithWhatItSaw(@TempDir Path folder) {
        OrgsimSettings settings =
                OrgsimSettings.defaults().withGeneratedRows(100).keptIn(folder);
        String complete;
        String aborted;
        String deleted;
        String result;
        try (var first = new TestOrg(settings)) {
            var client = BulkClient.of(first);
            complete = client.run("SELECT Id, Name FROM Reading__c ORDER BY Id");
            deleted = client.run("SELECT Id FROM Account");
            assertThat(client.delete(deleted).statusCode()).isEqualTo(204);
            result = client.results(complete, "").body();
            delete(first, "SELECT Id FROM Reading__c LIMIT 10");
        }
        OrgsimSettings slow = settings.withBulk(BulkSettings.defaults().withJobTime(Duration.ofDays(1)));
        try (var second = new TestOrg(slow)) {
            var client = BulkClient.of(second);
            assertThat(client.results(complete, "").body()).isEqualTo(result).contains("Reading 1\"");
            aborted = BulkClient.json(client.post(BulkClient.body("query", "SELECT Id FROM Account")))
                    .get("id")
                    .asString();
            assertThat(client.abort(aborted).statusCode()).isEqualTo(200);
        }

        try (var third = new TestOrg(settings)) {
            var client = BulkClient.of(third);
            String later = client.run("SELECT Id, Name FROM Reading__c ORDER BY Id");

            assertThat(client.results(complete, "").body()).isEqualTo(result);
            assertThat(client.results(later, "").body()).isNotEqualTo(result);
            assertThat(BulkClient.json(client.get("/" + aborted)).get("state").asString())
                    .isEqualTo("Aborted");
            assertThat(client.get("/" + deleted).statusCode()).isEqualTo(404);
            assertThat(later).isNotIn(complete, aborted, deleted);
        }
    }

    private static void delete(TestOrg org, String soql) {
        var simulated = org.server().org();
        var ids = simulated.query(soql, QueryScope.LIVE).rows(0, 10).stream()
                .map(row -> row.id().orElseThrow())
                .toList();
        assertThat(simulated.delete(simulated.adminUser(), ids, SaveOptions.ALL_OR_NONE))
                .allMatch(SaveOutcome.Saved.class::isInstance);
    }

    @Test
    void diesWithItsProcessWhereNothingIsKept() {
        String before;
        try (var first = new TestOrg(OrgsimSettings.defaults())) {
            before = BulkClient.of(first).run("SELECT Id FROM Account");
        }

        try (var second = new TestOrg(OrgsimSettings.defaults())) {
            BulkClient again = BulkClient.of(second);

            assertThat(again.get("/" + before).statusCode()).isEqualTo(404);
            assertThat(again.results(before, "").statusCode()).isEqualTo(404);
        }
    }
}
