package dev.lockstep.orgsim.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The target of a request line as it was sent.
///
/// @param path percent-encoded
/// @param query percent-encoded; empty where there is none
public record RequestTarget(String path, String query) {
    /// The length in bytes of the whole target; it is ASCII.
    public int length() {
        return query.isEmpty() ? path.length() : path.length() + 1 + query.length();
    }

    /// The decoded parts of the path between slashes; a slash at the end adds none.
    public List<String> segments() {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                // A plus sign is itself in a path, a blank in a query.
                .map(segment -> decode(segment.replace("+", "%2B")))
                .toList();
    }

    Map<String, String> parameters() {
        return parameters(query);
    }

    /// Of a name that stands several times, the first value holds.
    static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : encoded.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            // A stray percent sign: taken as it stands.
            return encoded;
        }
    }
}
