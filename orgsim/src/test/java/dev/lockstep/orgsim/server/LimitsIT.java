package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultRule;
import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.faults.RequestPattern;
import dev.lockstep.orgsim.faults.RequestRefusal;
import dev.lockstep.orgsim.org.QueryScope;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an org refuses whatever is asked for, and its clock.
class LimitsIT {
    private TestOrg org;
    private RestClient rest;

    @BeforeEach
    void start() {
        org = TestOrg.start();
        rest = RestClient.of(org, 65);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void refusesRequestsBeyondTheLimitUntilTheyAreADayOld() {
        assertThat(control("POST", "/limits", "{\"api_requests\":2}").body())
                .isEqualTo("{\"api_requests\":2,\"used\":0}");
        assertThat(rest.get("/limits").body()).contains("\"Max\":2,\"Remaining\":1");
        assertThat(rest.get("/sobjects").headers().firstValue("Sforce-Limit-Info"))
                .hasValue("api-usage=2/2");

        HttpResponse<String> refused = rest.post("/sobjects/Account", "{\"Name\":\"Too many\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .isEqualTo(
                        "[{\"message\":\"TotalRequests Limit exceeded.\",\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");
        HttpResponse<String> soap =
                RawSoap.call(org, "65.0", RawSoap.message(rest.token(), RawSoap.createAccount("Too many")));
        assertThat(soap.statusCode()).isEqualTo(500);
        assertThat(soap.body())
                .contains("<faultstring>REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.</faultstring>");
        assertThat(rest.get("/jobs/query").statusCode()).isEqualTo(403);
        assertThat(accounts("Too many")).isZero();

        control("POST", "/clock", "{\"advance_s\":90000}");
        rest = RestClient.of(org, 65);
        assertThat(rest.get("/sobjects").headers().firstValue("Sforce-Limit-Info"))
                .hasValue("api-usage=1/2");
        assertThat(RawSoap.call(org, "65.0", RawSoap.message(rest.token(), "<getServerTimestamp/>"))
                        .body())
                .contains("<current>2</current><limit>2</limit>");
    }

    @Test
    void tellsHowManyBatchesAndJobsAreLeft() {
        AsyncClient async = AsyncClient.of(org);
        assertThat(rest.get("/limits").body())
                .contains("\"DailyBulkApiBatches\":{\"Max\":15000,\"Remaining\":15000}")
                .contains("\"DailyBulkV2QueryJobs\":{\"Max\":10000,\"Remaining\":10000}");

        async.add(async.create("insert", "Account", "CSV"), AsyncClient.CSV, "Name\nOne\n");
        rest.post("/jobs/query", "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\"}");

        assertThat(rest.get("/limits").body())
                .contains("\"DailyBulkApiBatches\":{\"Max\":15000,\"Remaining\":14999}")
                .contains("\"DailyBulkV2QueryJobs\":{\"Max\":10000,\"Remaining\":9999}");
        control("POST", "/clock", "{\"advance_s\":90000}");
        assertThat(RestClient.of(org, 65).get("/limits").body())
                .contains("\"Max\":15000,\"Remaining\":15000", "\"Max\":10000,\"Remaining\":10000");
    }

    @Test
    void movesItsClockForward() {
        String before = rest.token();

        assertThat(control("POST", "/clock", "{\"advance_s\":10800}").body()).contains("\"ahead_s\":10800");

        assertThat(rest.get("/limits").statusCode()).isEqualTo(401);
        assertThat(org.token()).isNotEqualTo(before);
        assertThat(control("GET", "/clock", "").body()).contains("\"ahead_s\":10800,\"delayed_saves\":0");
        assertThat(control("POST", "/clock", "{\"advance_s\":-1}").statusCode()).isEqualTo(400);
        assertThat(control("POST", "/clock", "{\"advance_s\":\"soon\"}").statusCode())
                .isEqualTo(400);
        assertThat(control("POST", "/clock", "{}").statusCode()).isEqualTo(400);
        assertThat(control("POST", "/clock", "no").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(RequestRefusal.class)
    void refusesWithoutDoingTheWork(RequestRefusal refusal) {
        strike(Api.REST, new Fault.Refused(refusal));
        strike(Api.SOAP, new Fault.Refused(refusal));

        HttpResponse<String> answer = rest.post("/sobjects/Account", "{\"Name\":\"Refused\"}");
        assertThat(answer.statusCode()).isEqualTo(refusal.status());
        assertThat(answer.body()).contains(refusal.code(), refusal.text());
        HttpResponse<String> soap =
                RawSoap.call(org, "65.0", RawSoap.message(rest.token(), RawSoap.createAccount("Refused")));
        assertThat(soap.statusCode()).isEqualTo(500);
        assertThat(soap.body()).contains("<sf:exceptionCode>" + refusal.code(), refusal.text());
        assertThat(accounts("Refused")).isZero();
    }

    @Test
    void showsAPageForPeopleWhileItIsMaintained() {
        strike(Api.REST, new Fault.MaintenancePage());

        HttpResponse<String> answer = rest.post("/sobjects/Account", "{\"Name\":\"Away\"}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.body()).startsWith("<html>");
        assertThat(accounts("Away")).isZero();
    }

    @Test
    void endsASessionInTheMiddle() {
        strike(Api.REST, new Fault.SessionEnded());
        assertThat(rest.post("/sobjects/Account", "{\"Name\":\"Late\"}").body()).contains("INVALID_SESSION_ID");
        assertThat(rest.get("/limits").statusCode()).isEqualTo(401);

        rest = RestClient.of(org, 65);
        strike(Api.SOAP, new Fault.SessionEnded());
        assertThat(RawSoap.call(org, "65.0", RawSoap.message(rest.token(), RawSoap.createAccount("Late")))
                        .body())
                .contains("INVALID_SESSION_ID");
        assertThat(rest.get("/limits").statusCode()).isEqualTo(401);
        assertThat(accounts("Late")).isZero();
    }

    @Test
    void holdsAConnectionOpenWithoutAnAnswer() throws IOException {
        strike(Api.SOAP, new Fault.NeverAnswered(Duration.ofMillis(50)));

        try (var connection = new RawConnection(org)) {
            connection.post(RawSoap.message(rest.token(), RawSoap.createAccount("Never")));
            assertThat(connection.readToTheEnd()).isEmpty();
        }

        assertThat(accounts("Never")).isZero();
    }

    @Test
    void isSlowAndDoesTheWorkThen() {
        strike(Api.REST, new Fault.WorkDelayed(Duration.ofMillis(50)));

        assertThat(rest.post("/sobjects/Account", "{\"Name\":\"Slow\"}").statusCode())
                .isEqualTo(201);
        assertThat(accounts("Slow")).isEqualTo(1);
    }

    @Test
    void refusesRecordsThatSomebodyHolds() {
        String account = rest.create("Account", "{\"Name\":\"Held\"}");
        strike(Api.REST, new Fault.RowsLocked());
        strike(Api.REST, new Fault.RowsLocked());
        strike(Api.REST, new Fault.RowsLocked());

        assertThat(rest.post("/composite/sobjects", """
            {"records":[{"attributes":{"type":"Contact"},"LastName":"Child","AccountId":"%s"},
                        {"attributes":{"type":"Contact"},"LastName":"Alone"}]}\
            """.formatted(account)).body())
                .contains("\"statusCode\":\"UNABLE_TO_LOCK_ROW\"")
                .contains("\"message\":\"unable to obtain exclusive access to this record or 1 records: %s\""
                        .formatted(account))
                .contains("\"message\":\"unable to obtain exclusive access to this record\"");
        assertThat(rest.patch("/sobjects/Account/" + account, "{\"Name\":\"Changed\"}")
                        .body())
                .contains("UNABLE_TO_LOCK_ROW", account);
        assertThat(rest.delete("/sobjects/Account/" + account).body()).contains("UNABLE_TO_LOCK_ROW", account);

        assertThat(accounts("Held")).isEqualTo(1);
    }

    @Test
    void takesTheseFaultsAsTextAndTellsThemBack() {
        for (String rule : new String[] {
            "request-limit",
            "concurrent-limit",
            "query-timeout",
            "rows-locked",
            "session-ended",
            "maintenance-page",
            "work-delayed,hold_ms=20",
            "never-answered,hold_ms=20",
            "commit-late,commit_s=20",
            "commit-after-cut,commit_s=20"
        }) {
            FaultRule read = FaultRuleText.parse(rule);

            assertThat(FaultRuleText.parse(FaultRuleText.entries(read))).isEqualTo(read);
            assertThat(FaultRuleText.entries(read)).containsEntry("fault", rule.split(",", 2)[0]);
        }
        assertThat(control("POST", "/faults", "{\"fault\":\"commit-late\"}").body())
                .contains("commit-late needs \\\"commit_s\\\".");
        assertThat(control("POST", "/faults", "{\"fault\":\"rows-locked\",\"commit_s\":\"2\"}")
                        .body())
                .contains("goes with commit-after-cut, commit-late alone");
        assertThat(control("POST", "/faults", "{\"fault\":\"commit-late\",\"commit_s\":\"-2\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    private void strike(Api api, Fault fault) {
        org.server()
                .faults()
                .add(FaultRule.once(fault, new RequestPattern(Optional.of(api), Optional.empty(), Optional.empty())));
    }

    private HttpResponse<String> control(String method, String path, String body) {
        return org.send(org.request("/orgsim" + path)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    private long accounts(String name) {
        return org.server()
                .org()
                .query("SELECT COUNT() FROM Account WHERE Name = '" + name + "'", QueryScope.LIVE)
                .totalSize();
    }
}
