package dev.lockstep.app.demo.project;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.PicklistEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Values that a check writes: such as the field allows, and others for each row and each change of it.
final class SampleValues {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    private static final Instant FIRST_MOMENT = Instant.parse("2026-01-01T00:00:00Z");
    private static final LocalTime FIRST_TIME = LocalTime.of(8, 0);
    private static final int CHANGES_A_ROW = 97;
    private static final int DIGITS = 6;
    /// Fewer, and values of different checks would meet.
    private static final int UNIQUE_DIGITS = 9;
    private static final int BASE_36 = 36;

    private final String run;

    /// @param run marks what this check makes
    SampleValues(String run) {
        this.run = run;
    }

    /// The value as the org's APIs and PostgreSQL both understand it; empty where none can be thought of that the field
    /// takes.
    ///
    /// @param number of the row
    /// @param change how often the row was changed before
    Optional<String> of(FieldDefinition field, int number, int change) {
        return any(field, number, change).filter(field::takes);
    }

    /// Whether the text names this check.
    boolean isMarked(String text) {
        return text.contains(run);
    }

    private Optional<String> any(FieldDefinition field, int number, int change) {
        int count = number * CHANGES_A_ROW + change;
        return switch (field.type()) {
            case STRING, TEXTAREA, ENCRYPTEDSTRING, COMBOBOX -> text(field, number, change);
            case EMAIL -> mark(field, number, change).map(mark -> mark + "@example.com");
            case PHONE -> Optional.of("+81 3 %04d %04d".formatted(number, change));
            case URL -> Optional.of("https://example.com/%s/%d?change=%d&x".formatted(run, number, change));
            case PICKLIST -> field.picklist().isEmpty() ? text(field, number, change) : listed(field, count);
            case MULTIPICKLIST -> field.picklist().isEmpty() ? text(field, number, change) : several(field, count);
            case INT, DOUBLE, CURRENCY, PERCENT -> number(field, count);
            case BOOLEAN -> Optional.of(Boolean.toString(count % 2 == 0));
            case DATE -> Optional.of(FIRST_DAY.plusDays(count).toString());
            case DATETIME -> Optional.of(MOMENT.format(FIRST_MOMENT.plusSeconds(count * 61L)));
            case TIME -> Optional.of(TIME.format(FIRST_TIME.plusSeconds(count)));
            case ID, REFERENCE, BASE64, ADDRESS, LOCATION -> Optional.empty();
        };
    }

    private Optional<String> text(FieldDefinition field, int number, int change) {
        var whole = "Check %s %d.%d, \"quoted\" & O'Brien\\\nsecond line, 日本語 👍".formatted(run, number, change);
        var text = field.type() == FieldKind.TEXTAREA ? whole : whole.replace("\n", " ");
        return text.length() <= field.length() ? Optional.of(text) : mark(field, number, change);
    }

    /// Letters and digits, no more than fit.
    private Optional<String> mark(FieldDefinition field, int number, int change) {
        var mark = "%s-%d-%d".formatted(run, number, change);
        if (mark.length() <= field.length()) {
            return Optional.of(mark);
        }
        if (field.has(FieldFlag.UNIQUE) && field.length() < DIGITS) {
            return Optional.empty();
        }
        var digits = Long.toString(mixed(number, change), BASE_36);
        return Optional.of(digits.substring(0, Math.min(field.length(), digits.length())));
    }

    private static Optional<String> listed(FieldDefinition field, int count) {
        var active = field.picklist().stream()
                .filter(PicklistEntry::active)
                .map(PicklistEntry::value)
                .toList();
        return active.isEmpty() ? Optional.empty() : Optional.of(active.get(count % active.size()));
    }

    /// One or two, in the order in which they are listed.
    private static Optional<String> several(FieldDefinition field, int count) {
        var active = field.picklist().stream()
                .filter(PicklistEntry::active)
                .map(PicklistEntry::value)
                .toList();
        if (active.isEmpty()) {
            return Optional.empty();
        }
        int first = count % active.size();
        return Optional.of(
                first + 1 < active.size() ? active.get(first) + ";" + active.get(first + 1) : active.get(first));
    }

    private Optional<String> number(FieldDefinition field, int count) {
        int precision = field.precision() == 0 ? field.digits() : field.precision();
        if (field.has(FieldFlag.UNIQUE)) {
            return precision < UNIQUE_DIGITS
                    ? Optional.empty()
                    : Optional.of(decimal(mixed(0, 0) % (power(UNIQUE_DIGITS) - power(DIGITS)) + count, field));
        }
        return Optional.of(decimal(1 + count % (power(Math.min(precision, DIGITS)) - 1), field));
    }

    private static String decimal(long digits, FieldDefinition field) {
        return BigDecimal.valueOf(digits, field.scale()).toPlainString();
    }

    private static long power(int exponent) {
        return BigDecimal.TEN.pow(exponent).longValueExact();
    }

    /// Not negative, and without a pattern.
    private long mixed(int number, int change) {
        var bits = (run.hashCode() * 31L + number * 1_009L + change) * 0x9E3779B97F4A7C15L;
        return (bits ^ (bits >>> 29)) & Long.MAX_VALUE;
    }
}
