package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ValueReader.Reading;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How the org reads and stores days, moments and times of day.
public final class TimeRules {
    private static final DateTimeFormatter ZONE =
            new DateTimeFormatterBuilder().appendPattern("[XXX][XX]").toFormatter();
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .append(ZONE)
            .toFormatter();
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .append(ZONE)
            .toFormatter();
    private static final LocalDate FIRST_DAY = LocalDate.of(1700, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(4000, 12, 31);

    private TimeRules() {}

    static Reading read(FieldDefinition field, String text) {
        if (text.isBlank()) {
            return ValueReader.good(Value.Absent.ABSENT);
        }
        try {
            return switch (field.type()) {
                case DATE -> day(field, parseDay(text.trim()));
                case DATETIME -> moment(field, parseMoment(text.trim()));
                case TIME -> ValueReader.good(new Value.TimeOfDay(parseTime(text.trim())));
                default -> throw new IllegalArgumentException("Not a field of time: " + field.name());
            };
        } catch (DateTimeException _) {
            return ValueReader.wrongType(field, text);
        }
    }

    /// Clients that know no day without a time send one with it: what counts is the day in GMT.
    @Documented(url = "https://github.com/forcedotcom/dataloader/issues/408")
    private static LocalDate parseDay(String text) {
        return text.contains("T") ? LocalDate.ofInstant(parseMoment(text), ZoneOffset.UTC) : LocalDate.parse(text);
    }

    /// Takes `Z`, `+01:00` and `+0100`.
    public static Instant parseMoment(String text) {
        return OffsetDateTime.parse(text, MOMENT).toInstant();
    }

    /// A time of day with its zone, in UTC.
    public static LocalTime parseTime(String text) {
        return OffsetTime.parse(text, TIME)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toLocalTime()
                .truncatedTo(ChronoUnit.MILLIS);
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/primitive_data_types.htm")
    private static Reading day(FieldDefinition field, LocalDate date) {
        return refusal(field, date).orElseGet(() -> ValueReader.good(new Value.Day(date)));
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/primitive_data_types.htm")
    private static Reading moment(FieldDefinition field, Instant instant) {
        return refusal(field, instant.atOffset(ZoneOffset.UTC).toLocalDate())
                .orElseGet(() -> ValueReader.good(new Value.Moment(instant.truncatedTo(ChronoUnit.SECONDS))));
    }

    @Assumed(reason = "Years from 1700 to 4000 are documented; the code and text of the refusal are believed")
    private static Optional<Reading> refusal(FieldDefinition field, LocalDate date) {
        return date.isBefore(FIRST_DAY) || date.isAfter(LAST_DAY)
                ? Optional.of(ValueReader.bad(field, "FIELD_INTEGRITY_EXCEPTION", "invalid date: " + date))
                : Optional.empty();
    }
}
