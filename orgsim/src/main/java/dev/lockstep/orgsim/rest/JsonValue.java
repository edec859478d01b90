package dev.lockstep.orgsim.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonToken;

/// A piece of a JSON body as it was sent, with its place in it.
sealed interface JsonValue {
    /// Where it begins; lines and columns count from 1.
    record Place(int line, int column) {
        @Override
        public String toString() {
            return "[line:%d, column:%d]".formatted(line, column);
        }
    }

    Place place();

    record Null(Place place) implements JsonValue {}

    enum Kind {
        STRING,
        NUMBER,
        BOOLEAN
    }

    /// A string, number or boolean.
    ///
    /// @param token what the parser found
    /// @param text without quotes; numbers with all digits that were sent
    record Scalar(JsonToken token, String text, Place place) implements JsonValue {
        Kind kind() {
            if (token == JsonToken.VALUE_STRING) {
                return Kind.STRING;
            }
            return token.isNumeric() ? Kind.NUMBER : Kind.BOOLEAN;
        }
    }

    record Items(List<JsonValue> items, Place place) implements JsonValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// An object. Of a name that stands twice, the last value holds.
    record Group(Map<String, JsonValue> members, Place place) implements JsonValue {
        public Group {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /// The name that messages give to what stands here.
    default String tokenName() {
        return switch (this) {
            case Null _ -> JsonToken.VALUE_NULL.name();
            case Scalar(JsonToken token, String _, Place _) -> token.name();
            case Items _ -> JsonToken.START_ARRAY.name();
            case Group _ -> JsonToken.START_OBJECT.name();
        };
    }
}
