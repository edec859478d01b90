package dev.lockstep.orgsim.server;

import com.sforce.soap.partner.Connector;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A running simulator and the clients that tests reach it with.
final class TestOrg implements AutoCloseable {
    static final int VERSION = 65;

    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final OrgsimServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    TestOrg(OrgsimSettings settings) {
        server = OrgsimServer.start(settings);
    }

    static TestOrg start() {
        return new TestOrg(OrgsimSettings.defaults());
    }

    OrgsimServer server() {
        return server;
    }

    /// Signs in as the integration user.
    String token() {
        return token(OrgsimSettings.INTEGRATION);
    }

    String token(ConnectedClient client) {
        HttpResponse<String> answer = signIn(client.id(), client.secret());
        Matcher token = TOKEN.matcher(answer.body());
        if (!token.find()) {
            throw new IllegalStateException("No token: " + answer.body());
        }
        return token.group(1);
    }

    HttpResponse<String> signIn(String id, String secret) {
        return post(
                "/services/oauth2/token",
                "grant_type=client_credentials&client_id=%s&client_secret=%s".formatted(encoded(id), encoded(secret)));
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /// A query of the REST API as the integration user.
    HttpResponse<String> query(String soql, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + token();
        return get("/services/data/v65.0/query?q=" + encoded(soql), all);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/x-www-form-urlencoded";
        return send(request(path, all)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpClient http() {
        return http;
    }

    /// Salesforce's own client.
    PartnerConnection soap(String token) {
        try {
            return Connector.newConnection(soapSettings(token));
        } catch (ConnectionException e) {
            throw new IllegalStateException(e);
        }
    }

    private ConnectorConfig soapSettings(String token) {
        String endpoint = "%s/services/Soap/u/%d.0".formatted(server.url(), VERSION);
        var settings = new ConnectorConfig();
        settings.setManualLogin(true);
        settings.setAuthEndpoint(endpoint);
        settings.setServiceEndpoint(endpoint);
        settings.setSessionId(token);
        // A chunked body can't be sent again by the JDK below, so that one call is one POST.
        settings.setUseChunkedPost(true);
        return settings;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
