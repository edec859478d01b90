package dev.lockstep.verification.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// A session of the integration user. For one thread at a time.
public final class RestSession {
    public static final String CLIENT = "lockstep-demo";
    public static final String SECRET = "lockstep-demo-secret";
    /// What a body is that is JSON.
    public static final String JSON = "application/json";

    private static final String DATA = "/services/data/v65.0";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI url;
    private final Runnable calling;
    private final String token;

    private RestSession(HttpClient http, URI url, Runnable calling, String token) {
        this.http = http;
        this.url = url;
        this.calling = calling;
        this.token = token;
    }

    /// Signs in.
    ///
    /// @param calling is told of each call, the one that signs in too
    public static RestSession signIn(HttpClient http, URI url, Runnable calling) {
        var form = "grant_type=client_credentials&client_id=" + CLIENT + "&client_secret=" + SECRET;
        var request = HttpRequest.newBuilder(url.resolve("/services/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(form))
                .build();
        calling.run();
        var token =
                Optional.ofNullable(FlatFields.of(send(http, request).body()).get("access_token"));
        return new RestSession(http, url, calling, token.orElseThrow());
    }

    public String token() {
        return token;
    }

    /// Paths begin behind the version.
    public HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    public HttpResponse<String> delete(String path) {
        return send("DELETE", path, "");
    }

    public HttpResponse<String> send(String method, String path, String json) {
        return send(method, path, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends bytes of any kind.
    public HttpResponse<String> send(String method, String path, String type, byte[] body) {
        return exchange(DATA + path, method, type, body);
    }

    public HttpResponse<String> query(String soql) {
        return get("/query?q=" + encoded(soql));
    }

    /// A call of the SOAP API.
    ///
    /// @param body what stands in the envelope's body
    public HttpResponse<String> soap(String body) {
        return soap(envelope(body).getBytes(StandardCharsets.UTF_8));
    }

    /// Sends bytes to the SOAP API.
    public HttpResponse<String> soap(byte[] envelope) {
        return exchange("/services/Soap/u/65.0", "POST", "text/xml; charset=UTF-8", envelope);
    }

    /// A message of the SOAP API, with this session in its header.
    public String envelope(String body) {
        return """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com">\
            <soapenv:Header><SessionHeader><sessionId>%s</sessionId></SessionHeader></soapenv:Header>\
            <soapenv:Body>%s</soapenv:Body></soapenv:Envelope>\
            """.formatted(token, body);
    }

    /// Sends bytes to any path, by the ways in which the APIs take a session.
    public HttpResponse<String> exchange(String path, String method, String type, byte[] body) {
        calling.run();
        var request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("X-SFDC-Session", token)
                .header("SOAPAction", "\"\"")
                .header("Content-Type", type)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return send(http, request.build());
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
