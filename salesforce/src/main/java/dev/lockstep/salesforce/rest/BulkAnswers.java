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

    public static ResultPages resultPages(byte[] json) {
        try (var parser = FlatJson.JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the list of a result's parts is no JSON object");
            }
            return resultPages(parser);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("the list of a result's parts is no sound JSON", malformed);
        }
    }

    private static ResultPages resultPages(JsonParser parser) {
        var paths = new ArrayList<String>();
        var next = Optional.<String>empty();
        var done = Optional.<Boolean>empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            switch (name) {
                case "resultPages" -> addPaths(parser, paths);
                case "nextRecordUrl" ->
                    next = token == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(path(parser.getString()));
                case "done" -> done = Optional.of(parser.getBooleanValue());
                default -> parser.skipChildren();
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || done.isEmpty() || done.get() == next.isPresent()) {
            throw new IllegalArgumentException("the list of a result's parts doesn't say clearly whether more follow");
        }
        return new ResultPages(paths, next);
    }

    private static void addPaths(JsonParser parser, List<String> paths) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("resultPages is no list");
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            paths.add(path(FlatJson.required(FlatJson.texts(parser), "resultUrl")));
        }
    }

    /// Salesforce writes some paths without their first slash.
    private static String path(String told) {
        var path = told.startsWith("services/") ? "/" + told : told;
        RestResources.checkPath(path);
        return path;
    }
}
