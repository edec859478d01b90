package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.RequestTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// What requests that come within another one have in common. One that can't be one refuses the whole.
final class Subrequests {
    static final String METHOD = "method";
    static final String URL = "url";

    private static final int FIRST_ERROR = 400;
    private static final String DATA = "/services/data/";
    private static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT");

    private Subrequests() {}

    /// Answers one of the requests as if it had come alone.
    interface Single {
        Answer answer(HttpCall call);
    }

    static String method(JsonValue.Group request) {
        JsonValue method = JsonRequest.member(request, METHOD);
        if (!METHODS.contains(JsonRequest.text(method, METHOD))) {
            throw JsonRequest.wrongType(METHOD, method);
        }
        return JsonRequest.text(method, METHOD);
    }

    /// Where a URL leads to that begins with the version, or as that of the whole request does.
    static RequestTarget target(String url) {
        String path = url.startsWith(DATA) ? url : DATA + url.replaceFirst("^/", "");
        int query = path.indexOf('?');
        return query < 0
                ? new RequestTarget(path, "")
                : new RequestTarget(path.substring(0, query), path.substring(query + 1));
    }

    static byte[] body(JsonValue.Group request, String name) {
        return request.members().containsKey(name) ? JsonRequest.bytes(JsonRequest.member(request, name)) : new byte[0];
    }

    static boolean isError(Answer answer) {
        return answer.status() >= FIRST_ERROR;
    }

    /// Whether it is an error, or tells of a record among many that was refused.
    static boolean hasFailed(Answer answer) {
        return isError(answer)
                || (JsonRequest.value(bytes(answer)).orElse(null) instanceof JsonValue.Items(var results, var _)
                        && results.stream().anyMatch(Subrequests::isRefused));
    }

    private static boolean isRefused(JsonValue result) {
        return result instanceof JsonValue.Group group
                && group.members().get("success") instanceof JsonValue.Scalar success
                && success.text().equals("false");
    }

    @Assumed(reason = "An answer without a body is told as null")
    static void writeBody(JsonGenerator json, Answer answer) {
        byte[] body = bytes(answer);
        if (body.length == 0) {
            json.writeNull();
        } else {
            json.writeRawValue(new String(body, StandardCharsets.UTF_8));
        }
    }

    static byte[] bytes(Answer answer) {
        var bytes = new ByteArrayOutputStream();
        try {
            answer.body().writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
