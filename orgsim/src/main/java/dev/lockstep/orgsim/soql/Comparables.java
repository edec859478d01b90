package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.Value;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Collectors;

/// Brings values of a field into a form in which equal ones are `equals` and others can be put in order.
final class Comparables {
    private static final int ID_LENGTH = 15;

    private Comparables() {}

    /// Numbers lose trailing zeros, text its case, Ids their check digits; no truth value is false.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm")
    static Value of(FieldDefinition field, Value value) {
        return switch (value) {
            case Value.Absent none -> field.type() == FieldKind.BOOLEAN ? new Value.Flag(false) : none;
            case Value.Text(var text) -> new Value.Text(text(field, text));
            case Value.Whole(var number) -> number(BigDecimal.valueOf(number));
            case Value.Decimal(var number) -> number(number);
            case Value.Flag _, Value.Day _, Value.Moment _, Value.TimeOfDay _ -> value;
            case Value.Blob _, Value.Compound _, Value.Parent _ ->
                throw new IllegalArgumentException("The field " + field.name() + " can't be compared");
        };
    }

    private static Value number(BigDecimal number) {
        return new Value.Decimal(number.stripTrailingZeros());
    }

    private static String text(FieldDefinition field, String text) {
        if (field.type() == FieldKind.ID || field.type() == FieldKind.REFERENCE) {
            return text.substring(0, Math.min(ID_LENGTH, text.length()));
        }
        if (field.type() == FieldKind.MULTIPICKLIST) {
            return choices(text);
        }
        return field.has(FieldFlag.CASE_SENSITIVE) ? text : text.toLowerCase(Locale.ROOT);
    }

    @Assumed(reason = "Multipicklists are equal when the same values are chosen, in whatever order")
    private static String choices(String text) {
        return Value.choices(text.toLowerCase(Locale.ROOT)).stream()
                .sorted()
                .distinct()
                .collect(Collectors.joining(";"));
    }

    /// The order of two values that [#of] made for one field.
    @Assumed(reason = "Text stands in the order of its characters in lower case; a real org sorts by its locale")
    static int compare(Value first, Value second) {
        return switch (first) {
            case Value.Text(var text) when second instanceof Value.Text(var other) -> text.compareTo(other);
            case Value.Decimal(var number) when second instanceof Value.Decimal(var other) -> number.compareTo(other);
            case Value.Flag(var set) when second instanceof Value.Flag(var other) -> Boolean.compare(set, other);
            case Value.Day(var day) when second instanceof Value.Day(var other) -> day.compareTo(other);
            case Value.Moment(var moment) when second instanceof Value.Moment(var other) -> moment.compareTo(other);
            case Value.TimeOfDay(var time) when second instanceof Value.TimeOfDay(var other) -> time.compareTo(other);
            default -> throw new IllegalArgumentException("No order between " + first + " and " + second);
        };
    }
}
