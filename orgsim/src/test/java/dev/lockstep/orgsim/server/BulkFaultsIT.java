package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.RequestPattern;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bad days of bulk jobs.
class BulkFaultsIT {
    private static final RequestPattern RESULTS = RequestPattern.of(Api.BULK, "queryJobResults", "Reading__c");
    private static final RequestPattern CREATE = RequestPattern.of(Api.BULK, "createQueryJob");

    private TestOrg org;
    private BulkClient bulk;
    private String id;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults()
                .withGeneratedRows(20_000)
                .withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO)));
        bulk = BulkClient.of(org);
        id = bulk.run("SELECT Id, Name, Note__c FROM Reading__c");
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private void strike(Fault fault, RequestPattern match) {
        org.server().faults().add(FaultRule.once(fault, match));
    }

    @Test
    void cutsAResultInItsMiddle() throws IOException, InterruptedException {
        byte[] whole = bulk.results(id, "").body().getBytes(StandardCharsets.UTF_8);
        strike(new Fault.AnswerCut(OptionalLong.empty()), RESULTS);

        assertBegins(readUntilItBreaks(), whole, whole.length / 2);
        assertThat(bulk.results(id, "").statusCode()).isEqualTo(200);
    }

    @Test
    void cutsAResultAtAByte() throws IOException, InterruptedException {
        byte[] whole = bulk.results(id, "").body().getBytes(StandardCharsets.UTF_8);
        strike(new Fault.AnswerCut(OptionalLong.of(100_000)), RESULTS);

        assertBegins(readUntilItBreaks(), whole, 100_000);
    }

    @Test
    void leavesAResultUnfinishedWhoseBytesHaveAllCome() throws IOException, InterruptedException {
        byte[] whole = bulk.results(id, "").body().getBytes(StandardCharsets.UTF_8);
        strike(new Fault.AnswerCut(OptionalLong.of(whole.length)), RESULTS);

        assertBegins(readUntilItBreaks(), whole, whole.length);
    }

    /// The client drops what has come but wasn't read yet when the connection breaks: how much that is, depends on the
    /// machine.
    private static void assertBegins(byte[] came, byte[] whole, int atMost) {
        assertThat(came).hasSizeBetween(1, atMost).isEqualTo(Arrays.copyOf(whole, came.length));
    }

    /// What comes before the connection breaks in the midst of a body.
    private byte[] readUntilItBreaks() throws IOException, InterruptedException {
        HttpResponse<InputStream> page = org.http().send(resultsRequest().build(), BodyHandlers.ofInputStream());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Sforce-NumberOfRecords")).hasValue("20000");
        var came = new java.io.ByteArrayOutputStream();
        try (InputStream body = page.body()) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> body.transferTo(came));
        }
        return came.toByteArray();
    }

    private HttpRequest.Builder resultsRequest() {
        return bulk.request(bulk.path("/" + id + "/results"));
    }

    @Test
    void cutsAPackedResultToo() {
        strike(new Fault.AnswerCut(OptionalLong.empty()), RESULTS);
        HttpRequest request = resultsRequest().header("Accept-Encoding", "gzip").build();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> org.http().send(request, BodyHandlers.ofByteArray()));
    }

    @Test
    void makesTheJobWhoseAnswerIsLost() throws IOException {
        strike(new Fault.AnswerLost(), CREATE);
        String body = BulkClient.body("query", "SELECT Id FROM Account");

        try (var connection = new RawConnection(org)) {
            connection.head(bulk.path(""), "Authorization: Bearer " + bulk.token(), "Content-Length: " + body.length());
            connection.write(body);
            assertThat(connection.readToTheEnd()).isEmpty();
        }

        assertThat(BulkClient.json(bulk.get("?jobType=V2Query")).get("records").size())
                .isEqualTo(2);
    }

    @Test
    void makesNoJobWhenTheConnectionIsCutOrTheOrgAway() throws IOException {
        strike(new Fault.CutBeforeWork(), CREATE);
        strike(new Fault.Unavailable(), CREATE);
        String body = BulkClient.body("query", "SELECT Id FROM Account");

        try (var connection = new RawConnection(org)) {
            connection.head(bulk.path(""), "Authorization: Bearer " + bulk.token(), "Content-Length: " + body.length());
            connection.write(body);
            assertThat(connection.readToTheEnd()).isEmpty();
        }
        HttpResponse<String> away = bulk.post(body);

        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.body()).contains("SERVER_UNAVAILABLE");
        assertThat(BulkClient.json(bulk.get("")).get("records").size()).isEqualTo(1);
    }

    @Test
    void holdsAResult() {
        strike(new Fault.AnswerHeld(Duration.ofMillis(400)), RESULTS);
        long before = System.nanoTime();

        assertThat(BulkClient.rows(bulk.results(id, ""))).hasSize(20_000);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void failsAJobThatWasMadeInOrder() {
        strike(new Fault.JobFailed(), RequestPattern.of(Api.BULK, "createQueryJob", "Account"));

        String doomed = bulk.create("SELECT Id FROM Account");

        assertThat(bulk.end(doomed)).isEqualTo("Failed");
        assertThat(bulk.job(doomed).get("errorMessage").asString()).isEqualTo("Retried more than fifteen times");
        assertThat(bulk.job(doomed).get("retries").asInt()).isEqualTo(15);
        HttpResponse<String> results = bulk.results(doomed, "");
        assertThat(results.statusCode()).isEqualTo(412);
        assertThat(results.body()).contains("Current status: FAILED");
        assertThat(bulk.delete(doomed).statusCode()).isEqualTo(204);
        assertThat(bulk.end(bulk.create("SELECT Id FROM Account"))).isEqualTo("JobComplete");
    }

    @Test
    void leavesAJobHangingUntilItIsAborted() {
        strike(new Fault.JobHung(), RequestPattern.of(Api.BULK, "createQueryJob", "Account"));

        String hung = bulk.create("SELECT Id FROM Account");
        assertThat(bulk.end(bulk.create("SELECT Id FROM Account"))).isEqualTo("JobComplete");

        assertThat(bulk.state(hung)).isEqualTo("InProgress");
        assertThat(bulk.results(hung, "").statusCode()).isEqualTo(412);
        assertThat(bulk.abort(hung).statusCode()).isEqualTo(200);
        assertThat(bulk.state(hung)).isEqualTo("Aborted");
    }
}
