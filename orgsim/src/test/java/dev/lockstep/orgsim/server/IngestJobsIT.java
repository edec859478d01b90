package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.RequestPattern;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The life of ingest jobs, by a clock that stands still until it is moved.
class IngestJobsIT {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final Duration JOB_TIME = Duration.ofSeconds(9);
    private static final String TWO = IngestClient.lines("Name", "One", "Two");

    private volatile Instant now = START;
    private TestOrg org;
    private IngestClient ingest;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults()
                .withClock(() -> now)
                .withBulk(BulkSettings.defaults().withJobTime(JOB_TIME)));
        ingest = IngestClient.of(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void makesAJobAndTellsOfItUntilItHasEnded() {
        HttpResponse<String> made = ingest.post(IngestClient.body("account", "insert"));

        assertThat(made.statusCode()).isEqualTo(200);
        String id = IngestClient.json(made).get("id").asString();
        assertThat(id).startsWith("750").hasSize(18);
        String head = "{\"id\":\"%s\",\"operation\":\"insert\",\"object\":\"Account\",\"createdById\":\"%s\","
                        .formatted(id, org.server().org().integrationUser().id())
                + "\"createdDate\":\"2026-03-04T05:06:07.000+0000\",\"systemModstamp\":\"2026-03-04T05:06:%s.000+0000\","
                + "\"state\":\"%s\",\"concurrencyMode\":\"Parallel\",\"contentType\":\"CSV\",\"apiVersion\":65.0,";
        String format = "\"lineEnding\":\"LF\",\"columnDelimiter\":\"COMMA\"";
        String url = "\"contentUrl\":\"services/data/v65.0/jobs/ingest/" + id + "/batches\",";
        assertThat(made.body()).isEqualTo(head.formatted("07", "Open") + url + format + "}");
        String type = "\"jobType\":\"V2Ingest\",";
        String progress = ",\"numberRecordsProcessed\":%d,\"numberRecordsFailed\":0,\"retries\":0,"
                + "\"totalProcessingTime\":%d,\"apiActiveProcessingTime\":%d,\"apexProcessingTime\":0}";
        assertThat(ingest.get("/" + id).body())
                .isEqualTo(head.formatted("07", "Open") + type + url + format + progress.formatted(0, 0, 0));
        pass(Duration.ofSeconds(1));
        HttpResponse<String> uploaded = ingest.upload(id, TWO);
        assertThat(uploaded.statusCode()).isEqualTo(201);
        assertThat(uploaded.body()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(ingest.close(id).body()).isEqualTo(head.formatted("09", "UploadComplete") + format + "}");
        pass(Duration.ofSeconds(3));
        ingest.await(id, job -> job.get("numberRecordsProcessed").asInt() == 2);
        assertThat(ingest.get("/" + id).body())
                .isEqualTo(head.formatted("12", "InProgress") + type + format + progress.formatted(2, 0, 0));
        pass(Duration.ofSeconds(6));
        assertThat(ingest.end(id)).isEqualTo("JobComplete");
        assertThat(ingest.get("/" + id).body())
                .isEqualTo(head.formatted("18", "JobComplete") + type + format + progress.formatted(2, 9_000, 6_000));
    }

    @Test
    void tellsWhatElseWasAskedFor() {
        JsonNode job = ingest.job(ingest.create(
                "Contact",
                "upsert",
                "externalIdFieldName",
                "external_id__c",
                "lineEnding",
                "CRLF",
                "columnDelimiter",
                "TAB",
                "assignmentRuleId",
                "01Q000000000001AAA"));

        assertThat(job.get("externalIdFieldName").asString()).isEqualTo("External_Id__c");
        assertThat(job.get("lineEnding").asString()).isEqualTo("CRLF");
        assertThat(job.get("columnDelimiter").asString()).isEqualTo("TAB");
        assertThat(job.get("assignmentRuleId").asString()).isEqualTo("01Q000000000001AAA");
    }

    @Test
    void savesNothingBeforeItIsInProgress() {
        String id = ingest.start(ingest.create("Account", "insert"), TWO);

        pass(Duration.ofSeconds(3).minusMillis(1));
        assertThat(ingest.state(id)).isEqualTo("UploadComplete");
        assertThat(ingest.query("Name", "Account WHERE Name = 'One'")).isEmpty();
        pass(Duration.ofMillis(1));
        ingest.await(id, job -> job.get("numberRecordsProcessed").asInt() == 2);
        assertThat(ingest.query("Name", "Account WHERE Name = 'One'")).hasSize(1);
    }

    @Test
    void takesDataOnceAndWhileItIsOpen() {
        String id = ingest.create("Account", "insert");
        ingest.upload(id, TWO);

        HttpResponse<String> again = ingest.upload(id, TWO);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("INVALIDJOBSTATE").contains("Found multiple contents for job");
        assertThat(ingest.close(id).statusCode()).isEqualTo(200);
        HttpResponse<String> late = ingest.upload(ingest.start(ingest.create("Account", "insert"), TWO), TWO);
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("INVALIDJOBSTATE").contains("UploadComplete");
        pass(JOB_TIME);
        assertThat(ingest.end(id)).isEqualTo("JobComplete");
        assertThat(ingest.job(id).get("numberRecordsProcessed").asInt()).isEqualTo(2);
    }

    @Test
    void takesDataAsCsvAlone() {
        String id = ingest.create("Account", "insert");

        HttpResponse<String> json = ingest.upload(id, "{}", "application/json");
        assertThat(json.statusCode()).isEqualTo(415);
        assertThat(json.body()).contains("UNSUPPORTED_MEDIA_TYPE");
        assertThat(ingest.upload(id, TWO, "text/csv; charset=UTF-8").statusCode())
                .isEqualTo(201);
    }

    @Test
    void givesNoResultsBeforeItHasEnded() {
        String id = ingest.create("Account", "insert");

        for (String results : List.of("successfulResults", "failedResults", "unprocessedrecords")) {
            HttpResponse<String> early = ingest.get("/" + id + "/" + results);
            assertThat(early.statusCode()).isEqualTo(400);
            assertThat(early.body()).contains("INVALIDJOBSTATE").contains("Open");
        }
        ingest.start(id, TWO);
        pass(JOB_TIME.minusMillis(1));
        assertThat(ingest.get("/" + id + "/successfulResults").body()).contains("InProgress");
        pass(Duration.ofMillis(1));
        assertThat(ingest.end(id)).isEqualTo("JobComplete");
        assertThat(ingest.successful(id)).hasSize(2);
        assertThat(ingest.failed(id)).isEmpty();
        assertThat(ingest.get("/" + id + "/unprocessedRecords").body()).isEqualTo("\"Name\"\n");
        assertThat(ingest.get("/" + id + "/unprocessedrecords/").body()).isEqualTo("\"Name\"\n");
        assertThat(ingest.get("/" + id + "/SuccessfulResults").statusCode()).isEqualTo(200);
    }

    @Test
    void takesItsIdBesideTheState() {
        String id = ingest.create("Account", "insert");

        HttpResponse<String> answer =
                ingest.send("PATCH", "/" + id, "{\"id\":\"%s\",\"state\":\"Aborted\"}".formatted(id));

        assertThat(IngestClient.json(answer).get("state").asString()).isEqualTo("Aborted");
    }

    @Test
    void abortsAnOpenJobAndOneThatWaits() {
        String open = ingest.create("Account", "insert");
        String waiting = ingest.start(ingest.create("Account", "insert"), TWO);

        assertThat(IngestClient.json(ingest.abort(open)).get("state").asString())
                .isEqualTo("Aborted");
        pass(Duration.ofSeconds(1));
        assertThat(ingest.abort(waiting).statusCode()).isEqualTo(200);

        pass(JOB_TIME);
        assertThat(ingest.state(open)).isEqualTo("Aborted");
        assertThat(ingest.get("/" + open + "/unprocessedrecords").body()).isEmpty();
        JsonNode job = ingest.job(waiting);
        assertThat(job.get("state").asString()).isEqualTo("Aborted");
        assertThat(job.get("systemModstamp").asString()).isEqualTo("2026-03-04T05:06:08.000+0000");
        assertThat(job.get("numberRecordsProcessed").asInt()).isZero();
        assertThat(ingest.get("/" + waiting + "/unprocessedrecords").body()).isEqualTo(TWO);
        assertThat(ingest.query("Name", "Account WHERE Name = 'One'")).isEmpty();
        assertThat(ingest.abort(open).body()).contains("INVALIDJOBSTATE");
        assertThat(ingest.close(open).body()).contains("INVALIDJOBSTATE");
        assertThat(ingest.upload(open, TWO).statusCode()).isEqualTo(400);
    }

    @Test
    void keepsWhatWasSavedOfAJobThatIsAborted() {
        String csv = "Name\n"
                + IntStream.range(0, 1_000).mapToObj("Row %d\n"::formatted).collect(Collectors.joining());
        String id = ingest.start(ingest.create("Account", "insert"), csv);
        // Five chunks are spread over six seconds.
        pass(Duration.ofSeconds(3).plusMillis(1_500));
        ingest.await(id, job -> job.get("numberRecordsProcessed").asInt() == 400);

        assertThat(ingest.abort(id).statusCode()).isEqualTo(200);

        pass(JOB_TIME);
        assertThat(ingest.state(id)).isEqualTo("Aborted");
        assertThat(ingest.job(id).get("numberRecordsProcessed").asInt()).isEqualTo(400);
        assertThat(ingest.successful(id)).hasSize(400);
        assertThat(ingest.successful(id).getLast()).endsWith("Row 399");
        List<List<String>> rest =
                BulkClient.rows(ingest.get("/" + id + "/unprocessedrecords").body(), ',');
        assertThat(rest)
                .hasSize(601)
                .startsWith(List.of("Name"), List.of("Row 400"))
                .endsWith(List.of("Row 999"));
        assertThat(org.query("SELECT COUNT() FROM Account WHERE Name LIKE 'Row %'")
                        .body())
                .contains("\"totalSize\":400");
    }

    @Test
    void deletesAJobThatIsNotBeingWorkedOn() {
        String open = ingest.create("Account", "insert");
        String id = ingest.start(ingest.create("Account", "insert"), TWO);
        String waiting = ingest.start(ingest.create("Account", "insert"), TWO);

        assertThat(ingest.delete(open).statusCode()).isEqualTo(400);
        assertThat(ingest.delete(waiting).statusCode()).isEqualTo(204);
        pass(Duration.ofSeconds(3));
        HttpResponse<String> busy = ingest.delete(id);
        assertThat(busy.statusCode()).isEqualTo(400);
        assertThat(busy.body()).contains("API_ERROR").contains("not terminated");
        pass(JOB_TIME);
        assertThat(ingest.end(id)).isEqualTo("JobComplete");
        assertThat(ingest.delete(id).statusCode()).isEqualTo(204);
        for (String gone : List.of(id, waiting)) {
            assertThat(ingest.get("/" + gone).statusCode()).isEqualTo(404);
            assertThat(ingest.get("/" + gone + "/successfulResults").statusCode())
                    .isEqualTo(404);
            assertThat(ingest.delete(gone).statusCode()).isEqualTo(404);
        }
        assertThat(ingest.query("Name", "Account WHERE Name = 'One'")).hasSize(1);
    }

    @Test
    void failsWithoutRecords() {
        String header = ingest.start(ingest.create("Account", "insert"), "Name\n");
        String nothing = ingest.create("Account", "insert");
        assertThat(ingest.close(nothing).statusCode()).isEqualTo(200);

        pass(JOB_TIME);

        for (String id : List.of(header, nothing)) {
            assertThat(ingest.end(id)).isEqualTo("Failed");
            assertThat(ingest.job(id).get("errorMessage").asString()).isEqualTo("InvalidBatch : Records not found");
        }
    }

    @Test
    void keepsAJobForSevenDays() {
        String id = ingest.create("Account", "insert");
        ingest.upload(id, TWO);

        pass(Duration.ofDays(7));
        IngestClient again = IngestClient.of(org);
        assertThat(again.state(id)).isEqualTo("Open");
        pass(Duration.ofSeconds(1));
        assertThat(again.get("/" + id).statusCode()).isEqualTo(404);
        assertThat(again.close(id).statusCode()).isEqualTo(404);
        assertThat(again.get("").body()).doesNotContain(id);
    }

    @Test
    void isUnknownToOtherUsersButListed() {
        String id = ingest.create("Account", "insert");
        var other = new IngestClient(org, org.token(OrgsimSettings.PERSON), "65.0");

        assertThat(other.get("/" + id).statusCode()).isEqualTo(404);
        assertThat(other.upload(id, TWO).statusCode()).isEqualTo(404);
        assertThat(other.close(id).statusCode()).isEqualTo(404);
        assertThat(other.get("").body()).contains(id);
    }

    @Test
    void listsJobsOfItsKindAThousandAtATime() {
        String query = BulkClient.of(org).create("SELECT Id FROM Account");
        List<String> made = IntStream.range(0, 1_001)
                .mapToObj(_ -> ingest.create("Account", "insert"))
                .toList();

        JsonNode first = IngestClient.json(ingest.get(""));
        assertThat(first.get("done").asBoolean()).isFalse();
        assertThat(first.get("records").size()).isEqualTo(1_000);
        JsonNode second = IngestClient.json(
                BulkClient.of(org).follow(first.get("nextRecordsUrl").asString()));
        assertThat(second.get("done").asBoolean()).isTrue();
        assertThat(second.get("nextRecordsUrl").isNull()).isTrue();
        JsonNode last = second.get("records").get(0);
        assertThat(last.get("id").asString()).isEqualTo(made.getLast());
        assertThat(last.get("jobType").asString()).isEqualTo("V2Ingest");
        assertThat(last.has("retries")).isFalse();
        assertThat(made).doesNotContain(query).doesNotHaveDuplicates();
        assertThat(ingest.get("/" + query).statusCode()).isEqualTo(404);
        assertThat(IngestClient.json(ingest.get("?jobType=V2Ingest"))
                        .get("records")
                        .size())
                .isEqualTo(1_000);
        for (String filter : List.of("?jobType=Classic", "?jobType=BigObjectIngest", "?isPkChunkingEnabled=true")) {
            assertThat(IngestClient.json(ingest.get(filter)).get("records").size())
                    .isZero();
        }
    }

    @Test
    void isCountedByItsOperations() {
        String id = ingest.start(ingest.create("account", "insert"), TWO);
        pass(JOB_TIME);
        ingest.end(id);
        ingest.get("");
        for (String results : List.of("successfulResults", "failedResults", "unprocessedrecords")) {
            ingest.get("/" + id + "/" + results);
        }
        ingest.abort(id);
        ingest.delete(id);

        for (String operation : List.of(
                "createIngestJob",
                "uploadJobData",
                "closeJob",
                "abortIngestJob",
                "deleteIngestJob",
                "ingestJobSuccessfulResults",
                "ingestJobFailedResults",
                "ingestJobUnprocessedRecords")) {
            assertThat(org.server().requests().matching(RequestPattern.of(Api.BULK, operation, "Account")))
                    .as(operation)
                    .isEqualTo(1);
        }
        assertThat(org.server().requests().matching(RequestPattern.of(Api.BULK, "ingestJobs")))
                .isEqualTo(1);
        assertThat(org.server().requests().matching(RequestPattern.of(Api.BULK, "ingestJob", "Account")))
                .isPositive();
    }
}
