package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.RequestPattern;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The life of jobs of Bulk API 1.0 and of their batches, by a clock that stands still until it is moved.
class AsyncJobsIT {
    private static final Duration JOB_TIME = Duration.ofSeconds(9);
    private static final Duration THIRD = Duration.ofSeconds(3);
    private static final String TWO = IngestClient.lines("Name", "One", "Two");

    private volatile Instant now = Instant.parse("2026-03-04T05:06:07.890Z");
    private TestOrg org;
    private AsyncClient async;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults()
                .withClock(() -> now)
                .withBulk(BulkSettings.defaults().withJobTime(JOB_TIME)));
        async = AsyncClient.of(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private String batchInfo(String job, String batch, String state, String changed, int records, int total) {
        return ("<id>%s</id><jobId>%s</jobId><state>%s</state><createdDate>2026-03-04T05:06:07.000Z</createdDate>"
                        + "<systemModstamp>2026-03-04T05:06:%s.000Z</systemModstamp>"
                        + "<numberRecordsProcessed>%d</numberRecordsProcessed>"
                        + "<numberRecordsFailed>0</numberRecordsFailed>"
                        + "<totalProcessingTime>%d</totalProcessingTime>"
                        + "<apiActiveProcessingTime>%d</apiActiveProcessingTime>"
                        + "<apexProcessingTime>0</apexProcessingTime>")
                .formatted(batch, job, state, changed, records, total, total / 3 * 2);
    }

    private static String document(String root, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><%s xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\">%s</%s>"
                .formatted(root, content, root);
    }

    private String jobInfo(String id, String state, String changed, String counts) {
        return document(
                "jobInfo",
                ("<id>%s</id><operation>upsert</operation><object>Account</object><createdById>%s</createdById>"
                                + "<createdDate>2026-03-04T05:06:07.000Z</createdDate>"
                                + "<systemModstamp>2026-03-04T05:06:%s.000Z</systemModstamp><state>%s</state>"
                                + "<externalIdFieldName>External_Id__c</externalIdFieldName>"
                                + "<concurrencyMode>Parallel</concurrencyMode><contentType>CSV</contentType>%s"
                                + "<apexProcessingTime>0</apexProcessingTime>")
                        .formatted(id, org.server().org().integrationUser().id(), changed, state, counts));
    }

    private static String counts(int queued, int inProgress, int completed, int records, int total) {
        return ("<numberBatchesQueued>%d</numberBatchesQueued><numberBatchesInProgress>%d</numberBatchesInProgress>"
                        + "<numberBatchesCompleted>%d</numberBatchesCompleted>"
                        + "<numberBatchesFailed>0</numberBatchesFailed><numberBatchesTotal>%d</numberBatchesTotal>"
                        + "<numberRecordsProcessed>%d</numberRecordsProcessed><numberRetries>0</numberRetries>"
                        + "<apiVersion>65.0</apiVersion><assignmentRuleId>01Q000000000001</assignmentRuleId>"
                        + "<numberRecordsFailed>0</numberRecordsFailed>"
                        + "<totalProcessingTime>%d</totalProcessingTime>"
                        + "<apiActiveProcessingTime>%d</apiActiveProcessingTime>")
                .formatted(
                        queued, inProgress, completed, queued + inProgress + completed, records, total, total / 3 * 2);
    }

    @Test
    void tellsOfAJobAndItsBatchUntilBothHaveEnded() {
        HttpResponse<String> made = async.createJob(
                "operation", "upsert",
                "object", "account",
                "externalIdFieldName", "external_id__c",
                "contentType", "CSV",
                "assignmentRuleId", "01Q000000000001");
        String job = AsyncClient.made(made);
        assertThat(job).startsWith("750");
        assertThat(made.headers().firstValue("Content-Type")).hasValue("application/xml");
        assertThat(made.headers().firstValue("Location")).hasValue("/services/async/65.0/job/" + job);
        assertThat(made.body()).isEqualTo(jobInfo(job, "Open", "07", counts(0, 0, 0, 0, 0)));
        assertThat(async.get("/job/" + job + "/batch").body())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<batchInfoList xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\"/>");

        HttpResponse<String> added = async.post(
                "/job/" + job + "/batch", AsyncClient.CSV, IngestClient.lines("External_Id__c,Name", "a,One", "b,Two"));
        String batch = AsyncClient.made(added);
        assertThat(batch).startsWith("751");
        assertThat(added.body()).isEqualTo(document("batchInfo", batchInfo(job, batch, "Queued", "07", 0, 0)));
        assertThat(added.headers().firstValue("Location"))
                .hasValue("/services/async/65.0/job/%s/batch/%s".formatted(job, batch));
        assertThat(async.get("/job/" + job).body()).isEqualTo(jobInfo(job, "Open", "07", counts(1, 0, 0, 0, 0)));
        assertThat(async.get(AsyncClient.path(job, batch) + "/result").body())
                .contains("<exceptionCode>InvalidBatch</exceptionCode>", "Batch not completed");

        pass(THIRD);
        async.await(
                AsyncClient.path(job, batch),
                answer -> AsyncClient.element(answer, "numberRecordsProcessed").equals("2"));
        assertThat(async.get(AsyncClient.path(job, batch)).body())
                .isEqualTo(document("batchInfo", batchInfo(job, batch, "InProgress", "10", 2, 0)));
        assertThat(async.close(job).body()).isEqualTo(jobInfo(job, "Closed", "10", counts(0, 1, 0, 2, 0)));

        pass(THIRD.multipliedBy(2));
        async.complete(job, batch);
        assertThat(async.get("/job/" + job + "/batch").body())
                .isEqualTo(document(
                        "batchInfoList",
                        "<batchInfo>" + batchInfo(job, batch, "Completed", "16", 2, 9_000) + "</batchInfo>"));
        assertThat(async.get("/job/" + job).body()).isEqualTo(jobInfo(job, "Closed", "10", counts(0, 0, 1, 2, 9_000)));
        assertThat(async.get(AsyncClient.path(job, batch) + "/request").body())
                .isEqualTo("External_Id__c,Name\na,One\nb,Two\n");
        assertThat(org.server().requests().matching(RequestPattern.of(Api.BULK1, "createBatch", "Account")))
                .isEqualTo(1);
    }

    @Test
    void tellsOfJobsInJsonWhereTheyAreMadeSo() {
        HttpResponse<String> made = async.post(
                "/job",
                AsyncClient.JSON,
                "{\"operation\":\"insert\",\"object\":\"Account\",\"contentType\":\"JSON\",\"numberRetries\":0}");
        String job = AsyncClient.made(made);

        assertThat(made.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(made.body())
                .isEqualTo(("{\"apexProcessingTime\":0,\"apiActiveProcessingTime\":0,\"apiVersion\":65.0,"
                                + "\"assignmentRuleId\":null,\"concurrencyMode\":\"Parallel\",\"contentType\":\"JSON\","
                                + "\"createdById\":\"%s\",\"createdDate\":\"2026-03-04T05:06:07.000+0000\","
                                + "\"externalIdFieldName\":null,\"fastPathEnabled\":false,\"id\":\"%s\","
                                + "\"numberBatchesCompleted\":0,\"numberBatchesFailed\":0,"
                                + "\"numberBatchesInProgress\":0,\"numberBatchesQueued\":0,\"numberBatchesTotal\":0,"
                                + "\"numberRecordsFailed\":0,\"numberRecordsProcessed\":0,\"numberRetries\":0,"
                                + "\"object\":\"Account\",\"operation\":\"insert\",\"state\":\"Open\","
                                + "\"systemModstamp\":\"2026-03-04T05:06:07.000+0000\",\"totalProcessingTime\":0}")
                        .formatted(org.server().org().integrationUser().id(), job));
        HttpResponse<String> added =
                async.post("/job/" + job + "/batch", AsyncClient.JSON, "[{\"Name\":\"One\"},{\"Name\":\"Two\"}]");
        String batch = AsyncClient.made(added);
        assertThat(added.body())
                .startsWith("{\"apexProcessingTime\":0,\"apiActiveProcessingTime\":0,\"createdDate\":")
                .contains("\"state\":\"Queued\",\"stateMessage\":null,");
        JsonNode list = AsyncClient.json(async.get("/job/" + job + "/batch")).get("batchInfo");
        assertThat(list.size()).isEqualTo(1);
        assertThat(list.get(0).get("id").asString()).isEqualTo(batch);
        assertThat(AsyncClient.json(async.get("/job/" + job))
                        .get("numberBatchesQueued")
                        .asInt())
                .isEqualTo(1);
        assertThat(AsyncClient.json(async.get("/job/" + job + "/batch/751000000000001"))
                        .get("exceptionCode")
                        .asString())
                .isEqualTo("InvalidBatch");
        assertThat(AsyncClient.element(async.close(job), "state")).isEqualTo("Closed");
        assertThat(AsyncClient.json(async.post("/job/" + job, AsyncClient.JSON, "{\"state\":\"Closed\"}"))
                        .get("exceptionCode")
                        .asString())
                .isEqualTo("InvalidJobState");
    }

    @Test
    void runsTheBatchesOfASerialJobOneAfterTheOther() {
        String job = async.create("insert", "Account", "CSV", "concurrencyMode", "Serial");
        String first = async.add(job, AsyncClient.CSV, TWO);
        String second = async.add(job, AsyncClient.CSV, TWO);
        assertThat(AsyncClient.element(async.get("/job/" + job), "concurrencyMode"))
                .isEqualTo("Serial");

        pass(JOB_TIME);
        async.complete(job, first);
        assertThat(async.state(job, second)).isEqualTo("Queued");
        pass(THIRD);
        assertThat(async.state(job, second)).isEqualTo("InProgress");
        pass(JOB_TIME);
        async.complete(job, second);
    }

    @Test
    void givesUpBatchesThatHaveNotBegunWhenAJobIsAborted() {
        String job = async.create("insert", "Account", "CSV");
        String begun = async.add(job, AsyncClient.CSV, TWO);
        pass(THIRD);
        String queued = async.add(job, AsyncClient.CSV, TWO);

        HttpResponse<String> aborted = async.abort(job);

        assertThat(AsyncClient.element(aborted, "state")).isEqualTo("Aborted");
        assertThat(async.state(job, queued)).isEqualTo("NotProcessed");
        assertThat(AsyncClient.element(async.post("/job/" + job + "/batch", AsyncClient.CSV, TWO), "exceptionCode"))
                .isEqualTo("InvalidJobState");
        assertThat(AsyncClient.element(async.abort(job), "exceptionCode")).isEqualTo("InvalidJobState");
        pass(JOB_TIME);
        async.complete(job, begun);
        assertThat(async.state(job, queued)).isEqualTo("NotProcessed");
        assertThat(AsyncClient.element(async.get("/job/" + job), "numberBatchesTotal"))
                .isEqualTo("2");
        assertThat(AsyncClient.element(async.get("/job/" + job), "numberBatchesCompleted"))
                .isEqualTo("1");
    }

    @Test
    void takesNoBatchesAfterADayAndForgetsAJobAfterSeven() {
        String job = async.create("insert", "Account", "CSV");
        pass(Duration.ofDays(1).plusSeconds(1));
        AsyncClient later = AsyncClient.of(org);
        HttpResponse<String> late = later.post("/job/" + job + "/batch", AsyncClient.CSV, TWO);
        assertThat(AsyncClient.element(late, "exceptionCode")).isEqualTo("InvalidJobState");
        assertThat(AsyncClient.element(late, "exceptionMessage")).contains("24 hours");

        pass(Duration.ofDays(6));
        AsyncClient latest = AsyncClient.of(org);
        assertThat(AsyncClient.element(latest.get("/job/" + job), "exceptionCode"))
                .isEqualTo("InvalidJob");
    }

    @Test
    void keepsAJobToItsUser() {
        String job = async.create("insert", "Account", "CSV");
        var other = new AsyncClient(org, org.token(OrgsimSettings.PERSON), "65.0");

        for (HttpResponse<String> refused : List.of(
                other.get("/job/" + job),
                other.get("/job/" + job + "/batch"),
                other.close(job),
                other.post("/job/" + job + "/batch", AsyncClient.CSV, TWO))) {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(AsyncClient.element(refused, "exceptionCode")).isEqualTo("InvalidUser");
        }
    }
}
