package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.lockstep.orgsim.oauth.AppOption;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.oauth.ConnectedClient.RunsAs;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Signing in by the user's browser, by a clock that stands still until it is moved.
class WebServerFlowIT {
    /// The example of the standard (RFC 7636, appendix B).
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static final ConnectedClient APP = new ConnectedClient("app", "app-secret", RunsAs.INTEGRATION_USER)
            .redirectingTo(WebLogin.CALLBACK, "https://app.example/other?from=org");
    private static final ConnectedClient PUBLIC = new ConnectedClient("public", "unused", RunsAs.INTEGRATION_USER)
            .redirectingTo(WebLogin.CALLBACK)
            .with(AppOption.NEEDS_NO_SECRET, AppOption.NEEDS_CODE_CHALLENGE);

    private volatile Instant now = Instant.parse("2026-03-04T05:06:07Z");
    private TestOrg org;
    private WebLogin app;
    private WebLogin publicApp;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults().withClock(() -> now).withClients(List.of(APP, PUBLIC)));
        app = new WebLogin(org, APP);
        publicApp = new WebLogin(org, PUBLIC);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void signsInTheUserWhoLogsIn() {
        HttpResponse<String> back = app.logIn(
                WebLogin.handle(app.ask("&state=a%26b%3D%20%22c")), "Admin@Lockstep.example", WebLogin.ADMIN_PASSWORD);

        assertThat(WebLogin.parameters(back)).containsOnlyKeys("code", "state").contains(entry("state", "a&b= \"c"));
        HttpResponse<String> answer = app.exchange(WebLogin.codeOf(back), "");
        var token = WebLogin.token(answer);
        assertThat(token.propertyNames())
                .containsExactly(
                        "access_token",
                        "refresh_token",
                        "signature",
                        "scope",
                        "instance_url",
                        "id",
                        "token_type",
                        "issued_at");
        assertThat(token.get("id").asString())
                .endsWith(org.server().org().adminUser().id());
        assertThat(token.get("scope").asString()).isEqualTo("refresh_token id api");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(app.isOpen(token)).isTrue();
    }

    @Test
    void bringsNoStateWhereThereWasNone() {
        HttpResponse<String> back = app.logIn(WebLogin.handle(app.ask("")), WebLogin.ADMIN, WebLogin.ADMIN_PASSWORD);

        assertThat(WebLogin.parameters(back)).containsOnlyKeys("code");
    }

    @Test
    void keepsTheParametersOfTheAddressThatItGoesBackTo() {
        String asked = "/services/oauth2/authorize?response_type=code&client_id=app&redirect_uri="
                + TestOrg.encoded("https://app.example/other?from=org");

        HttpResponse<String> back = app.logIn(WebLogin.handle(org.get(asked)), WebLogin.ADMIN, WebLogin.ADMIN_PASSWORD);

        assertThat(back.headers().firstValue("Location").orElseThrow())
                .startsWith("https://app.example/other?from=org&code=");
    }

    @Test
    void givesARefreshTokenOnlyToWhoAskedForOne() {
        var without = WebLogin.token(app.exchange(app.code("&scope=api+id"), ""));
        var with = WebLogin.token(app.exchange(app.code("&scope=api+offline_access"), ""));

        assertThat(without.has("refresh_token")).isFalse();
        assertThat(without.get("scope").asString()).isEqualTo("api id");
        assertThat(with.has("refresh_token")).isTrue();
    }

    @Test
    void showsAPageWithoutScriptThatNobodyCanFrame() {
        HttpResponse<String> page = app.ask("&login_hint=" + TestOrg.encoded("\"><script>alert(1)</script>'&"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;\"")
                .doesNotContain("<script");
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void asksAgainAfterAWrongPassword() {
        String handle = WebLogin.handle(app.ask(""));

        HttpResponse<String> again = app.logIn(handle, "<b>", "wrong");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body())
                .contains("role=\"alert\"")
                .contains("value=\"&lt;b&gt;\"")
                .doesNotContain("wrong");
        assertThat(WebLogin.handle(again)).isEqualTo(handle);
        assertThat(app.logIn(handle, WebLogin.ADMIN, "wrong").statusCode()).isEqualTo(200);
        assertThat(app.logIn(handle, WebLogin.ADMIN, WebLogin.ADMIN_PASSWORD).statusCode())
                .isEqualTo(302);
    }

    @Test
    void takesEachLoginPageOnceAndForFifteenMinutes() {
        String used = WebLogin.handle(app.ask(""));
        app.logIn(used, WebLogin.ADMIN, WebLogin.ADMIN_PASSWORD);
        assertPage(app.logIn(used, WebLogin.ADMIN, WebLogin.ADMIN_PASSWORD), "invalid_request");
        String old = WebLogin.handle(app.ask(""));
        now = now.plus(Duration.ofMinutes(15)).plusSeconds(1);

        assertPage(app.logIn(old, WebLogin.ADMIN, WebLogin.ADMIN_PASSWORD), "invalid_request");
        assertPage(app.logIn("nothing", WebLogin.ADMIN, WebLogin.ADMIN_PASSWORD), "invalid_request");
        assertPage(org.post("/services/oauth2/authorize", ""), "invalid_request");
    }

    @Test
    void tellsTheClientThatTheUserDenied() {
        String handle = WebLogin.handle(app.ask("&state=s"));

        assertThat(WebLogin.parameters(app.deny(handle)))
                .containsOnly(
                        entry("error", "access_denied"),
                        entry("error_description", "end-user denied authorization"),
                        entry("state", "s"));
        assertPage(app.logIn(handle, WebLogin.ADMIN, WebLogin.ADMIN_PASSWORD), "invalid_request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client_id=nobody&redirect_uri=https://app.example/callback | invalid_client_id",
                "redirect_uri=https://app.example/callback | invalid_client_id",
                "client_id=app | redirect_uri_missing",
                "client_id=app&redirect_uri=https://evil.example/ | redirect_uri_mismatch",
                "client_id=app&redirect_uri=https://app.example/callback/ | redirect_uri_mismatch",
                "client_id=app&redirect_uri=HTTPS://app.example/callback | redirect_uri_mismatch",
                "client_id=public&redirect_uri=https://app.example/other | redirect_uri_mismatch"
            })
    void showsAPageWhereTheWayBackCannotBeTrusted(String parameters, String error) {
        assertPage(org.get("/services/oauth2/authorize?response_type=code&" + parameters), error);
    }

    @Test
    void takesNoOtherMethods() {
        assertPage(
                org.send(org.request("/services/oauth2/authorize")
                        .method("PUT", HttpRequest.BodyPublishers.noBody())
                        .build()),
                "invalid_request");
    }

    private static void assertPage(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.body()).contains("error=" + error + "&amp;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&scope=api+everything | invalid_scope | requested scope is invalid, unknown, or malformed",
                "&scope=openid | invalid_scope | requested scope is invalid, unknown, or malformed",
                "&code_challenge=short | invalid_request | invalid code challenge",
                "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=MD5"
                        + " | invalid_request | invalid code challenge method",
                "&prompt=none | immediate_unsuccessful | immediate unsuccessful",
                "&immediate=true | immediate_unsuccessful | immediate unsuccessful"
            })
    void tellsTheClientWhatIsWrongWithItsRequest(String more, String error, String description) {
        assertThat(WebLogin.parameters(app.ask(more + "&state=s")))
                .containsOnly(entry("error", error), entry("error_description", description), entry("state", "s"));
    }

    @Test
    void tellsTheClientThatThereIsNoOtherResponse() {
        HttpResponse<String> answer = org.get("/services/oauth2/authorize?response_type=token&client_id=app"
                + "&redirect_uri=" + TestOrg.encoded(WebLogin.CALLBACK));

        assertThat(WebLogin.parameters(answer))
                .containsOnly(
                        entry("error", "unsupported_response_type"),
                        entry("error_description", "response type not supported"));
    }

    @Test
    void takesACodeOnce() {
        String code = app.code("");
        WebLogin.token(app.exchange(code, ""));

        WebLogin.assertRefused(app.exchange(code, ""), "invalid_grant", "expired authorization code");
    }

    @Test
    void takesACodeForFifteenMinutes() {
        String inTime = app.code("");
        now = now.plusSeconds(1);
        String late = app.code("");
        String unknown = "aPrxUnknown";
        now = now.plus(Duration.ofMinutes(15)).minusSeconds(1);

        WebLogin.token(app.exchange(inTime, ""));
        now = now.plusSeconds(2);
        WebLogin.assertRefused(app.exchange(late, ""), "invalid_grant", "expired authorization code");
        WebLogin.assertRefused(app.exchange(unknown, ""), "invalid_grant", "invalid authorization code");
    }

    @Test
    void takesACodeFromItsClientAndItsAddressAlone() {
        String code = app.code("");
        String form = "grant_type=authorization_code&code=" + code;

        WebLogin.assertRefused(publicApp.exchange(code, ""), "invalid_grant", "invalid authorization code");
        WebLogin.assertRefused(
                org.post("/services/oauth2/token", form + "&client_id=app&client_secret=app-secret"),
                "redirect_uri_mismatch",
                "redirect_uri must match configuration");
        WebLogin.assertRefused(
                org.post(
                        "/services/oauth2/token",
                        form + "&client_id=app&client_secret=app-secret&redirect_uri="
                                + TestOrg.encoded("https://app.example/other?from=org")),
                "redirect_uri_mismatch",
                "redirect_uri must match configuration");
        WebLogin.assertRefused(
                org.post("/services/oauth2/token", form + "&client_id=app&client_secret=wrong"),
                "invalid_client",
                "invalid client credentials");
        WebLogin.assertRefused(
                org.post(
                        "/services/oauth2/token",
                        "grant_type=authorization_code&client_id=app&client_secret=app-secret"),
                "invalid_request",
                "missing required parameter: code");
        WebLogin.token(app.exchange(code, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge=" + CHALLENGE + "&code_challenge_method=S256",
        "code_challenge=" + CHALLENGE,
        "code_challenge=" + VERIFIER + "&code_challenge_method=plain"
    })
    void takesAChallengedCodeWithItsVerifierAlone(String challenge) {
        String code = app.code("&" + challenge);

        for (String wrong : List.of("", "&code_verifier=", "&code_verifier=" + VERIFIER.replace('d', 'e'))) {
            WebLogin.assertRefused(app.exchange(code, wrong), "invalid_grant", "invalid code verifier");
        }
        WebLogin.token(app.exchange(code, "&code_verifier=" + VERIFIER));
    }

    @Test
    void letsAClientDoWithoutItsSecretThatCannotKeepOne() {
        String code = publicApp.code("&code_challenge=" + CHALLENGE);
        String form = "grant_type=authorization_code&client_id=public&code=%s&redirect_uri=%s&code_verifier=%s"
                .formatted(code, TestOrg.encoded(WebLogin.CALLBACK), VERIFIER);

        WebLogin.assertRefused(
                org.post("/services/oauth2/token", form + "&client_secret=wrong"),
                "invalid_client",
                "invalid client credentials");
        WebLogin.token(org.post("/services/oauth2/token", form));
        WebLogin.assertRefused(
                org.post("/services/oauth2/token", "grant_type=client_credentials&client_id=public"),
                "invalid_client",
                "invalid client credentials");
    }

    @Test
    void demandsAChallengeWhereTheClientNeedsOne() {
        assertThat(WebLogin.parameters(publicApp.ask("")))
                .containsOnly(
                        entry("error", "invalid_request"),
                        entry("error_description", "missing required code challenge"));
    }

    @Test
    void countsItsRequestsWithoutWhatTheySaid() {
        app.signIn();

        assertThat(org.get("/orgsim/requests").body())
                .contains("\"operation\":\"authorize\"")
                .doesNotContain("app-secret")
                .doesNotContain(WebLogin.ADMIN_PASSWORD);
    }
}
