package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.ValueReader.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// How the org stores numbers.
final class NumberRules {
    private static final int MOST_DIGITS_SENT = 400;

    private NumberRules() {}

    @Assumed(reason = "Digits beyond the scale are rounded half up when the value is stored")
    static Reading decimal(FieldDefinition field, String text) {
        if (text.isBlank()) {
            return ValueReader.good(Value.Absent.ABSENT);
        }
        var number = parse(text);
        if (number.isEmpty()) {
            return ValueReader.wrongType(field, text);
        }
        var rounded = number.get().setScale(field.scale(), RoundingMode.HALF_UP);
        return rounded.precision() > field.precision() && rounded.signum() != 0
                ? outsideRange(field, text)
                : ValueReader.good(new Value.Decimal(rounded));
    }

    @Assumed(reason = "A whole number may be sent as 12.0, as JSON writers do")
    static Reading whole(FieldDefinition field, String text) {
        if (text.isBlank()) {
            return ValueReader.good(Value.Absent.ABSENT);
        }
        var number = parse(text);
        if (number.isEmpty() || number.get().stripTrailingZeros().scale() > 0) {
            return ValueReader.wrongType(field, text);
        }
        var whole = number.get().toBigInteger();
        return whole.abs().toString().length() > field.digits()
                ? outsideRange(field, text)
                : ValueReader.good(new Value.Whole(whole.longValueExact()));
    }

    private static Reading outsideRange(FieldDefinition field, String text) {
        return ValueReader.bad(
                field, "NUMBER_OUTSIDE_VALID_RANGE", "value outside of valid range on numeric field: " + text);
    }

    private static Optional<BigDecimal> parse(String text) {
        try {
            var number = new BigDecimal(text.trim());
            return Math.abs((long) number.scale()) > MOST_DIGITS_SENT ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
