package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.oauth.AppOption;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.oauth.ConnectedClient.RunsAs;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Revoking tokens and asking about them, by a clock that stands still until it is moved.
class TokenChecksIT {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");
    private static final String INACTIVE = "{\"active\":false}";

    private static final ConnectedClient APP =
            new ConnectedClient("app", "app-secret", RunsAs.INTEGRATION_USER).redirectingTo(WebLogin.CALLBACK);
    private static final ConnectedClient SHARING =
            new ConnectedClient("sharing", "sharing-secret", RunsAs.INTEGRATION_USER).with(AppOption.SHARES_SESSIONS);
    private static final ConnectedClient LIMITED = new ConnectedClient(
                    "limited", "limited-secret", RunsAs.INTEGRATION_USER)
            .redirectingTo(WebLogin.CALLBACK)
            .with(AppOption.LIMITS_IDLE_REFRESH_TOKENS);

    private volatile Instant now = START;
    private TestOrg org;
    private WebLogin app;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults().withClock(() -> now).withClients(List.of(APP, SHARING, LIMITED)));
        app = new WebLogin(org, APP);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void endsWithARefreshTokenTheSessionsThatCameOfIt() {
        JsonNode first = app.signIn();
        JsonNode other = app.signIn();
        JsonNode second = WebLogin.token(app.refresh(refreshToken(first)));

        assertThat(revoke(refreshToken(first)).statusCode()).isEqualTo(200);

        assertThat(app.isOpen(first)).isFalse();
        assertThat(app.isOpen(second)).isFalse();
        WebLogin.assertRefused(app.refresh(refreshToken(first)), "invalid_grant", "expired access/refresh token");
        assertThat(app.isOpen(other)).isTrue();
        WebLogin.token(app.refresh(refreshToken(other)));
        assertNotRevoked(revoke(refreshToken(first)), "error=invalid_token&error_description=invalid%20token");
    }

    @Test
    void endsWithAnAccessTokenItsSessionAlone() {
        JsonNode first = app.signIn();
        JsonNode second = WebLogin.token(app.refresh(refreshToken(first)));

        assertThat(revoke(accessToken(first)).statusCode()).isEqualTo(200);

        assertThat(app.isOpen(first)).isFalse();
        assertThat(app.isOpen(second)).isTrue();
        WebLogin.token(app.refresh(refreshToken(first)));
    }

    @Test
    void revokesByGetAsWell() {
        JsonNode first = app.signIn();

        assertThat(org.get("/services/oauth2/revoke?token=" + TestOrg.encoded(accessToken(first)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(app.isOpen(first)).isFalse();
        assertThat(org.get("/services/oauth2/revoke?token=" + TestOrg.encoded(refreshToken(first)))
                        .statusCode())
                .isEqualTo(200);
        WebLogin.assertRefused(app.refresh(refreshToken(first)), "invalid_grant", "expired access/refresh token");
        assertNotRevoked(
                org.get("/services/oauth2/revoke"),
                "error=unsupported_token_type&error_description=this%20token%20type%20is%20not%20supported");
    }

    /// In a form's words, not in JSON.
    private static void assertNotRevoked(HttpResponse<String> answer, String form) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-www-form-urlencoded");
        assertThat(answer.body()).isEqualTo(form);
    }

    @Test
    void tellsOfAnAccessToken() {
        JsonNode token = app.signIn();
        now = now.plus(Duration.ofMinutes(5));

        JsonNode status = WebLogin.token(introspect(APP, accessToken(token)));

        assertThat(status.propertyNames())
                .containsExactly("active", "scope", "client_id", "username", "sub", "token_type", "exp", "iat", "nbf");
        assertThat(status.get("active").asBoolean()).isTrue();
        assertThat(status.get("scope").asString()).isEqualTo("refresh_token id api");
        assertThat(status.get("client_id").asString()).isEqualTo("app");
        assertThat(status.get("username").asString()).isEqualTo(WebLogin.ADMIN);
        assertThat(status.get("sub")).isEqualTo(token.get("id"));
        assertThat(status.get("token_type").asString()).isEqualTo("access_token");
        assertThat(status.get("iat").asLong()).isEqualTo(START.getEpochSecond());
        assertThat(status.get("exp").asLong())
                .isEqualTo(START.plus(Duration.ofHours(2)).getEpochSecond());
    }

    @Test
    void tellsOfARefreshToken() {
        JsonNode status = WebLogin.token(introspect(APP, refreshToken(app.signIn())));
        JsonNode limited = WebLogin.token(introspect(LIMITED, refreshToken(new WebLogin(org, LIMITED).signIn())));

        assertThat(status.get("token_type").asString()).isEqualTo("refresh_token");
        assertThat(status.has("exp")).isFalse();
        assertThat(limited.get("exp").asLong())
                .isEqualTo(START.plus(Duration.ofDays(30)).getEpochSecond());
    }

    @Test
    void doesNotKeepASessionOpenByAskingAboutIt() {
        JsonNode token = app.signIn();
        now = now.plus(Duration.ofHours(2));
        assertThat(introspect(APP, accessToken(token)).body()).contains("\"active\":true");
        now = now.plusSeconds(1);

        assertThat(introspect(APP, accessToken(token)).body()).isEqualTo(INACTIVE);
        assertThat(app.isOpen(token)).isFalse();
    }

    @Test
    void tellsNothingOfTokensThatAreOverOrSomebodyElses() {
        JsonNode limited = new WebLogin(org, LIMITED).signIn();
        JsonNode token = app.signIn();

        assertThat(introspect(SHARING, accessToken(token)).body()).isEqualTo(INACTIVE);
        assertThat(introspect(SHARING, refreshToken(token)).body()).isEqualTo(INACTIVE);
        assertThat(introspect(APP, "unknown").body()).isEqualTo(INACTIVE);
        assertThat(introspect(APP, soapSession()).body()).isEqualTo(INACTIVE);
        revoke(accessToken(token));
        assertThat(introspect(APP, accessToken(token)).body()).isEqualTo(INACTIVE);
        now = now.plus(Duration.ofDays(30)).plusSeconds(1);
        assertThat(introspect(LIMITED, refreshToken(limited)).body()).isEqualTo(INACTIVE);
    }

    private String soapSession() {
        String answer = RawSoap.call(
                        org,
                        "64.0",
                        RawSoap.message(
                                "",
                                "<login><username>%s</username><password>%s</password></login>"
                                        .formatted(WebLogin.ADMIN, WebLogin.ADMIN_PASSWORD)))
                .body();
        return answer.replaceFirst("(?s).*<sessionId>", "").replaceFirst("(?s)</sessionId>.*", "");
    }

    @Test
    void tellsOfTokensToClientsByPostAlone() {
        String token = "token=" + accessToken(app.signIn());

        WebLogin.assertRefused(
                org.get("/services/oauth2/introspect?" + token), "invalid_request", "must use HTTP POST");
        WebLogin.assertRefused(
                org.post("/services/oauth2/introspect", token), "invalid_client_id", "client identifier invalid");
        WebLogin.assertRefused(
                org.post("/services/oauth2/introspect", token + "&client_id=app&client_secret=wrong"),
                "invalid_client",
                "invalid client credentials");
        WebLogin.assertRefused(
                org.post("/services/oauth2/introspect", "client_id=app&client_secret=app-secret"),
                "invalid_request",
                "missing required parameter: token");
    }

    @Test
    void letsOneSessionBeSharedByAllWhoSignInByTheClient() {
        String first = org.token(SHARING);
        assertThat(org.token(SHARING)).isEqualTo(first);
        String ofAnotherUser = accessToken(WebLogin.token(org.post(
                "/services/oauth2/token",
                "grant_type=password&client_id=sharing&client_secret=sharing-secret&username=%s&password=%s"
                        .formatted(TestOrg.encoded(WebLogin.ADMIN), TestOrg.encoded(WebLogin.ADMIN_PASSWORD)))));
        assertThat(ofAnotherUser).isNotEqualTo(first);

        revoke(first);

        assertThat(limits(first).statusCode()).isEqualTo(401);
        assertThat(limits(ofAnotherUser).statusCode()).isEqualTo(200);
        assertThat(org.token(SHARING)).isNotEqualTo(first);
        assertThat(org.token(APP)).isNotEqualTo(org.token(APP));
    }

    @Test
    void sharesNoSessionThatIsOver() {
        String first = org.token(SHARING);
        now = now.plus(Duration.ofHours(2)).plusSeconds(1);

        assertThat(org.token(SHARING)).isNotEqualTo(first);
    }

    @Test
    void fillsInTheVersionOfTheAddressesThatItTells() {
        JsonNode token = app.signIn();
        String path = token.get("id").asString().substring(org.server().url().length());

        assertThat(identityUrl(token, path)).endsWith("/services/data/v{version}/query/");
        assertThat(identityUrl(token, path + "?version=latest")).endsWith("/services/data/v67.0/query/");
        assertThat(identityUrl(token, path + "?version=58.0")).endsWith("/services/data/v58.0/query/");
        assertThat(identityUrl(token, path + "?version=99.0")).endsWith("/services/data/v{version}/query/");
    }

    private String identityUrl(JsonNode token, String path) {
        return WebLogin.token(org.get(path, "Authorization", "Bearer " + accessToken(token)))
                .get("urls")
                .get("query")
                .asString();
    }

    @Test
    void takesTheTokenOfAnIdentityWhereTheDocumentsPutIt() {
        JsonNode token = app.signIn();
        String path = token.get("id").asString().substring(org.server().url().length());
        String encoded = TestOrg.encoded(accessToken(token));

        assertThat(org.get(path + "?oauth_token=" + encoded).statusCode()).isEqualTo(200);
        assertThat(org.post("/services/oauth2/userinfo", "access_token=" + encoded)
                        .statusCode())
                .isEqualTo(200);
        assertThat(org.post("/services/oauth2/userinfo", "").body()).isEqualTo("Missing_OAuth_Token");
    }

    private HttpResponse<String> introspect(ConnectedClient client, String token) {
        return org.post(
                "/services/oauth2/introspect",
                "token=%s&client_id=%s&client_secret=%s"
                        .formatted(TestOrg.encoded(token), client.id(), client.secret()));
    }

    private HttpResponse<String> revoke(String token) {
        return org.post("/services/oauth2/revoke", "token=" + TestOrg.encoded(token));
    }

    private HttpResponse<String> limits(String token) {
        return org.get("/services/data/v65.0/limits", "Authorization", "Bearer " + token);
    }

    private static String accessToken(JsonNode token) {
        return token.get("access_token").asString();
    }

    private static String refreshToken(JsonNode token) {
        return token.get("refresh_token").asString();
    }
}
