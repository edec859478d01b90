package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ExternalReference;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.ObjectDefinition;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one record of a JSON body. What isn't of a field's type is refused here, as it is when an org reads JSON;
/// what a value of the right type may be is for the org's rules to say.
final class RecordReader {
    static final String ATTRIBUTES = "attributes";

    private static final String ID = "Id";

    private final ObjectDefinition object;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Set<String> fieldsToNull = new LinkedHashSet<>();
    private final Map<String, ExternalReference> references = new LinkedHashMap<>();
    private Optional<String> id = Optional.empty();

    private RecordReader(ObjectDefinition object) {
        this.object = object;
    }

    /// The record; null empties a field.
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_create.htm")
    static InputRecord read(ObjectDefinition object, JsonValue.Group record) {
        var reader = new RecordReader(object);
        record.members().forEach(reader::member);
        return new InputRecord(object.name(), reader.id, reader.fields, reader.fieldsToNull, reader.references);
    }

    /// What the record's `attributes` say that it is.
    static Optional<String> type(JsonValue.Group record) {
        return record.members().get(ATTRIBUTES) instanceof JsonValue.Group attributes
                        && attributes.members().get("type") instanceof JsonValue.Scalar type
                ? Optional.of(type.text())
                : Optional.empty();
    }

    private void member(String name, JsonValue value) {
        if (name.equals(ATTRIBUTES)) {
            JsonRequest.asGroup(value, ATTRIBUTES);
        } else if (name.equalsIgnoreCase(ID)) {
            id(value);
        } else {
            var field = object.field(name);
            switch (value) {
                case JsonValue.Null _ -> empty(name);
                case JsonValue.Scalar scalar -> fields.put(name, text(field, scalar));
                case JsonValue.Group parent when field.isEmpty() -> references.put(name, reference(name, parent));
                case JsonValue.Group _, JsonValue.Items _ ->
                    throw JsonRequest.wrongType(
                            field.map(known -> known.type().describeName()).orElse(name), value);
            }
        }
    }

    private void id(JsonValue value) {
        id = switch (value) {
            case JsonValue.Null _ -> Optional.empty();
            case JsonValue.Scalar(var _, String text, var _) -> Optional.of(text);
            case JsonValue.Group _, JsonValue.Items _ -> throw JsonRequest.wrongType("id", value);
        };
    }

    @Assumed(reason = "A relationship that is null empties its lookup")
    private void empty(String name) {
        fieldsToNull.add(
                object.field(name).isPresent()
                        ? name
                        : object.relationship(name).map(FieldDefinition::name).orElse(name));
    }

    @Assumed(reason = "Numbers may be sent as text and text not as numbers, as public reports tell")
    private static String text(Optional<FieldDefinition> field, JsonValue.Scalar value) {
        if (field.isPresent() && !isOfType(field.get(), value)) {
            throw JsonRequest.wrongType(field.get().type().describeName(), value);
        }
        return value.text();
    }

    private static boolean isOfType(FieldDefinition field, JsonValue.Scalar value) {
        boolean isNumber = field.type() == FieldKind.INT || field.type().isDecimal();
        boolean isKindOf = switch (value.kind()) {
            case STRING -> true;
            case NUMBER -> isNumber;
            case BOOLEAN -> field.type() == FieldKind.BOOLEAN;
        };
        return isKindOf && field.reads(value.text());
    }

    /// A parent named by the value of one of its external-id fields, or by its Id.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm")
    private ExternalReference reference(String relationship, JsonValue.Group parent) {
        String type = type(parent)
                .or(() -> object.relationship(relationship)
                        .map(FieldDefinition::referenceTo)
                        .filter(targets -> targets.size() == 1)
                        .map(List::getFirst))
                .orElse("");
        List<Map.Entry<String, JsonValue>> keys = parent.members().entrySet().stream()
                .filter(member -> !member.getKey().equals(ATTRIBUTES))
                .filter(member -> !(member.getValue() instanceof JsonValue.Null))
                .toList();
        if (keys.size() != 1) {
            throw noSingleKey(type, keys.size());
        }
        if (keys.getFirst().getValue() instanceof JsonValue.Scalar key) {
            return new ExternalReference(type, keys.getFirst().getKey(), key.text());
        }
        throw JsonRequest.wrongType(keys.getFirst().getKey(), keys.getFirst().getValue());
    }

    @Assumed(reason = "A parent that isn't named by exactly one field refuses the whole request")
    private static RestRefusal noSingleKey(String type, int keys) {
        return new RestRefusal(
                400,
                "INVALID_FIELD",
                "%s field provided in an external foreign key reference in entity: %s"
                        .formatted(keys == 0 ? "No" : "More than 1", type));
    }
}
