package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bad days of jobs of Bulk API 1.0.
class AsyncFaultsIT {
    private static final String TWO = IngestClient.lines("Name", "One", "Two");
    private static final String THOUSAND =
            "Name\n" + IntStream.range(0, 1_000).mapToObj("Row %d\n"::formatted).collect(Collectors.joining());

    private TestOrg org;
    private AsyncClient async;

    @BeforeEach
    void start() {
        org = new TestOrg(
                OrgsimSettings.defaults().withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO)));
        async = AsyncClient.of(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private void strike(Fault fault, String operation) {
        org.server().faults().add(FaultRule.once(fault, RequestPattern.of(Api.BULK1, operation, "Account")));
    }

    @Test
    void failsABatchWithHalfOfItsRecordsSaved() {
        String job = async.create("insert", "Account", "CSV");
        strike(new Fault.JobFailed(), "createBatch");
        String doomed = async.add(job, AsyncClient.CSV, THOUSAND);
        String other = async.add(job, AsyncClient.CSV, TWO);

        HttpResponse<String> ended = async.end(job, doomed);

        assertThat(AsyncClient.element(ended, "state")).isEqualTo("Failed");
        assertThat(AsyncClient.element(ended, "stateMessage"))
                .isEqualTo("InternalServerError : Retried more than ten times");
        assertThat(AsyncClient.element(ended, "numberRecordsProcessed")).isEqualTo("400");
        assertThat(async.results(AsyncClient.path(job, doomed))).hasSize(400);
        async.complete(job, other);
        assertThat(AsyncClient.element(async.get("/job/" + job), "numberRetries"))
                .isEqualTo("10");
        assertThat(AsyncClient.element(async.get("/job/" + job), "numberRecordsProcessed"))
                .isEqualTo("402");
    }

    @Test
    void failsAllBatchesOfAJob() {
        strike(new Fault.JobFailed(), "createJob");
        String job = async.create("query", "Account", "CSV");

        for (String soql : List.of("SELECT Id FROM Account", "SELECT Name FROM Account")) {
            HttpResponse<String> ended = async.end(job, async.add(job, AsyncClient.CSV, soql));
            assertThat(AsyncClient.element(ended, "state")).isEqualTo("Failed");
            assertThat(AsyncClient.element(ended, "stateMessage"))
                    .isEqualTo("InternalServerError : Retried more than fifteen times");
        }
        assertThat(AsyncClient.element(async.get("/job/" + job), "numberBatchesFailed"))
                .isEqualTo("2");
    }

    @Test
    void leavesABatchOfRecordsHanging() {
        String job = async.create("insert", "Account", "CSV");
        strike(new Fault.JobHung(), "createBatch");
        String hung = async.add(job, AsyncClient.CSV, THOUSAND);
        String other = async.add(job, AsyncClient.CSV, TWO);
        async.await(
                AsyncClient.path(job, hung),
                answer -> AsyncClient.element(answer, "numberRecordsProcessed").equals("400"));

        async.complete(job, other);
        async.close(job);

        assertThat(async.state(job, hung)).isEqualTo("InProgress");
        assertThat(AsyncClient.element(async.get("/job/" + job), "numberBatchesInProgress"))
                .isEqualTo("1");
    }

    @Test
    void leavesAQueryHanging() {
        strike(new Fault.JobHung(), "createJob");
        String hung = async.create("query", "Account", "CSV");
        String hungBatch = async.add(hung, AsyncClient.CSV, "SELECT Id FROM Account");
        String other = async.create("query", "Account", "CSV");
        async.complete(other, async.add(other, AsyncClient.CSV, "SELECT Id FROM Account"));

        assertThat(async.state(hung, hungBatch)).isEqualTo("InProgress");
        assertThat(async.get(AsyncClient.path(hung, hungBatch) + "/result").body())
                .contains("Batch not completed");
    }

    @Test
    void addsTheBatchWhoseAnswerIsLost() throws IOException {
        String job = async.create("insert", "Account", "CSV");
        strike(new Fault.AnswerLost(), "createBatch");

        try (var connection = new RawConnection(org)) {
            connection.head(
                    "/services/async/65.0/job/" + job + "/batch",
                    "X-SFDC-Session: " + async.token(),
                    "Content-Type: text/csv",
                    "Content-Length: " + TWO.length());
            connection.write(TWO);
            assertThat(connection.readToTheEnd()).isEmpty();
        }

        String batch = AsyncClient.element(async.get("/job/" + job + "/batch"), "id");
        assertThat(async.results(async.complete(job, batch))).hasSize(2);
    }

    @Test
    void addsNoBatchWhenTheOrgIsAway() {
        String job = async.create("insert", "Account", "CSV");
        strike(new Fault.Unavailable(), "createBatch");

        HttpResponse<String> away = async.post("/job/" + job + "/batch", AsyncClient.CSV, TWO);

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(AsyncClient.element(away, "exceptionMessage")).isNotBlank();
        assertThat(AsyncClient.element(async.get("/job/" + job), "numberBatchesTotal"))
                .isEqualTo("0");
    }

    @Test
    void cutsAResultInItsMiddle() {
        String job = async.create("query", "Account", "CSV");
        String path = async.complete(job, async.add(job, AsyncClient.CSV, "SELECT Id, Name FROM Account"));
        String file = AsyncClient.element(async.get(path + "/result"), "result");
        strike(new Fault.AnswerCut(OptionalLong.empty()), "queryResult");

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> async.get(path + "/result/" + file));

        assertThat(BulkClient.rows(async.get(path + "/result/" + file).body(), ','))
                .hasSizeGreaterThan(1);
    }

    @Test
    void endsASessionBetweenTwoBatches() {
        String job = async.create("insert", "Account", "CSV");
        async.add(job, AsyncClient.CSV, TWO);
        org.server().signEverybodyOut();

        assertThat(AsyncClient.element(async.post("/job/" + job + "/batch", AsyncClient.CSV, TWO), "exceptionCode"))
                .isEqualTo("InvalidSessionId");

        AsyncClient again = AsyncClient.of(org);
        again.complete(job, again.add(job, AsyncClient.CSV, TWO));
        assertThat(AsyncClient.element(again.get("/job/" + job), "numberBatchesTotal"))
                .isEqualTo("2");
    }
}
