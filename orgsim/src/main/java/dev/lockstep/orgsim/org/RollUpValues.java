package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Makes one value of many.
final class RollUpValues {
    private static final Comparator<Value> ORDER = RollUpValues::compare;

    private RollUpValues() {}

    /// @param count of all details, those without a value among them
    @Documented(url = "https://help.salesforce.com/s/articleView?id=sf.fields_about_roll_up_summary_fields.htm&type=5")
    @Assumed(reason = "Of no details the count and the sum are zero; the smallest and the greatest value are none")
    static Value of(FieldDefinition field, RollUp.Operation operation, int count, List<Value> values) {
        return switch (operation) {
            case COUNT -> decimal(field, BigDecimal.valueOf(count));
            case SUM ->
                decimal(field, values.stream().map(RollUpValues::number).reduce(BigDecimal.ZERO, BigDecimal::add));
            case MIN -> extreme(field, values.stream().min(ORDER));
            case MAX -> extreme(field, values.stream().max(ORDER));
        };
    }

    private static Value extreme(FieldDefinition field, Optional<Value> value) {
        return value.map(found -> field.type().isDecimal() ? decimal(field, number(found)) : found)
                .orElse(Value.Absent.ABSENT);
    }

    private static Value decimal(FieldDefinition field, BigDecimal number) {
        return new Value.Decimal(number.setScale(field.scale(), RoundingMode.HALF_UP));
    }

    private static int compare(Value left, Value right) {
        return switch (left) {
            case Value.Day(var date) when right instanceof Value.Day(var other) -> date.compareTo(other);
            case Value.Moment(var moment) when right instanceof Value.Moment(var other) -> moment.compareTo(other);
            case Value.TimeOfDay(var time) when right instanceof Value.TimeOfDay(var other) -> time.compareTo(other);
            default -> number(left).compareTo(number(right));
        };
    }

    private static BigDecimal number(Value value) {
        return switch (value) {
            case Value.Decimal(var number) -> number;
            case Value.Whole(var number) -> BigDecimal.valueOf(number);
            case Value.Absent _,
                    Value.Text _,
                    Value.Flag _,
                    Value.Day _,
                    Value.Moment _,
                    Value.TimeOfDay _,
                    Value.Blob _,
                    Value.Compound _,
                    Value.Parent _ -> throw new IllegalArgumentException(value + " can't be summed up");
        };
    }
}
