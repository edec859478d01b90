package dev.lockstep.salesforce.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Reads what the Bulk API 2.0 says of the parts of a result. All throw [IllegalArgumentException] for what isn't
/// sound.
public final class BulkAnswers {
    private BulkAnswers() {}

    /// Some parts of a result, and where the org tells of the next ones.
    ///
    /// @param paths of the parts
    /// @param next absent where these were the last ones
    public record ResultPages(List<String> paths, Optional<String> next) {
        public ResultPages {
            paths = List.copyOf(paths);
        }
    }

    /// Documents call the list `resultPages`, its links `resultUrl` and what follows `nextRecordUrl` or
    /// `nextRecordsUrl`; clients of real orgs read `resultChunks` and `resultLink`, with paths that begin below the
    /// version. All of it is understood.
    ///
    /// @param version of the API, such as `65.0`
    public static ResultPages resultPages(byte[] json, String version) {
        try (var parser = FlatJson.JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the list of a result's parts is no JSON object");
            }
            return resultPages(parser, version);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("the list of a result's parts is no sound JSON", malformed);
        }
    }

    private static ResultPages resultPages(JsonParser parser, String version) {
        var paths = new ArrayList<String>();
        var next = Optional.<String>empty();
        var done = Optional.<Boolean>empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            switch (name) {
                case "resultPages", "resultChunks" -> addPaths(parser, version, paths);
                case "nextRecordUrl", "nextRecordsUrl" ->
                    next = token == JsonToken.VALUE_NULL
                            ? Optional.empty()
                            : Optional.of(path(parser.getString(), version));
                case "done" -> done = Optional.of(parser.getBooleanValue());
                default -> parser.skipChildren();
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || done.isEmpty() || done.get() == next.isPresent()) {
            throw new IllegalArgumentException("the list of a result's parts doesn't say clearly whether more follow");
        }
        return new ResultPages(paths, next);
    }

    private static void addPaths(JsonParser parser, String version, List<String> paths) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("resultPages is no list");
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            var link = FlatJson.texts(parser);
            paths.add(path(
                    Optional.ofNullable(link.get("resultLink")).orElseGet(() -> FlatJson.required(link, "resultUrl")),
                    version));
        }
    }

    /// Salesforce writes some paths without their first slash.
    private static String path(String told, String version) {
        var path = told.startsWith("/") ? told : "/" + told;
        if (path.startsWith("/jobs/")) {
            return "/services/data/v" + version + path;
        }
        RestResources.checkPath(path);
        return path;
    }
}
