package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// How SOAP writes values.
final class ValueText {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");

    private ValueText() {}

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/primitive_data_types.htm")
    static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    static String time(LocalTime time) {
        return TIME.format(time);
    }

    /// A decimal travels as an IEEE double, so that large ones lose digits.
    @Assumed(reason = "Decimals are written as Java writes a double: 400.0, and 1.0E7 from ten million on.")
    static String decimal(BigDecimal number) {
        return Double.toString(number.doubleValue());
    }
}
