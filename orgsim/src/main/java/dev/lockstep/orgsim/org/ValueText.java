package dev.lockstep.orgsim.org;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/// Values as the journal writes them: exact, and read back by the field's type.
final class ValueText {
    private ValueText() {}

    static String write(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Whole(var number) -> Long.toString(number);
            case Value.Decimal(var number) -> number.toPlainString();
            case Value.Flag(var set) -> Boolean.toString(set);
            case Value.Day(var date) -> date.toString();
            case Value.Moment(var instant) -> instant.toString();
            case Value.TimeOfDay(var time) -> time.toString();
            case Value.Blob(var base64) -> base64;
            case Value.Absent _, Value.Compound _, Value.Parent _ ->
                throw new IllegalArgumentException("A value like " + value + " isn't kept");
        };
    }

    static Value read(FieldKind kind, String text) {
        return switch (kind) {
            case ID,
                    REFERENCE,
                    STRING,
                    PICKLIST,
                    MULTIPICKLIST,
                    COMBOBOX,
                    TEXTAREA,
                    EMAIL,
                    PHONE,
                    URL,
                    ENCRYPTEDSTRING -> new Value.Text(text);
            case INT -> new Value.Whole(Long.parseLong(text));
            case DOUBLE, CURRENCY, PERCENT -> new Value.Decimal(new BigDecimal(text));
            case BOOLEAN -> new Value.Flag(Boolean.parseBoolean(text));
            case DATE -> new Value.Day(LocalDate.parse(text));
            case DATETIME -> new Value.Moment(Instant.parse(text));
            case TIME -> new Value.TimeOfDay(LocalTime.parse(text));
            case BASE64 -> new Value.Blob(text);
            case ADDRESS, LOCATION -> throw new IllegalArgumentException("A value of type " + kind + " isn't kept");
        };
    }
}
