package dev.lockstep.verification.crowd;

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

/// One client's own session of the REST and bulk APIs, with nothing between the test and the wire.
final class RestSession {
    private static final String DATA = "/services/data/v65.0";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI url;
    private final Findings findings;
    private final String token;

    private RestSession(HttpClient http, URI url, Findings findings, String token) {
        this.http = http;
        this.url = url;
        this.findings = findings;
        this.token = token;
    }

    static RestSession signIn(HttpClient http, URI url, Findings findings, String client, String secret) {
        var form = "grant_type=client_credentials&client_id=" + client + "&client_secret=" + secret;
        var request = HttpRequest.newBuilder(url.resolve("/services/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(form))
                .build();
        findings.called();
        var token =
                Optional.ofNullable(FlatFields.of(send(http, request).body()).get("access_token"));
        return new RestSession(http, url, findings, token.orElseThrow());
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "application/json", "");
    }

    HttpResponse<String> delete(String path) {
        return send("DELETE", path, "application/json", "");
    }

    HttpResponse<String> send(String method, String path, String json) {
        return send(method, path, "application/json", json);
    }

    HttpResponse<String> send(String method, String path, String type, String body) {
        return exchange(request(DATA + path)
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    HttpResponse<String> query(String soql) {
        return get("/query?q=" + encoded(soql));
    }

    /// A call of the SOAP API.
    ///
    /// @param body what stands in the envelope's body
    HttpResponse<String> soap(String body) {
        var envelope = """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com">\
            <soapenv:Header><SessionHeader><sessionId>%s</sessionId></SessionHeader></soapenv:Header>\
            <soapenv:Body>%s</soapenv:Body></soapenv:Envelope>\
            """;
        return exchange(request("/services/Soap/u/65.0")
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"\"")
                .POST(BodyPublishers.ofString(envelope.formatted(token, body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        findings.called();
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

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
