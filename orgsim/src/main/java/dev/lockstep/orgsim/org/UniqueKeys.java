package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How values of unique and external-id fields are compared: trimmed, without case unless the field is case-sensitive,
/// numbers by value.
final class UniqueKeys {
    private UniqueKeys() {}

    static List<FieldDefinition> uniqueFields(ObjectDefinition object) {
        return object.fields().stream()
                .filter(field -> field.has(FieldFlag.UNIQUE))
                .toList();
    }

    /// The values of a record that other ones have already.
    @Assumed(reason = "The text tells the Id of the other record in its short form")
    static List<SaveError> duplicates(OrgState state, RecordView record) {
        var table = state.table(record.object());
        var errors = new ArrayList<SaveError>();
        for (var field : uniqueFields(record.object())) {
            var key = canonical(field, record.value(field.name()));
            var other = key.map(text -> table.findUnique(field, text));
            if (other.isPresent() && other.get().isPresent()) {
                var id = RecordNumbers.id(
                        record.object().keyPrefix(), other.get().getAsLong());
                if (!id.text18().equals(record.id())) {
                    errors.add(new SaveError(
                            "DUPLICATE_VALUE",
                            "duplicate value found: " + field.name() + " duplicates value on record with id: "
                                    + id.text15(),
                            field.name()));
                }
            }
        }
        return errors;
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_upsert.htm")
    static Optional<String> canonical(FieldDefinition field, Value value) {
        return switch (value) {
            case Value.Absent _, Value.Blob _, Value.Compound _, Value.Parent _ -> Optional.empty();
            case Value.Text(var text) ->
                field.type() == FieldKind.ID || field.type() == FieldKind.REFERENCE
                        ? Optional.of(text)
                        : Optional.of(canonicalText(field, text));
            case Value.Whole(var number) -> Optional.of(Long.toString(number));
            case Value.Decimal(var number) ->
                Optional.of(number.stripTrailingZeros().toPlainString());
            case Value.Flag(var set) -> Optional.of(Boolean.toString(set));
            case Value.Day(var date) -> Optional.of(date.toString());
            case Value.Moment(var instant) -> Optional.of(instant.toString());
            case Value.TimeOfDay(var time) -> Optional.of(time.toString());
        };
    }

    private static String canonicalText(FieldDefinition field, String text) {
        var trimmed = text.trim();
        return field.has(FieldFlag.CASE_SENSITIVE) ? trimmed : trimmed.toLowerCase(Locale.ROOT);
    }
}
