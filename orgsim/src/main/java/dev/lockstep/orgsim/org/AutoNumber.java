package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Documented;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/// How the org writes a number that it counts up by itself.
///
/// @param format such as `D-{00000}`: the zeros say how many digits there are at least. `{YYYY}`, `{YY}`, `{MM}` and
/// `{DD}` stand for the day on which the record was made, in UTC
/// @param first what the object's first record gets
public record AutoNumber(String format, long first) {
    private static final Pattern PLACE = Pattern.compile("\\{(0+|YYYY|YY|MM|DD)}");

    public AutoNumber {
        if (!isFormat(format)) {
            throw new IllegalArgumentException("No format of an autonumber: " + format);
        }
    }

    /// Whether the text has exactly one place for the number.
    public static boolean isFormat(String text) {
        return PLACE.matcher(text)
                        .results()
                        .filter(place -> place.group(1).startsWith("0"))
                        .count()
                == 1;
    }

    /// @param count 1 for the object's first record
    @Documented(url = "https://help.salesforce.com/s/articleView?id=platform.custom_field_attributes.htm")
    String text(long count, Instant made) {
        var day = made.atOffset(ZoneOffset.UTC).toLocalDate();
        return PLACE.matcher(format).replaceAll(place -> switch (place.group(1)) {
            case "YYYY" -> padded(day.getYear(), 4);
            case "YY" -> padded(day.getYear() % 100, 2);
            case "MM" -> padded(day.getMonthValue(), 2);
            case "DD" -> padded(day.getDayOfMonth(), 2);
            default -> padded(first - 1 + count, place.group(1).length());
        });
    }

    private static String padded(long number, int places) {
        var digits = Long.toString(number);
        return "0".repeat(Math.max(0, places - digits.length())) + digits;
    }
}
