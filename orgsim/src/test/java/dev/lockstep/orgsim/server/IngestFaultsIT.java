package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.RequestPattern;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Faults that strike ingest jobs.
class IngestFaultsIT {
    private static final String TWO = IngestClient.lines("Name", "One", "Two");

    private TestOrg org;
    private IngestClient ingest;

    @BeforeEach
    void start() {
        org = new TestOrg(
                OrgsimSettings.defaults().withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO)));
        ingest = IngestClient.of(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private void strike(Fault fault, String operation) {
        org.server().faults().add(FaultRule.once(fault, RequestPattern.of(Api.BULK, operation, "Account")));
    }

    private static void assertCut(Callable<HttpResponse<String>> request) {
        Assertions.assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(request::call);
    }

    @Test
    void failsAJobWithHalfOfItsRowsUnprocessed() {
        strike(new Fault.JobFailed(), "createIngestJob");
        String csv = "Name\n"
                + IntStream.range(0, 1_000).mapToObj("Row %d\n"::formatted).collect(Collectors.joining());

        String id = ingest.start(ingest.create("Account", "insert"), csv);

        assertThat(ingest.end(id)).isEqualTo("Failed");
        JsonNode job = ingest.job(id);
        assertThat(job.get("numberRecordsProcessed").asInt()).isEqualTo(400);
        assertThat(job.get("retries").asInt()).isEqualTo(20);
        assertThat(job.get("errorMessage").asString()).contains("Retried more than twenty times");
        assertThat(ingest.successful(id)).hasSize(400);
        List<List<String>> rest =
                BulkClient.rows(ingest.get("/" + id + "/unprocessedRecords").body(), ',');
        assertThat(rest).hasSize(601).startsWith(List.of("Name"), List.of("Row 400"));
        assertThat(ingest.run(TWO, "Account", "insert")).isNotEqualTo(id);
    }

    @Test
    void leavesAJobHangingWithHalfOfItsRowsSavedUntilItIsAborted() {
        strike(new Fault.JobHung(), "createIngestJob");
        String csv = "Name\n"
                + IntStream.range(0, 1_000).mapToObj("Row %d\n"::formatted).collect(Collectors.joining());
        String hung = ingest.start(ingest.create("Account", "insert"), csv);
        ingest.await(hung, job -> job.get("numberRecordsProcessed").asInt() == 400);

        ingest.run(TWO, "Account", "insert");

        assertThat(ingest.state(hung)).isEqualTo("InProgress");
        assertThat(ingest.abort(hung).statusCode()).isEqualTo(200);
        assertThat(ingest.successful(hung)).hasSize(400);
    }

    @Test
    void keepsDataWhoseAnswerIsLost() {
        String id = ingest.create("Account", "insert");
        strike(new Fault.AnswerLost(), "uploadJobData");

        assertCut(() -> ingest.upload(id, TWO));

        assertThat(ingest.upload(id, TWO).body()).contains("Found multiple contents for job");
        ingest.close(id);
        assertThat(ingest.end(id)).isEqualTo("JobComplete");
        assertThat(ingest.successful(id)).hasSize(2);
    }

    @Test
    void keepsNoDataWhenTheConnectionIsCutOrTheOrgAway() {
        String id = ingest.create("Account", "insert");
        strike(new Fault.CutBeforeWork(), "uploadJobData");
        strike(new Fault.Unavailable(), "uploadJobData");

        assertCut(() -> ingest.upload(id, TWO));
        assertThat(ingest.upload(id, TWO).statusCode()).isEqualTo(503);

        assertThat(ingest.upload(id, TWO).statusCode()).isEqualTo(201);
    }

    @Test
    void worksOnAJobWhoseClosingIsAnsweredByNothing() {
        String id = ingest.create("Account", "insert");
        ingest.upload(id, TWO);
        strike(new Fault.AnswerLost(), "closeJob");

        // The client may send a PATCH again by itself, which is refused.
        assertCut(() -> ingest.close(id));

        assertThat(ingest.end(id)).isEqualTo("JobComplete");
        assertThat(ingest.query("Name", "Account WHERE Name = 'One'")).hasSize(1);
    }

    @Test
    void makesTheJobWhoseAnswerIsLost() {
        strike(new Fault.AnswerLost(), "createIngestJob");

        assertCut(() -> ingest.post(IngestClient.body("Account", "insert")));

        assertThat(IngestClient.json(ingest.get("")).get("records").size()).isEqualTo(1);
    }

    @Test
    void cutsResultsInTheirMiddle() throws IOException {
        String id = ingest.run(TWO, "Account", "insert");
        strike(new Fault.AnswerCut(OptionalLong.empty()), "ingestJobSuccessfulResults");

        assertCut(() -> ingest.get("/" + id + "/successfulResults"));

        assertThat(ingest.successful(id)).hasSize(2);
    }
}
