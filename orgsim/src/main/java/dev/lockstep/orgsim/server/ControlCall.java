package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.FlatJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// A request below `/orgsim`.
///
/// @param path behind `/orgsim`, without a slash at its end; empty for the page
/// @param parameters of the query, the first of each name
record ControlCall(String method, String path, Map<String, String> parameters, String body) {
    /// Method and path, as in `GET /clock`.
    String line() {
        return method + " " + path;
    }

    /// The body's one object.
    ///
    /// @throws IllegalArgumentException when it is anything else
    Map<String, String> entries() {
        return FlatJson.read(body.getBytes(StandardCharsets.UTF_8));
    }

    /// 0 where the query doesn't say, or nothing that is a number.
    long number(String parameter) {
        var text = Optional.ofNullable(parameters.get(parameter)).orElse("");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    boolean flag(String parameter) {
        return Boolean.parseBoolean(parameters.get(parameter));
    }

    /// The number behind the path's last slash.
    long numberAtEnd() {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }
}
