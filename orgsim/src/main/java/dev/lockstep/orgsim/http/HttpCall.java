package dev.lockstep.orgsim.http;

import dev.lockstep.orgsim.evidence.Documented;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One request that has arrived whole: its body is read and unpacked, its path and parameters are still as they were
/// sent.
public final class HttpCall {
    private static final String CALL_OPTIONS = "Sforce-Call-Options";

    private final String method;
    private final RequestTarget target;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Optional<Path> upload;
    private final String baseUrl;

    /// @param headers names without regard to case
    /// @param upload the file that holds the body, which is empty then
    /// @param baseUrl how the client reached the simulator, without a slash at the end. Answers point back
    ///     there, so that a proxy in between stays in between
    HttpCall(
            String method,
            RequestTarget target,
            Map<String, String> headers,
            byte[] body,
            Optional<Path> upload,
            String baseUrl) {
        this.method = method;
        this.target = target;
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        this.headers = Collections.unmodifiableMap(copy);
        this.body = body.clone();
        this.upload = upload;
        this.baseUrl = baseUrl;
    }

    /// A request that came within this one: by the same client, with a body of JSON.
    ///
    /// @param more headers of its own
    public HttpCall within(String innerMethod, RequestTarget innerTarget, Map<String, String> more, byte[] innerBody) {
        Map<String, String> innerHeaders = new HashMap<>(more);
        header("Authorization").ifPresent(value -> innerHeaders.put("Authorization", value));
        header(CALL_OPTIONS).ifPresent(value -> innerHeaders.put(CALL_OPTIONS, value));
        innerHeaders.put("Content-Type", "application/json");
        return new HttpCall(innerMethod, innerTarget, innerHeaders, innerBody, Optional.empty(), baseUrl);
    }

    public String method() {
        return method;
    }

    public RequestTarget target() {
        return target;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// As [RequestTarget#segments()].
    public List<String> segments() {
        return target.segments();
    }

    /// A parameter of the query string.
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(target.parameters().get(name));
    }

    /// The body read as a form, whatever its content type says.
    public Map<String, String> form() {
        return RequestTarget.parameters(new String(body, StandardCharsets.UTF_8));
    }

    public byte[] body() {
        return body.clone();
    }

    /// The file that the body was put into, where the endpoint asked for one. It is deleted when the request has been
    /// answered, unless it was moved.
    public Optional<Path> upload() {
        return upload;
    }

    public String baseUrl() {
        return baseUrl;
    }

    /// What the client calls itself in the call options, so that changes can be told by whom they were made.
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_calloptions.htm")
    public Optional<String> client() {
        return header(CALL_OPTIONS).stream()
                .flatMap(options -> Arrays.stream(options.split(",", -1)))
                .map(String::strip)
                .filter(option -> option.startsWith("client="))
                .map(option -> option.substring("client=".length()))
                .filter(client -> !client.isEmpty())
                .findFirst();
    }

    /// The access token of the request, however it is written: `Bearer`, `OAuth` or bare.
    public Optional<String> accessToken() {
        return header("Authorization").flatMap(HttpCall::accessToken);
    }

    /// The same of the header's value.
    public static Optional<String> accessToken(String authorization) {
        return Optional.of(authorization
                        .replaceFirst("(?i)^(bearer|oauth)\\s+", "")
                        .strip())
                .filter(token -> !token.isEmpty());
    }
}
