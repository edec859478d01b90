package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.oauth.AppOption;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.oauth.ConnectedClient.RunsAs;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Bulk API 1.0 refuses, and how it says so.
class AsyncRefusalsIT {
    private static final ConnectedClient JWT =
            new ConnectedClient("jwt", "jwt-secret", RunsAs.INTEGRATION_USER).with(AppOption.JWT_ACCESS_TOKENS);

    private static TestOrg org;
    private static AsyncClient async;

    @BeforeAll
    static void start() {
        org = new TestOrg(OrgsimSettings.defaults()
                .withClients(List.of(OrgsimSettings.INTEGRATION, JWT))
                .withBulk(BulkSettings.defaults().withBatchesADay(2)));
        async = AsyncClient.of(org);
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    private static void assertRefused(HttpResponse<String> answer, String code) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/xml");
        assertThat(answer.body())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<error xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\">"
                        + "<exceptionCode>" + code + "</exceptionCode><exceptionMessage>")
                .endsWith("</exceptionMessage></error>");
    }

    @Test
    void letsInWhoeverHasASessionHoweverItIsWritten() {
        String token = org.token();

        for (String written : List.of(token, "Bearer " + token, "bearer  " + token + " ")) {
            assertThat(new AsyncClient(org, written, "65.0").create("insert", "Account", "CSV"))
                    .startsWith("750");
        }
    }

    @Test
    void refusesOtherSessions() {
        HttpResponse<String> none = org.get("/services/async/65.0/job/750000000000001");
        assertRefused(none, "InvalidSessionId");
        assertThat(AsyncClient.element(none, "exceptionMessage")).isEqualTo("Invalid session id");
        assertRefused(
                org.get("/services/async/65.0/job/750000000000001", "Authorization", "Bearer " + org.token()),
                "InvalidSessionId");
        assertRefused(new AsyncClient(org, "00D!nonsense", "65.0").get("/job/x"), "InvalidSessionId");
        assertRefused(new AsyncClient(org, org.token(JWT), "65.0").get("/job/x"), "InvalidSessionId");
    }

    @Test
    void refusesASessionThatEndsInTheMiddleOfAJob() {
        var client = new AsyncClient(org, org.token(), "65.0");
        String job = client.create("insert", "Account", "CSV");
        org.post("/services/oauth2/revoke", "token=" + TestOrg.encoded(client.token()));

        assertRefused(client.post("/job/" + job + "/batch", AsyncClient.CSV, "Name\nx\n"), "InvalidSessionId");
        assertRefused(client.get("/job/" + job), "InvalidSessionId");
        assertThat(AsyncClient.element(AsyncClient.of(org).get("/job/" + job), "numberBatchesTotal"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<jobInfo><operation>insert</operation><object>Account</object><contentType>ZIP_CSV</contentType></jobInfo>"
                    + " | InvalidJob",
                "<jobInfo><operation>insert</operation><object>Account</object><contentType>TSV</contentType></jobInfo>"
                        + " | InvalidJob",
                "<jobInfo><operation>INSERT</operation><object>Account</object></jobInfo> | InvalidJob",
                "<jobInfo><object>Account</object></jobInfo> | InvalidJob",
                "<jobInfo><operation>insert</operation><object>Nothing__c</object></jobInfo> | InvalidEntity",
                "<jobInfo><operation>insert</operation></jobInfo> | InvalidEntity",
                "<jobInfo><operation>upsert</operation><object>Account</object></jobInfo> | InvalidJob",
                "<jobInfo><operation>upsert</operation><object>Account</object><externalIdFieldName>Industry</externalIdFieldName></jobInfo>"
                    + " | InvalidJob",
                "<jobInfo><operation>insert</operation><object>Account</object><concurrencyMode>Sometimes</concurrencyMode></jobInfo>"
                    + " | InvalidJob",
                "<jobInfo><operation>insert</operation><object>Account</object><createdById>005</createdById></jobInfo>"
                        + " | InvalidJob",
                "<jobInfo><operation>insert | InvalidXml",
                "<job/> | InvalidXml",
                "'' | InvalidXml"
            })
    void refusesJobs(String body, String code) {
        assertRefused(async.post("/job", AsyncClient.XML, body), code);
    }

    @Test
    void refusesJsonThatIsNone() {
        HttpResponse<String> refused = async.post("/job", AsyncClient.JSON, "{\"operation\":");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(AsyncClient.json(refused).get("exceptionCode").asString()).isEqualTo("ClientInputError");
        assertThat(AsyncClient.json(refused).get("exceptionMessage").asString()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /65.0/job/750000000000001AAA, InvalidJob",
        "GET, /65.0/job/nonsense, InvalidJob",
        "GET, /65.0/job/nonsense/batch, InvalidJob",
        "GET, /65.0/jobs, InvalidOperation",
        "GET, /65.0, InvalidOperation",
        "GET, /65.0/job/750000000000001/spec, InvalidUrl",
        "GET, /65.0/job/750000000000001/batch/x/y, InvalidUrl",
        "GET, /65.0/job/750000000000001/batch/x/result/y/z, InvalidUrl",
        "GET, /30.0/job/x, InvalidVersion",
        "GET, /99.0/job/x, InvalidVersion",
        "GET, /, InvalidVersion"
    })
    void refusesPaths(String method, String path, String code) {
        assertRefused(
                org.send(org.request("/services/async" + path, "X-SFDC-Session", async.token())
                        .method(method, BodyPublishers.noBody())
                        .build()),
                code);
    }

    @Test
    void refusesOtherMethods() {
        HttpResponse<String> refused =
                org.send(async.request("/job/x/batch").DELETE().build());

        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(AsyncClient.element(refused, "exceptionCode")).isEqualTo("InvalidOperation");
        assertThat(async.get("/job").statusCode()).isEqualTo(405);
    }

    @Test
    void refusesBatchesAndResultsThatAreNotThere() {
        String job = async.create("insert", "Account", "CSV");

        assertRefused(async.get(AsyncClient.path(job, "751000000000001")), "InvalidBatch");
        assertRefused(async.get(AsyncClient.path(job, job)), "InvalidBatch");
        assertRefused(async.get(AsyncClient.path(job, "x") + "/result"), "InvalidBatch");
        assertRefused(async.set(job, "Open"), "InvalidJobState");
        assertRefused(async.set(job, ""), "InvalidJobState");
        assertRefused(async.post("/job/" + job + "/batch", AsyncClient.XML, "Name\nx\n"), "ClientInputError");
        assertRefused(async.post("/job/" + job + "/batch", "zip/csv", "Name\nx\n"), "ClientInputError");
        async.close(job);
        assertRefused(async.close(job), "InvalidJobState");
        assertRefused(async.post("/job/" + job + "/batch", AsyncClient.CSV, "Name\nx\n"), "InvalidJobState");
    }

    @Test
    void refusesMoreBatchesThanADayHas() {
        try (var small = new TestOrg(
                OrgsimSettings.defaults().withBulk(BulkSettings.defaults().withBatchesADay(2)))) {
            AsyncClient client = AsyncClient.of(small);
            String job = client.create("insert", "Account", "CSV");
            client.add(job, AsyncClient.CSV, "Name\nx\n");
            client.add(job, AsyncClient.CSV, "Name\ny\n");

            HttpResponse<String> refused = client.post("/job/" + job + "/batch", AsyncClient.CSV, "Name\nz\n");

            assertRefused(refused, "ExceededQuota");
            assertThat(AsyncClient.element(refused, "exceptionMessage")).isEqualTo("ApiBatchItems Limit exceeded.");
        }
    }

    /// What it cites may be no XML, and even no text.
    @Test
    void refusesQueriesThatCiteWhatXmlCannotCarry() {
        try (var other = new TestOrg(OrgsimSettings.defaults())) {
            AsyncClient client = AsyncClient.of(other);
            String job = client.create("query", "Account", "CSV");
            byte[] noText = {'S', (byte) 0xc3, 'x'};

            String cited = client.add(job, AsyncClient.CSV, "SELECT Na\u0001me\uffff FROM Account");
            String broken = AsyncClient.made(other.send(client.request("/job/" + job + "/batch")
                    .header("Content-Type", AsyncClient.CSV)
                    .POST(BodyPublishers.ofByteArray(noText))
                    .build()));

            for (String batch : List.of(cited, broken)) {
                assertThat(AsyncClient.element(client.end(job, batch), "stateMessage"))
                        .startsWith("InvalidBatch : Failed to process query: MALFORMED_QUERY: ");
            }
            assertThat(AsyncClient.element(client.end(job, cited), "stateMessage"))
                    .contains("\ufffd")
                    .doesNotContain("\u0001", "\uffff");
        }
    }

    @Test
    void refusesEverythingWhereTheOrgDoesNotHaveIt() {
        try (var without = new TestOrg(
                OrgsimSettings.defaults().withBulk(BulkSettings.defaults().withBatchesADay(0)))) {
            AsyncClient client = AsyncClient.of(without);

            assertRefused(
                    client.createJob("operation", "insert", "object", "Account", "contentType", "CSV"),
                    "FeatureNotEnabled");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chunkSize=0 | ClientInputError",
                "chunkSize=250001 | ClientInputError",
                "chunkSize=many | ClientInputError",
                "size=3 | ClientInputError",
                "yes | ClientInputError",
                "startRow=003000000000001 | ClientInputError",
                "startRow=x | ClientInputError",
                "chunkSize=5; parent=Account | ClientInputError"
            })
    void refusesHeadersThatDoNotSayHowToCut(String header, String code) {
        assertRefused(
                async.post(
                        "/job",
                        AsyncClient.XML,
                        AsyncClient.jobInfo("operation", "query", "object", "Account", "contentType", "CSV"),
                        "Sforce-Enable-PKChunking",
                        header),
                code);
    }
}
