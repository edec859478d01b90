package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.oauth.SignInSettings;
import dev.lockstep.orgsim.oauth.UserPasswords;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How sessions end, as each API tells it, by a clock that stands still until it is moved.
class SessionsIT {
    private static final Duration IDLE_LIMIT = Duration.ofMinutes(15);

    private volatile Instant now = Instant.parse("2026-03-04T05:06:07Z");
    private TestOrg org;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults()
                .withClock(() -> now)
                .withSignIn(SignInSettings.defaults()
                        .withSessionIdleLimit(IDLE_LIMIT)
                        .withPasswords(new UserPasswords("integration-word", "admin-word"))));
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void refusesASessionEverywhereThatWasNotUsedForSoLong() {
        String token = org.token();
        var bulk = new BulkClient(org, token, "65.0");
        String job = bulk.create("SELECT Id FROM Account");
        pass(IDLE_LIMIT.plusSeconds(1));

        assertRefusedEverywhere(token);
        assertRefused(bulk.get("/" + job));
        assertRefused(bulk.results(job, ""));
        assertRefused(bulk.post(BulkClient.body("query", "SELECT Id FROM Account")));
    }

    @Test
    void refusesARevokedSessionEverywhere() {
        String token = org.token();
        org.post("/services/oauth2/revoke", "token=" + TestOrg.encoded(token));

        assertRefusedEverywhere(token);
    }

    @Test
    void refusesASessionEverywhereThatLoggedOut() {
        String token = org.token();
        RawSoap.call(org, "65.0", RawSoap.message(token, "<logout/>"));

        assertRefusedEverywhere(token);
    }

    @Test
    void refusesEverySessionAfterEverybodyWasSignedOut() {
        String token = org.token();
        String other = org.token(OrgsimSettings.PERSON);
        org.server().signEverybodyOut();

        assertRefusedEverywhere(token);
        assertRefusedEverywhere(other);
    }

    @Test
    void keepsASessionThatIsUsed() {
        String token = org.token();

        for (int i = 0; i < 3; i++) {
            pass(IDLE_LIMIT);
            assertThat(limits(token).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void countsUseBySoapForRestToo() {
        String token = org.token();
        pass(IDLE_LIMIT);
        RawSoap.call(org, "65.0", RawSoap.message(token, "<getUserInfo/>"));
        pass(IDLE_LIMIT);

        assertThat(limits(token).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsHowLongASessionLives() {
        assertThat(RawSoap.call(org, "65.0", RawSoap.message(org.token(), "<getUserInfo/>"))
                        .body())
                .contains("<sessionSecondsValid>900</sessionSecondsValid>");
    }

    @Test
    void letsUsersLogInWithTheirOwnPasswords() {
        assertThat(login("admin@lockstep.example", "admin-word")).contains("<sessionId>");
        assertThat(login("Integration@Lockstep.Example", "integration-word")).contains("<sessionId>");
        assertThat(login("admin@lockstep.example", "integration-word")).contains("INVALID_LOGIN");
        assertThat(login("nobody@lockstep.example", "admin-word")).contains("INVALID_LOGIN");
    }

    private String login(String username, String password) {
        return RawSoap.call(
                        org,
                        "64.0",
                        RawSoap.message(
                                "",
                                "<login><username>%s</username><password>%s</password></login>"
                                        .formatted(username, password)))
                .body();
    }

    private void assertRefusedEverywhere(String token) {
        assertRefused(limits(token));
        assertRefused(
                org.get("/services/data/v65.0/query?q=SELECT+Id+FROM+Account", "Authorization", "OAuth " + token));
        assertRefused(org.get("/services/data/v65.0/sobjects/Account/describe", "Authorization", token));
        assertRefused(new BulkClient(org, token, "65.0").get(""));
        assertSoapRefused(token, "<getServerTimestamp/>");
        assertSoapRefused(token, RawSoap.createAccount("Never"));
        assertThat(org.get("/services/oauth2/userinfo", "Authorization", "Bearer " + token)
                        .body())
                .isEqualTo("Bad_OAuth_Token");
        assertThat(org.post("/services/oauth2/revoke", "token=" + TestOrg.encoded(token))
                        .statusCode())
                .isEqualTo(400);
        assertThat(org.query("SELECT COUNT() FROM Account WHERE Name = 'Never'").body())
                .contains("\"totalSize\":0");
    }

    private void assertSoapRefused(String token, String operation) {
        HttpResponse<String> answer = RawSoap.call(org, "65.0", RawSoap.message(token, operation));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("<faultcode>sf:INVALID_SESSION_ID</faultcode>")
                .contains("<sf:exceptionCode>INVALID_SESSION_ID</sf:exceptionCode>");
    }

    private HttpResponse<String> limits(String token) {
        return org.get("/services/data/v65.0/limits", "Authorization", "Bearer " + token);
    }

    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .isEqualTo("[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
    }
}
