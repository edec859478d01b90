package dev.lockstep.clients;

import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.server.OrgsimServer;
import dev.lockstep.orgsim.server.OrgsimSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A user who lets a client act for them, at the org's login page.
public record UserAtLogin(OrgsimServer org, HttpClient browser) {
    private static final ConnectedClient CLIENT = OrgsimSettings.WEB;
    private static final String BACK = encoded("http://localhost:1717/OauthRedirect");
    private static final Pattern REQUEST = Pattern.compile("name=\"request\" value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final Pattern REFRESH_TOKEN = Pattern.compile("\"refresh_token\":\"([^\"]+)\"");

    /// The code that the user brings back to the client.
    public static String code(OrgsimServer org) {
        return atBrowser(org, UserAtLogin::allow);
    }

    /// The refresh token that the client gets for such a code.
    public static String refreshToken(OrgsimServer org) {
        return atBrowser(org, user -> user.exchange(user.allow()));
    }

    private interface Errand {
        String run(UserAtLogin user) throws IOException, InterruptedException;
    }

    private static String atBrowser(OrgsimServer org, Errand errand) {
        try (var browser = HttpClient.newHttpClient()) {
            return errand.run(new UserAtLogin(org, browser));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private String allow() throws IOException, InterruptedException {
        String authorize = org.url() + "/services/oauth2/authorize";
        String query = "?response_type=code&client_id=%s&redirect_uri=%s".formatted(CLIENT.id(), BACK);
        HttpResponse<String> page = browser.send(
                HttpRequest.newBuilder(URI.create(authorize + query)).build(), BodyHandlers.ofString());
        HttpResponse<String> back = post(
                authorize,
                "request=%s&username=%s&password=%s&decision=allow"
                        .formatted(
                                encoded(found(REQUEST, page.body())),
                                encoded(org.org().integrationUser().username()),
                                encoded(OrgsimSettings.INTEGRATION.secret())));
        return URLDecoder.decode(
                found(CODE, back.headers().firstValue("Location").orElseThrow()), StandardCharsets.UTF_8);
    }

    private String exchange(String code) throws IOException, InterruptedException {
        HttpResponse<String> tokens = post(
                org.url() + "/services/oauth2/token",
                "grant_type=authorization_code&code=%s&redirect_uri=%s&client_id=%s&client_secret=%s"
                        .formatted(encoded(code), BACK, CLIENT.id(), CLIENT.secret()));
        return found(REFRESH_TOKEN, tokens.body());
    }

    private HttpResponse<String> post(String address, String form) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return browser.send(request, BodyHandlers.ofString());
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("No %s in %s".formatted(pattern, text));
        }
        return matcher.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
