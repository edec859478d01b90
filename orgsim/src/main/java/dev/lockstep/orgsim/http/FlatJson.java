package dev.lockstep.orgsim.http;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads a JSON object without anything nested in it.
public final class FlatJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private FlatJson() {}

    /// Numbers and booleans come as their text; null as no entry.
    ///
    /// @throws IllegalArgumentException when it is anything else
    public static Map<String, String> read(byte[] json) {
        Map<String, String> entries = new LinkedHashMap<>();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("The request must be a JSON object.");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isStructStart()) {
                    throw new IllegalArgumentException("\"%s\" must be a plain value.".formatted(name));
                }
                if (value != JsonToken.VALUE_NULL) {
                    entries.put(name, parser.getString());
                }
            }
            return entries;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The request isn't JSON: " + e.getOriginalMessage(), e);
        }
    }
}
