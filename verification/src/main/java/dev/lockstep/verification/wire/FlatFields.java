package dev.lockstep.verification.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The plain values of JSON objects. Those of an object within the object are there as `outer.inner`; lists in it are
/// left out.
public final class FlatFields {
    private static final JsonFactory FACTORY = new JsonFactory();

    private FlatFields() {}

    /// Of the answer's one object. Numbers and booleans come as their text, null as no entry.
    public static Map<String, String> of(String json) {
        try (var parser = parser(json)) {
            parser.nextToken();
            return read(parser);
        }
    }

    /// Of the objects in the answer's outermost list, or in the first list within its object.
    public static List<Map<String, String>> listOf(String json) {
        try (var parser = parser(json)) {
            while (parser.nextToken() != JsonToken.START_ARRAY) {
                if (parser.currentToken() == null) {
                    throw new IllegalStateException("there is no list in " + json);
                }
            }
            var objects = new ArrayList<Map<String, String>>();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                objects.add(read(parser));
            }
            return objects;
        }
    }

    private static JsonParser parser(String json) {
        return FACTORY.createParser(ObjectReadContext.empty(), json);
    }

    private static Map<String, String> read(JsonParser parser) {
        var fields = new HashMap<String, String>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                read(parser).forEach((inner, text) -> fields.put(name + "." + inner, text));
            } else if (value == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                fields.put(name, parser.getString());
            }
        }
        return fields;
    }
}
