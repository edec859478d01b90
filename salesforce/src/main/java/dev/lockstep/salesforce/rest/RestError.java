package dev.lockstep.salesforce.rest;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Why a request was refused, as the body of the answer tells.
public record RestError(String code, String message) {

    /// Reads `[{"errorCode":…,"message":…}]` and OAuth's `{"error":…,"error_description":…}`; empty for anything
    /// else.
    public static Optional<RestError> read(byte[] body) {
        try (var parser = FlatJson.JSON.createParser(ObjectReadContext.empty(), body)) {
            var token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                token = parser.nextToken();
            }
            if (token != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            var fields = FlatJson.texts(parser);
            return Optional.ofNullable(fields.getOrDefault("errorCode", fields.get("error")))
                    .map(code -> new RestError(
                            code,
                            fields.getOrDefault("message", fields.getOrDefault("error_description", "no message"))));
        } catch (JacksonException | IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }
}
