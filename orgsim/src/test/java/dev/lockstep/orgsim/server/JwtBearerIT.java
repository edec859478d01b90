package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.oauth.AppOption;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in by an assertion.
class JwtBearerIT {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final String LOGIN = "https://login.salesforce.com";
    private static final String USER = "admin@lockstep.example";
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String INVALID = "{\"error\":\"invalid_grant\",\"error_description\":\"invalid assertion\"}";

    @TempDir
    private static Path folder;

    private static SigningKey key;
    private static SigningKey elliptic;
    private static TestOrg org;

    @BeforeAll
    static void start() {
        key = SigningKey.create(folder, "RSA");
        elliptic = SigningKey.create(folder, "EC");
        org = new TestOrg(OrgsimSettings.defaults()
                .withClock(() -> NOW)
                .withClients(List.of(
                        OrgsimSettings.INTEGRATION.trusting(key.certificate()),
                        OrgsimSettings.PERSON,
                        client("elliptic").trusting(elliptic.certificate()),
                        client("unapproved").trusting(key.certificate()).with(AppOption.USERS_APPROVE))));
    }

    private static ConnectedClient client(String id) {
        return new ConnectedClient(id, "secret", ConnectedClient.RunsAs.INTEGRATION_USER);
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @Test
    void signsInTheUserThatTheAssertionNames() {
        HttpResponse<String> answer = send(key.jwt(claims("lockstep-demo", USER, LOGIN, Duration.ofMinutes(3))));

        assertThat(answer.statusCode()).isEqualTo(200);
        var token = BulkClient.json(answer);
        String user = org.server().org().adminUser().id();
        assertThat(token.propertyNames()).containsExactly("access_token", "scope", "instance_url", "id", "token_type");
        assertThat(token.get("id").asString()).endsWith(user);
        assertThat(token.get("instance_url").asString()).isEqualTo(org.server().url());
        assertThat(org.get(
                                "/services/oauth2/userinfo",
                                "Authorization",
                                "Bearer " + token.get("access_token").asString())
                        .body())
                .contains("\"user_id\":\"" + user);
    }

    @Test
    void letsAllClientsSignInByTheKeyOfOneCertificate() {
        try (var other =
                new TestOrg(OrgsimSettings.defaults().withClock(() -> NOW).withCertificate(key.certificate()))) {
            String assertion = key.jwt(claims("lockstep-demo-user", USER, LOGIN, Duration.ofMinutes(3)));

            assertThat(send(other, assertion).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void takesTheOrgsOwnAddressAsAudience() {
        String own = org.server().url();
        for (String audience : List.of(own, own + "/services/oauth2/token", "https://test.salesforce.com")) {
            assertThat(send(key.jwt(claims("lockstep-demo", USER, audience, Duration.ofSeconds(1))))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesAnotherAudience() {
        assertRefused(
                send(key.jwt(claims("lockstep-demo", USER, "https://example.com", Duration.ofMinutes(3)))),
                "invalid_grant",
                "audience is invalid");
    }

    @Test
    void refusesAnAssertionWhoseTimeIsOver() {
        assertRefused(
                send(key.jwt(claims("lockstep-demo", USER, LOGIN, Duration.ZERO))),
                "invalid_grant",
                "expired authorization code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"exp\":\"soon\"", ",\"exp\":1e300", ",\"exp\":-1e300"})
    void refusesAnAssertionWithoutAnEnd(String end) {
        assertRefused(
                send(key.jwt(
                        "{\"iss\":\"lockstep-demo\",\"sub\":\"%s\",\"aud\":\"%s\"%s}".formatted(USER, LOGIN, end))),
                "invalid_grant",
                "expired authorization code");
    }

    @Test
    void takesAnEndThatIsWrittenAsText() {
        String claims = claims("lockstep-demo", USER, LOGIN, Duration.ofMinutes(3));

        assertThat(send(key.jwt(claims.replaceFirst("\"exp\":(\\d+)", "\"exp\":\"$1\"")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAClientThatIsNotKnown() {
        assertRefused(
                send(key.jwt(claims("nobody", USER, LOGIN, Duration.ofMinutes(3)))),
                "invalid_client_id",
                "client identifier invalid");
    }

    @Test
    void refusesAUserThatIsNotThere() {
        assertRefused(
                send(key.jwt(claims("lockstep-demo", "nobody@lockstep.example", LOGIN, Duration.ofMinutes(3)))),
                "invalid_grant",
                "user hasn't approved this consumer");
    }

    @Test
    void refusesAUserWhoHasNotApprovedTheClient() {
        assertRefused(
                send(key.jwt(claims("unapproved", USER, LOGIN, Duration.ofMinutes(3)))),
                "invalid_grant",
                "user hasn't approved this consumer");
    }

    @Test
    void refusesWhatAnotherKeyHasSigned() {
        SigningKey other = SigningKey.create(createFolder("other"), "RSA");

        assertThat(send(other.jwt(claims("lockstep-demo", USER, LOGIN, Duration.ofMinutes(3))))
                        .body())
                .isEqualTo(INVALID);
    }

    @Test
    void refusesClaimsThatWereChangedAfterTheSignature() {
        String[] good = key.jwt(claims("lockstep-demo", USER, LOGIN, Duration.ofMinutes(3)))
                .split("\\.", -1);
        String[] other = key.jwt(claims("lockstep-demo", "integration@lockstep.example", LOGIN, Duration.ofMinutes(3)))
                .split("\\.", -1);

        assertThat(send(good[0] + "." + other[1] + "." + good[2]).body()).isEqualTo(INVALID);
        assertThat(send(good[0] + "." + good[1] + ".").body()).isEqualTo(INVALID);
        assertThat(send(good[0] + "." + good[1] + ".!").body()).isEqualTo(INVALID);
    }

    @Test
    void refusesAlgorithmsThatAreNotRs256() {
        String claims = claims("lockstep-demo", USER, LOGIN, Duration.ofMinutes(3));
        assertThat(send(key.jwt("{\"alg\":\"none\"}", claims)).body()).isEqualTo(INVALID);
        assertThat(send(key.jwt("{\"alg\":\"HS256\"}", claims)).body()).isEqualTo(INVALID);
        assertThat(send(key.jwt("{}", claims)).body()).isEqualTo(INVALID);
        assertThat(send(elliptic.jwt(claims("elliptic", USER, LOGIN, Duration.ofMinutes(3))))
                        .body())
                .isEqualTo(INVALID);
    }

    @Test
    void refusesAClientWithoutACertificate() {
        assertThat(send(key.jwt(claims("lockstep-demo-user", USER, LOGIN, Duration.ofMinutes(3))))
                        .body())
                .isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a.b", "a.b.c", "e30.e30.e30", "e30.W10.", "...", "%F0%9F.%F0.%F0"})
    void refusesWhatIsNoAssertion(String text) {
        HttpResponse<String> answer = org.post(
                "/services/oauth2/token", "grant_type=%s&assertion=%s".formatted(TestOrg.encoded(GRANT_TYPE), text));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(INVALID);
    }

    @Test
    void asksForAnAssertion() {
        assertRefused(
                org.post("/services/oauth2/token", "grant_type=" + TestOrg.encoded(GRANT_TYPE)),
                "invalid_request",
                "missing required parameter: assertion");
    }

    private static HttpResponse<String> send(String assertion) {
        return send(org, assertion);
    }

    private static HttpResponse<String> send(TestOrg to, String assertion) {
        return to.post(
                "/services/oauth2/token",
                "grant_type=%s&assertion=%s".formatted(TestOrg.encoded(GRANT_TYPE), TestOrg.encoded(assertion)));
    }

    private static String claims(String client, String user, String audience, Duration life) {
        return "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"exp\":%d}"
                .formatted(client, user, audience, NOW.plus(life).getEpochSecond());
    }

    private static Path createFolder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertRefused(HttpResponse<String> answer, String error, String description) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description));
    }
}
