package dev.lockstep.salesforce;

import static dev.lockstep.salesforce.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.salesforce.RawServer.Reply;
import dev.lockstep.salesforce.RawServer.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SignInIT {
    @Test
    void tellsWhichOrgAndUserItIs() throws IOException {
        try (var fixture = new OrgFixture(request -> new Reply.Close())) {
            assertThat(fixture.org.identity().organizationId().value()).isEqualTo(Answers.ORG);
            assertThat(fixture.org.identity().userId().value()).isEqualTo(Answers.USER);
            assertThat(fixture.org.identity().instanceUrl()).isEqualTo(fixture.server.uri());
            assertThat(fixture.org.requests().of(CallReason.SIGN_IN)).isEqualTo(1);
            assertThat(fixture.org.requests().total()).isEqualTo(1);
        }
    }

    @Test
    void sendsTheSecretInTheBodyAndNotInTheAddress() throws IOException {
        try (var fixture = new OrgFixture(request -> new Reply.Close())) {
            var request = fixture.server.requests().getFirst();

            assertThat(request.path()).isEqualTo(Answers.TOKEN_PATH);
            assertThat(request.body())
                    .isEqualTo("grant_type=client_credentials&client_id=the-client&client_secret=s3cr%26t");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_client, invalid client credentials, STOP",
        "400, invalid_grant, no client credentials user enabled, STOP",
        "400, a_code_of_tomorrow, who knows, STOP",
        "503, temporarily_unavailable, later, RETRY_LATER"
    })
    void tellsWhyNoTokenWasGiven(int status, String code, String message, Treatment treatment) throws IOException {
        var failure = failure(
                request -> json(status, "{\"error\":\"" + code + "\",\"error_description\":\"" + message + "\"}"));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.treatment()).isEqualTo(treatment);
        assertThat(failure).hasMessageContaining(message).hasMessageStartingWith("sign-in");
    }

    @Test
    void refusesATokenThatOnlyRestTakes() throws IOException {
        var failure = failure(request -> Answers.token(request, "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln"));

        assertThat(failure.code()).isEqualTo("JWT_ACCESS_TOKEN");
        assertThat(failure.treatment()).isEqualTo(Treatment.STOP);
        assertThat(failure.hint()).contains("External Client App");
        assertThat(stackTrace(failure)).doesNotContain("eyJ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>maintenance</html>",
                "{\"access_token\":\"00D!topsecret\"}",
                "{\"access_token\":\"00D!topsecret\",\"instance_url\":\"http://x\",\"id\":\"http://x/id/a/b\"}",
                "{\"access_token\":\"00D!topsecret\",\"instance_url\":\":\",\"id\":\"http://x/id/00D000000000001EAA/005000000000001AAA\"}",
                "{\"access_token\":00Dtopsecret}"
            })
    void showsNoTokenOfAnAnswerThatItCantRead(String body) throws IOException {
        var failure = failure(request -> json(200, body));

        assertThat(failure.code()).isEqualTo(OrgFailure.UNREADABLE_ANSWER);
        assertThat(stackTrace(failure)).doesNotContain("topsecret");
    }

    @Test
    void triesAgainLaterWhereNobodyAnswers() throws IOException {
        int port;
        try (var closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        var settings = new OrgSettings(
                URI.create("http://127.0.0.1:" + port),
                "65.0",
                OrgFixture.SIGN_IN,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));

        var failure = catchThrowableOfType(OrgFailure.class, () -> Org.signIn(settings));

        assertThat(failure.code()).isEqualTo(OrgFailure.NO_ANSWER);
        assertThat(failure.treatment()).isEqualTo(Treatment.RETRY_LATER);
        assertThat(failure).hasMessageContaining("127.0.0.1:" + port);
    }

    /// A sandbox that was refreshed answers under the same address as another org.
    @Test
    void refusesToGoOnInAnotherOrg() throws IOException {
        var signIns = new AtomicInteger();
        try (var server = new RawServer(request -> {
                    if (!request.path().equals(Answers.TOKEN_PATH)) {
                        return Answers.error(401, "INVALID_SESSION_ID", "Session expired or invalid");
                    }
                    var token = (Reply.Whole) Answers.token(request, "00D!token");
                    return signIns.incrementAndGet() == 1
                            ? token
                            : json(200, token.body().replace(Answers.ORG, "00D000000000002EAA"));
                });
                var org = Org.signIn(OrgFixture.settings(server, Duration.ofSeconds(20)))) {
            var failure = catchThrowableOfType(OrgFailure.class, org::objects);

            assertThat(failure.code()).isEqualTo("OTHER_ORG");
            assertThat(failure.treatment()).isEqualTo(Treatment.STOP);
            assertThat(org.identity().organizationId().value()).isEqualTo(Answers.ORG);
        }
    }

    private static OrgFailure failure(Function<Request, Reply> script) throws IOException {
        try (var server = new RawServer(script)) {
            return catchThrowableOfType(
                    OrgFailure.class, () -> Org.signIn(OrgFixture.settings(server, Duration.ofSeconds(20))));
        }
    }

    private static String stackTrace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
