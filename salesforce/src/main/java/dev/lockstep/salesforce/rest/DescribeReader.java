package dev.lockstep.salesforce.rest;

import static dev.lockstep.salesforce.rest.FlatJson.required;

import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.ObjectDescription;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.ObjectTrait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Reads what `describe` and the list of objects answer.
public final class DescribeReader {
    private static final Map<String, ObjectTrait> OBJECT_TRAITS = Map.of(
            "queryable", ObjectTrait.QUERYABLE,
            "retrieveable", ObjectTrait.RETRIEVEABLE,
            "createable", ObjectTrait.CREATEABLE,
            "updateable", ObjectTrait.UPDATEABLE,
            "deletable", ObjectTrait.DELETABLE,
            "undeletable", ObjectTrait.UNDELETABLE,
            "replicateable", ObjectTrait.REPLICATEABLE,
            "custom", ObjectTrait.CUSTOM);
    private static final Map<String, FieldTrait> FIELD_TRAITS = Map.ofEntries(
            Map.entry("createable", FieldTrait.CREATEABLE),
            Map.entry("updateable", FieldTrait.UPDATEABLE),
            Map.entry("nillable", FieldTrait.NILLABLE),
            Map.entry("defaultedOnCreate", FieldTrait.DEFAULTED_ON_CREATE),
            Map.entry("externalId", FieldTrait.EXTERNAL_ID),
            Map.entry("unique", FieldTrait.UNIQUE),
            Map.entry("caseSensitive", FieldTrait.CASE_SENSITIVE),
            Map.entry("idLookup", FieldTrait.ID_LOOKUP),
            Map.entry("calculated", FieldTrait.CALCULATED),
            Map.entry("autoNumber", FieldTrait.AUTO_NUMBER),
            Map.entry("custom", FieldTrait.CUSTOM));

    private final List<FieldDescription> fields = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private DescribeReader() {}

    /// Throws [IllegalArgumentException] for what isn't a whole description.
    public static DescribedObject describe(byte[] json) {
        try (var parser = FlatJson.JSON.createParser(ObjectReadContext.empty(), json)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            return new DescribeReader().object(parser);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("the description is no sound JSON", malformed);
        }
    }

    /// The names in the list of objects, in its order.
    public static List<ObjectName> objects(byte[] json) {
        try (var parser = FlatJson.JSON.createParser(ObjectReadContext.empty(), json)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            var names = new ArrayList<ObjectName>();
            var found = false;
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var isList = parser.currentName().equals("sobjects");
                parser.nextToken();
                if (!isList) {
                    parser.skipChildren();
                    continue;
                }
                found = true;
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    names.add(new ObjectName(required(FlatJson.texts(parser), "name")));
                }
                expect(parser.currentToken(), JsonToken.END_ARRAY);
            }
            expect(parser.currentToken(), JsonToken.END_OBJECT);
            if (!found) {
                throw new IllegalArgumentException("the answer lacks the list of objects");
            }
            return names;
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("the list of objects is no sound JSON", malformed);
        }
    }

    private DescribedObject object(JsonParser parser) {
        var texts = new HashMap<String, String>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if (name.equals("fields")) {
                expect(token, JsonToken.START_ARRAY);
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    field(parser);
                }
                expect(parser.currentToken(), JsonToken.END_ARRAY);
            } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                texts.put(name, parser.getString());
            } else {
                parser.skipChildren();
            }
        }
        expect(parser.currentToken(), JsonToken.END_OBJECT);
        if (fields.isEmpty() && leftOut.isEmpty()) {
            throw new IllegalArgumentException("the description has no fields");
        }
        return new DescribedObject(
                new ObjectDescription(
                        new ObjectName(required(texts, "name")),
                        texts.getOrDefault("label", required(texts, "name")),
                        texts.getOrDefault("keyPrefix", ""),
                        traits(texts, OBJECT_TRAITS, ObjectTrait.class),
                        fields),
                leftOut);
    }

    private void field(JsonParser parser) {
        var texts = new HashMap<String, String>();
        var referenceTo = new ArrayList<ObjectName>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if (name.equals("referenceTo") && token == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.VALUE_STRING) {
                    referenceTo.add(new ObjectName(parser.getString()));
                }
                expect(parser.currentToken(), JsonToken.END_ARRAY);
            } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                texts.put(name, parser.getString());
            } else {
                parser.skipChildren();
            }
        }
        expect(parser.currentToken(), JsonToken.END_OBJECT);
        var type = FieldType.ofDescribe(required(texts, "type"));
        if (type.isEmpty()) {
            leftOut.add(required(texts, "name") + " (" + required(texts, "type") + ")");
            return;
        }
        fields.add(new FieldDescription(
                new FieldName(required(texts, "name")),
                type.get(),
                number(texts, "length"),
                number(texts, "precision"),
                number(texts, "scale"),
                traits(texts, FIELD_TRAITS, FieldTrait.class),
                referenceTo,
                Optional.ofNullable(texts.get("relationshipName"))));
    }

    private static int number(Map<String, String> texts, String name) {
        return Integer.parseInt(texts.getOrDefault(name, "0"));
    }

    private static <T extends Enum<T>> Set<T> traits(
            Map<String, String> texts, Map<String, T> traitsByName, Class<T> type) {
        var traits = EnumSet.noneOf(type);
        traitsByName.forEach((name, trait) -> {
            if ("true".equals(texts.get(name))) {
                traits.add(trait);
            }
        });
        return traits;
    }

    private static void expect(JsonToken token, JsonToken expected) {
        if (token != expected) {
            throw new IllegalArgumentException("the answer has " + token + " where " + expected + " belongs");
        }
    }
}
