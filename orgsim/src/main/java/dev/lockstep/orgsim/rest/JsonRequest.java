package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.rest.JsonValue.Place;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// Reads the JSON body of a request.
final class JsonRequest {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String PARSER_ERROR = "JSON_PARSER_ERROR";

    private JsonRequest() {}

    /// The body, which must be a JSON object.
    ///
    /// @param type what messages call it
    /// @throws RestRefusal when it is something else
    static JsonValue.Group group(HttpCall call, String type) {
        requireJson(call);
        return asGroup(read(call.body()), type);
    }

    /// The body where it can be read, for a look at what the request is about.
    static Optional<JsonValue.Group> glance(HttpCall call) {
        return glance(call.body());
    }

    /// The object that the bytes are, if they are one.
    static Optional<JsonValue.Group> glance(byte[] body) {
        return value(body).filter(JsonValue.Group.class::isInstance).map(JsonValue.Group.class::cast);
    }

    /// What the bytes are, if they are JSON.
    static Optional<JsonValue> value(byte[] body) {
        try {
            return Optional.of(read(body));
        } catch (RestRefusal _) {
            return Optional.empty();
        }
    }

    /// The value, which must be an object.
    static JsonValue.Group asGroup(JsonValue value, String type) {
        if (value instanceof JsonValue.Group group) {
            return group;
        }
        throw wrongType(type, value);
    }

    /// The members of an array that must be there.
    static List<JsonValue> items(JsonValue.Group body, String name) {
        if (member(body, name) instanceof JsonValue.Items(List<JsonValue> items, Place _)) {
            return items;
        }
        throw wrongType(name, member(body, name));
    }

    /// A member that must be there.
    static JsonValue member(JsonValue.Group body, String name) {
        JsonValue value = body.members().get(name);
        if (value == null) {
            throw new RestRefusal(400, PARSER_ERROR, "Missing \"%s\" at %s".formatted(name, body.place()));
        }
        return value;
    }

    static String text(JsonValue value, String type) {
        if (value instanceof JsonValue.Scalar scalar && scalar.kind() == JsonValue.Kind.STRING) {
            return scalar.text();
        }
        throw wrongType(type, value);
    }

    /// A boolean; false where it isn't there.
    static boolean flag(JsonValue.Group body, String name) {
        return switch (body.members().get(name)) {
            case null -> false;
            case JsonValue.Scalar scalar
            when scalar.kind() == JsonValue.Kind.BOOLEAN -> Boolean.parseBoolean(scalar.text());
            case JsonValue other -> throw wrongType("boolean", other);
        };
    }

    @Assumed(reason = "What a request doesn't know is refused with words that public reports have")
    static void requireMembers(JsonValue.Group body, List<String> known) {
        body.members().forEach((name, value) -> {
            if (!known.contains(name)) {
                throw new RestRefusal(
                        400, PARSER_ERROR, "Unrecognized field \"%s\" at %s".formatted(name, value.place()));
            }
        });
    }

    @Assumed(reason = "The code is documented, the words were seen in public reports")
    static RestRefusal wrongType(String type, JsonValue value) {
        String what = value instanceof JsonValue.Scalar scalar
                ? "%s value %s or request may be missing a required field at"
                        .formatted(value.tokenName(), scalar.text())
                : value.tokenName() + " value";
        return new RestRefusal(
                400, PARSER_ERROR, "Cannot deserialize instance of %s from %s %s".formatted(type, what, value.place()));
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm")
    @Assumed(reason = "XML bodies, which an org takes too, aren't simulated; the error code is believed")
    private static void requireJson(HttpCall call) {
        String type = call.header("Content-Type").orElse("").split(";", -1)[0].strip();
        if (!type.equalsIgnoreCase("application/json")) {
            throw new RestRefusal(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported content type: " + type);
        }
    }

    private static JsonValue read(byte[] body) {
        if (body.length == 0) {
            throw new RestRefusal(
                    400, PARSER_ERROR, "The HTTP entity body is required, but this request has no entity body.");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            JsonValue value = value(parser);
            if (parser.nextToken() != null) {
                throw new RestRefusal(400, PARSER_ERROR, "Unexpected content behind the end at " + place(parser));
            }
            return value;
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    @Assumed(reason = "An org reads JSON with the same library, so that its messages are the same")
    private static RestRefusal malformed(JacksonException malformed) {
        TokenStreamLocation at = malformed.getLocation();
        String where = at == null ? "" : " at " + new Place(at.getLineNr(), at.getColumnNr());
        return new RestRefusal(400, PARSER_ERROR, malformed.getOriginalMessage() + where);
    }

    /// What begins at the current token.
    private static JsonValue value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        Place place = place(parser);
        if (token == null) {
            throw new RestRefusal(400, PARSER_ERROR, "Unexpected end of the body at " + place);
        }
        return switch (token) {
            case START_OBJECT -> new JsonValue.Group(members(parser), place);
            case START_ARRAY -> new JsonValue.Items(items(parser), place);
            case VALUE_NULL -> new JsonValue.Null(place);
            default -> new JsonValue.Scalar(token, parser.getString(), place);
        };
    }

    /// The value as the body of a request of its own.
    static byte[] bytes(JsonValue value) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            write(json, value);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, JsonValue value) {
        switch (value) {
            case JsonValue.Null _ -> json.writeNull();
            case JsonValue.Scalar scalar -> {
                switch (scalar.kind()) {
                    case STRING -> json.writeString(scalar.text());
                    case NUMBER -> json.writeNumber(scalar.text());
                    case BOOLEAN -> json.writeBoolean(Boolean.parseBoolean(scalar.text()));
                }
            }
            case JsonValue.Items(List<JsonValue> items, Place _) -> {
                json.writeStartArray();
                items.forEach(item -> write(json, item));
                json.writeEndArray();
            }
            case JsonValue.Group(Map<String, JsonValue> members, Place _) -> {
                json.writeStartObject();
                members.forEach((name, member) -> {
                    json.writeName(name);
                    write(json, member);
                });
                json.writeEndObject();
            }
        }
    }

    private static Map<String, JsonValue> members(JsonParser parser) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<JsonValue> items(JsonParser parser) {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }

    private static Place place(JsonParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Place(at.getLineNr(), at.getColumnNr());
    }
}
