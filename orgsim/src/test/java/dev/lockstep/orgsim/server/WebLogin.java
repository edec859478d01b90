package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.oauth.SignInSettings;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A client that sends its user to log in, and the user.
record WebLogin(TestOrg org, ConnectedClient client) {
    static final String CALLBACK = "https://app.example/callback";
    static final String ADMIN = "admin@lockstep.example";
    static final String ADMIN_PASSWORD = SignInSettings.defaults().passwords().adminUser();

    private static final String AUTHORIZE = "/services/oauth2/authorize";
    private static final String TOKEN = "/services/oauth2/token";
    private static final Pattern HANDLE = Pattern.compile("name=\"request\" value=\"([^\"]+)\"");

    /// Asks for the login page.
    ///
    /// @param more further parameters, encoded, beginning with an ampersand
    HttpResponse<String> ask(String more) {
        return org.get("%s?response_type=code&client_id=%s&redirect_uri=%s%s"
                .formatted(AUTHORIZE, TestOrg.encoded(client.id()), TestOrg.encoded(CALLBACK), more));
    }

    static String handle(HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        Matcher handle = HANDLE.matcher(page.body());
        assertThat(handle.find()).as(page.body()).isTrue();
        return handle.group(1);
    }

    HttpResponse<String> logIn(String handle, String username, String password) {
        return org.post(
                AUTHORIZE,
                "request=%s&username=%s&password=%s&decision=allow"
                        .formatted(handle, TestOrg.encoded(username), TestOrg.encoded(password)));
    }

    HttpResponse<String> deny(String handle) {
        return org.post(AUTHORIZE, "request=%s&username=&password=&decision=deny".formatted(handle));
    }

    /// The code that the admin user brings back.
    String code(String more) {
        return codeOf(logIn(handle(ask(more)), ADMIN, ADMIN_PASSWORD));
    }

    static String codeOf(HttpResponse<String> redirection) {
        return Optional.ofNullable(parameters(redirection).get("code")).orElseThrow();
    }

    /// What a redirection brings to the client.
    static Map<String, String> parameters(HttpResponse<String> redirection) {
        assertThat(redirection.statusCode()).as(redirection.body()).isEqualTo(302);
        URI location = URI.create(redirection.headers().firstValue("Location").orElseThrow());
        assertThat(location.toString()).startsWith(CALLBACK + "?");
        Map<String, String> parameters = new HashMap<>();
        for (String pair : location.getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    HttpResponse<String> exchange(String code, String more) {
        return org.post(
                TOKEN,
                "grant_type=authorization_code&code=%s&redirect_uri=%s&%s%s"
                        .formatted(TestOrg.encoded(code), TestOrg.encoded(CALLBACK), credentials(), more));
    }

    /// Signs the admin user in from the beginning.
    JsonNode signIn() {
        return token(exchange(code(""), ""));
    }

    HttpResponse<String> refresh(String refreshToken) {
        return org.post(
                TOKEN,
                "grant_type=refresh_token&refresh_token=%s&%s".formatted(TestOrg.encoded(refreshToken), credentials()));
    }

    static JsonNode token(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return BulkClient.json(answer);
    }

    private String credentials() {
        return "client_id=%s&client_secret=%s"
                .formatted(TestOrg.encoded(client.id()), TestOrg.encoded(client.secret()));
    }

    /// Whether a session is open. Asking counts as use.
    boolean isOpen(JsonNode token) {
        return org.get(
                                "/services/data/v65.0/limits",
                                "Authorization",
                                "Bearer " + token.get("access_token").asString())
                        .statusCode()
                == 200;
    }

    static void assertRefused(HttpResponse<String> answer, String error, String description) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description));
    }
}
