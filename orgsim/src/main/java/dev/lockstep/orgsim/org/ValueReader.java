package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Reads what a caller sends for a field as the org would store it.
final class ValueReader {
    /// How a value is refused that isn't of its field's type.
    static final String WRONG_TYPE = "INVALID_TYPE_ON_FIELD_IN_RECORD";

    private ValueReader() {}

    /// A value that can be stored, or why not.
    sealed interface Reading {
        record Good(Value value) implements Reading {}

        record Bad(SaveError error) implements Reading {}
    }

    /// References are not read here: they need the org's records.
    static Reading read(FieldDefinition field, String text) {
        return switch (field.type()) {
            case STRING, TEXTAREA, PHONE, URL, ENCRYPTEDSTRING, COMBOBOX -> TextRules.read(field, text);
            case EMAIL -> email(field, text);
            case PICKLIST -> picklist(field, text);
            case MULTIPICKLIST -> multipicklist(field, text);
            case INT -> NumberRules.whole(field, text);
            case DOUBLE, CURRENCY, PERCENT -> NumberRules.decimal(field, text);
            case BOOLEAN -> flag(field, text);
            case DATE, DATETIME, TIME -> TimeRules.read(field, text);
            case BASE64 -> blob(field, text);
            case ID, REFERENCE, ADDRESS, LOCATION -> wrongType(field, text);
        };
    }

    static Reading good(Value value) {
        return new Reading.Good(value);
    }

    static Reading bad(FieldDefinition field, String code, String message) {
        return new Reading.Bad(new SaveError(code, field.label() + ": " + message, field.name()));
    }

    @Assumed(reason = "The code is in the WSDL; that a value which can't be read fails its record only is believed")
    static Reading wrongType(FieldDefinition field, String text) {
        return bad(field, WRONG_TYPE, "value not of required type: " + text);
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/primitive_data_types.htm")
    private static Reading flag(FieldDefinition field, String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> good(new Value.Flag(true));
            case "false", "0", "" -> good(new Value.Flag(false));
            default -> wrongType(field, text);
        };
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/field_types.htm")
    @Assumed(reason = "Line breaks between the letters are passed over, as MIME has them")
    private static Reading blob(FieldDefinition field, String text) {
        if (text.isBlank()) {
            return good(Value.Absent.ABSENT);
        }
        try {
            return good(Value.Blob.of(Base64.getMimeDecoder().decode(text)));
        } catch (IllegalArgumentException _) {
            return wrongType(field, "text that isn't base64");
        }
    }

    @Assumed(reason = "The exact grammar of addresses isn't public; this refuses what is plainly none")
    private static Reading email(FieldDefinition field, String text) {
        var reading = TextRules.read(field, text);
        if (reading instanceof Reading.Good(Value.Text(var address)) && !TextRules.isEmail(address)) {
            return bad(field, "INVALID_EMAIL_ADDRESS", "invalid email address: " + address);
        }
        return reading;
    }

    @Assumed(reason = "Values of restricted picklists are compared exactly")
    private static Reading picklist(FieldDefinition field, String text) {
        var reading = TextRules.read(field, text);
        return reading instanceof Reading.Good(Value.Text(var choice))
                ? unlisted(field, choice).orElse(reading)
                : reading;
    }

    @Assumed(reason = "Choices are stored once each, in the order in which the picklist lists them, others behind")
    private static Reading multipicklist(FieldDefinition field, String text) {
        var reading = TextRules.read(field, text);
        if (!(reading instanceof Reading.Good(Value.Text(var choices)))) {
            return reading;
        }
        var given = Value.choices(choices);
        for (var choice : given) {
            var refusal = unlisted(field, choice);
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        var listed = field.picklist().stream().map(PicklistEntry::value).toList();
        var sorted = given.stream()
                .distinct()
                .sorted((left, right) -> Integer.compare(place(listed.indexOf(left)), place(listed.indexOf(right))))
                .toList();
        return good(Value.text(String.join(";", sorted)));
    }

    private static int place(int index) {
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    private static Optional<Reading> unlisted(FieldDefinition field, String choice) {
        if (!field.has(FieldFlag.RESTRICTED_PICKLIST)
                || field.picklist().stream()
                        .anyMatch(entry -> entry.active() && entry.value().equals(choice))) {
            return Optional.empty();
        }
        return Optional.of(
                new Reading.Bad(AddressRefusals.unknownCode(field).orElseGet(() -> notOffered(field, choice))));
    }

    static SaveError notOffered(FieldDefinition field, String choice) {
        return new SaveError(
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                field.label() + ": bad value for restricted picklist field: " + choice,
                field.name());
    }
}
