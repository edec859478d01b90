package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.oauth.AppOption;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.oauth.ConnectedClient.RunsAs;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What refresh tokens do and how they end, by a clock that stands still until it is moved.
class RefreshTokensIT {
    private static final ConnectedClient KEEPING =
            new ConnectedClient("keeping", "keeping-secret", RunsAs.INTEGRATION_USER).redirectingTo(WebLogin.CALLBACK);
    private static final ConnectedClient ROTATING = new ConnectedClient(
                    "rotating", "rotating-secret", RunsAs.INTEGRATION_USER)
            .redirectingTo(WebLogin.CALLBACK)
            .with(AppOption.ROTATES_REFRESH_TOKENS, AppOption.LIMITS_IDLE_REFRESH_TOKENS);

    private static final Duration LONG = Duration.ofDays(365);

    @TempDir
    private Path folder;

    private volatile Instant now = Instant.parse("2026-03-04T05:06:07Z");
    private TestOrg org;
    private WebLogin keeping;
    private WebLogin rotating;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults().withClock(() -> now).withClients(List.of(KEEPING, ROTATING)));
        keeping = new WebLogin(org, KEEPING);
        rotating = new WebLogin(org, ROTATING);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void signsInAgainWithoutTheUser() {
        JsonNode first = keeping.signIn();
        now = now.plus(LONG);
        assertThat(keeping.isOpen(first)).isFalse();

        JsonNode second = WebLogin.token(keeping.refresh(refreshToken(first)));

        assertThat(second.propertyNames())
                .containsExactly("access_token", "signature", "scope", "instance_url", "id", "token_type", "issued_at");
        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(second.get("scope")).isEqualTo(first.get("scope"));
        assertThat(keeping.isOpen(second)).isTrue();
        WebLogin.token(keeping.refresh(refreshToken(first)));
        assertThat(keeping.isOpen(second)).isTrue();
    }

    @Test
    void signsInAgainAfterEverybodyWasSignedOut() {
        JsonNode first = keeping.signIn();
        org.server().signEverybodyOut();

        assertThat(keeping.isOpen(first)).isFalse();
        assertThat(keeping.isOpen(WebLogin.token(keeping.refresh(refreshToken(first)))))
                .isTrue();
    }

    @Test
    void refusesTokensThatAreNoneOfTheClients() {
        JsonNode first = keeping.signIn();

        assertOver(keeping, "5Aep861Unknown");
        assertOver(keeping, first.get("access_token").asString());
        assertOver(rotating, refreshToken(first));
        WebLogin.assertRefused(
                org.post(
                        "/services/oauth2/token",
                        "grant_type=refresh_token&client_id=keeping&client_secret=keeping-secret"),
                "invalid_request",
                "missing required parameter: refresh_token");
        WebLogin.assertRefused(
                org.post(
                        "/services/oauth2/token",
                        "grant_type=refresh_token&client_id=keeping&refresh_token=" + refreshToken(first)),
                "invalid_client",
                "invalid client credentials");
        WebLogin.token(keeping.refresh(refreshToken(first)));
    }

    @Test
    void rotatesTheTokensOfAClientThatWantsIt() {
        JsonNode first = rotating.signIn();
        JsonNode second = WebLogin.token(rotating.refresh(refreshToken(first)));
        JsonNode third = WebLogin.token(rotating.refresh(refreshToken(second)));

        assertThat(List.of(refreshToken(first), refreshToken(second), refreshToken(third)))
                .doesNotHaveDuplicates();
        assertThat(rotating.isOpen(first)).isTrue();
        assertThat(rotating.isOpen(third)).isTrue();
    }

    @Test
    void endsEverythingThatCameOfATokenThatIsUsedTwice() {
        JsonNode untouched = rotating.signIn();
        JsonNode first = rotating.signIn();
        JsonNode second = WebLogin.token(rotating.refresh(refreshToken(first)));

        assertOver(rotating, refreshToken(first));

        assertOver(rotating, refreshToken(second));
        assertThat(rotating.isOpen(first)).isFalse();
        assertThat(rotating.isOpen(second)).isFalse();
        assertThat(rotating.isOpen(untouched)).isTrue();
        WebLogin.token(rotating.refresh(refreshToken(untouched)));
    }

    @Test
    void endsEverythingWhereTheAnswerWithTheNextTokenIsLost() {
        JsonNode first = rotating.signIn();
        org.server()
                .faults()
                .add(FaultRuleText.parse(
                        Map.of("fault", "answer-lost", "api", "oauth", "operation", "token", "count", "1")));
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> rotating.refresh(refreshToken(first)));

        assertOver(rotating, refreshToken(first));
        assertThat(rotating.isOpen(first)).isFalse();
    }

    @Test
    void endsTheOldestOfMoreThanFiveThatAUserHasForAClient() {
        List<JsonNode> tokens = new ArrayList<>();
        JsonNode elsewhere = rotating.signIn();
        for (int i = 0; i < 6; i++) {
            tokens.add(keeping.signIn());
        }

        assertOver(keeping, refreshToken(tokens.getFirst()));
        assertThat(keeping.isOpen(tokens.getFirst())).isFalse();
        for (JsonNode token : tokens.subList(1, 6)) {
            assertThat(keeping.isOpen(token)).isTrue();
            WebLogin.token(keeping.refresh(refreshToken(token)));
        }
        WebLogin.token(rotating.refresh(refreshToken(elsewhere)));
    }

    @Test
    void doesNotCountRefreshedSessionsAgainstTheFive() {
        JsonNode first = rotating.signIn();
        JsonNode last = first;
        for (int i = 0; i < 8; i++) {
            last = WebLogin.token(rotating.refresh(refreshToken(last)));
        }

        assertThat(rotating.isOpen(first)).isTrue();
        assertThat(rotating.isOpen(last)).isTrue();
    }

    @Test
    void endsATokenThatIsNotUsedForThirtyDaysWhereTheClientWantsIt() {
        JsonNode first = rotating.signIn();
        now = now.plus(Duration.ofDays(30));
        JsonNode second = WebLogin.token(rotating.refresh(refreshToken(first)));
        now = now.plus(Duration.ofDays(30)).plusSeconds(1);

        assertOver(rotating, refreshToken(second));
        assertThat(rotating.isOpen(second)).isFalse();
    }

    @Test
    void forgetsThemWithTheProcess() {
        JsonNode first = keeping.signIn();
        org.close();
        start();

        assertOver(keeping, refreshToken(first));
    }

    @Test
    void letsAnAssertionSignInAUserWhoHasApprovedTheClient() {
        SigningKey key = SigningKey.create(folder, "RSA");
        ConnectedClient approving = KEEPING.trusting(key.certificate()).with(AppOption.USERS_APPROVE);
        try (var other =
                new TestOrg(OrgsimSettings.defaults().withClock(() -> now).withClients(List.of(approving)))) {
            String form = "grant_type=%s&assertion=%s"
                    .formatted(
                            TestOrg.encoded("urn:ietf:params:oauth:grant-type:jwt-bearer"),
                            key.jwt("{\"iss\":\"keeping\",\"sub\":\"%s\",\"aud\":\"%s\",\"exp\":%d}"
                                    .formatted(
                                            WebLogin.ADMIN,
                                            other.server().url(),
                                            now.plusSeconds(60).getEpochSecond())));
            WebLogin.assertRefused(
                    other.post("/services/oauth2/token", form), "invalid_grant", "user hasn't approved this consumer");

            new WebLogin(other, approving).signIn();

            WebLogin.token(other.post("/services/oauth2/token", form));
        }
    }

    private static String refreshToken(JsonNode token) {
        return token.get("refresh_token").asString();
    }

    private static void assertOver(WebLogin client, String refreshToken) {
        WebLogin.assertRefused(client.refresh(refreshToken), "invalid_grant", "expired access/refresh token");
    }
}
