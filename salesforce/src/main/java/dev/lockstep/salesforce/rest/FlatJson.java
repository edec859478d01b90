package dev.lockstep.salesforce.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads small JSON objects whose values are texts, numbers and flags; what is nested is passed over.
public final class FlatJson {
    static final JsonFactory JSON = new JsonFactory();

    private FlatJson() {}

    /// The scalar fields of an object, as texts, without those that are null. Throws [IllegalArgumentException]
    /// for what isn't a whole JSON object.
    public static Map<String, String> texts(byte[] json) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the answer is no JSON object");
            }
            return texts(parser);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("the answer is no sound JSON", malformed);
        }
    }

    public static String required(Map<String, String> fields, String name) {
        var text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException("the answer lacks " + name);
        }
        return text;
    }

    /// Reads the object that the parser stands at the beginning of.
    static Map<String, String> texts(JsonParser parser) {
        var texts = new LinkedHashMap<String, String>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if (token == JsonToken.VALUE_NULL) {
                continue;
            }
            if (token.isScalarValue()) {
                texts.put(name, parser.getString());
            } else {
                parser.skipChildren();
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new IllegalArgumentException("the answer breaks off");
        }
        return texts;
    }
}
