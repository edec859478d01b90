package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/// How bulk results spell values. Points in time and decimals are most of the work of a page, so that they are put
/// together here, without a formatter.
public final class CsvText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");
    private static final byte[] MOMENT_PATTERN = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);

    private CsvText() {}

    public static String of(Value value) {
        return switch (value) {
            case Value.Absent _ -> "";
            case Value.Text(String text) -> text;
            case Value.Whole(long number) -> Long.toString(number);
            case Value.Decimal(BigDecimal number) -> decimal(number);
            case Value.Flag(boolean set) -> set ? "true" : "false";
            case Value.Day(LocalDate date) -> date.toString();
            case Value.Moment(Instant instant) -> moment(instant);
            case Value.TimeOfDay(LocalTime time) -> TIME.format(time);
            case Value.Blob _, Value.Compound _, Value.Parent _ ->
                throw new IllegalArgumentException("No cell holds a value like " + value);
        };
    }

    /// Of the years that an org takes, 1700 to 4000.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_date_format.htm")
    public static String moment(Instant instant) {
        long seconds = instant.getEpochSecond();
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, 86_400));
        int second = Math.floorMod(seconds, 86_400);
        byte[] text = MOMENT_PATTERN.clone();
        put(text, 0, 4, date.getYear());
        put(text, 5, 2, date.getMonthValue());
        put(text, 8, 2, date.getDayOfMonth());
        put(text, 11, 2, second / 3600);
        put(text, 14, 2, second / 60 % 60);
        put(text, 17, 2, second % 60);
        put(text, 20, 3, instant.getNano() / 1_000_000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] text, int start, int digits, int number) {
        int rest = number;
        for (int place = start + digits - 1; place >= start; place--) {
            text[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    @Assumed(reason = "Decimals are written as Java writes a double: 400.0, and 1.0E7 from ten million on")
    static String decimal(BigDecimal number) {
        return Double.toString(number.doubleValue());
    }
}
