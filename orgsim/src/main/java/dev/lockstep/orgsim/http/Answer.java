package dev.lockstep.orgsim.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer, ready to be sent.
///
/// @param headers in their order
public record Answer(int status, Map<String, String> headers, Body body) {
    public static final String JSON = "application/json;charset=UTF-8";
    public static final String XML = "text/xml;charset=UTF-8";

    public static Answer of(int status, String contentType, byte[] body) {
        return of(status, contentType, new WholeBody(body));
    }

    /// An answer whose bytes are made while they are sent.
    public static Answer of(int status, String contentType, Body body) {
        return new Answer(status, Map.of("Content-Type", contentType), body);
    }

    public static Answer json(int status, String body) {
        return of(status, JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new WholeBody(new byte[0]));
    }

    /// The same answer under another status.
    public Answer status(int other) {
        return new Answer(other, headers, body);
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }
}
