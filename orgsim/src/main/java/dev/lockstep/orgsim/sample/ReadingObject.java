package dev.lockstep.orgsim.sample;

import static dev.lockstep.orgsim.sample.Field.checkbox;
import static dev.lockstep.orgsim.sample.Field.date;
import static dev.lockstep.orgsim.sample.Field.datetime;
import static dev.lockstep.orgsim.sample.Field.decimal;
import static dev.lockstep.orgsim.sample.Field.string;
import static dev.lockstep.orgsim.sample.Field.textarea;

import dev.lockstep.orgsim.org.Blueprint;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.GeneratedRows;
import dev.lockstep.orgsim.org.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/// Measurements, as many as one likes: each row is computed from its number until somebody changes it.
final class ReadingObject {
    private static final Instant FIRST_STAMP = Instant.parse("2026-01-10T00:00:00Z");
    private static final Instant FIRST_TAKEN = Instant.parse("2020-01-01T00:00:00Z");
    private static final int ROWS_PER_SECOND = 200;
    private static final int SECONDS_BETWEEN = 15;
    private static final int SENSORS = 500;
    private static final int VALUE_SCALE = 4;
    private static final String KEY_PREFIX = "reading-";
    private static final int KEY_DIGITS = 10;
    private static final String KEY_PATTERN = KEY_PREFIX + "[0-9]{" + KEY_DIGITS + "}";

    private ReadingObject() {}

    static Blueprint blueprint(long rows) {
        return new ObjectBuilder("Reading__c", "Reading", "Readings", "a02")
                .fields(StandardFields.head("Record ID"))
                .fields(
                        StandardFields.owner(),
                        string("Name", "Reading Name", 80).required().with(FieldFlag.NAME_FIELD, FieldFlag.ID_LOOKUP))
                .fields(StandardFields.stamps())
                .fields(
                        StandardFields.externalId(),
                        string("Sensor__c", "Sensor", 80),
                        decimal(FieldKind.DOUBLE, "Value__c", "Value", 16, VALUE_SCALE),
                        datetime("Taken_At__c", "Taken At"),
                        date("Day__c", "Day"),
                        checkbox("Valid__c", "Valid"),
                        textarea("Note__c", "Note", 255))
                .generating(new GeneratedRows(
                        rows,
                        FIRST_STAMP,
                        ROWS_PER_SECOND,
                        ReadingObject::value,
                        StandardFields.EXTERNAL_ID,
                        ReadingObject::numberOfKey,
                        UserObject.INTEGRATION_ID))
                .build();
    }

    private static Value value(long number, String field) {
        return switch (field) {
            case "Name" -> new Value.Text("Reading " + number);
            case StandardFields.EXTERNAL_ID -> new Value.Text(key(number));
            case "Sensor__c" -> new Value.Text("sensor-" + mixed(number, 1, SENSORS));
            case "Value__c" -> measured(number);
            case "Taken_At__c" -> new Value.Moment(takenAt(number));
            case "Day__c" -> new Value.Day(LocalDate.ofInstant(takenAt(number), ZoneOffset.UTC));
            case "Valid__c" -> new Value.Flag(mixed(number, 3, 50) != 0);
            case "Note__c" -> note(number);
            default -> throw new IllegalArgumentException("A reading has no field " + field);
        };
    }

    private static Value measured(long number) {
        return mixed(number, 2, 100) == 0
                ? Value.Absent.ABSENT
                : new Value.Decimal(BigDecimal.valueOf(mixed(number, 2, 2_000_000) - 500_000L, VALUE_SCALE));
    }

    private static Value note(long number) {
        return switch ((int) mixed(number, 4, 20)) {
            case 0 -> new Value.Text("読み取り " + number);
            case 1 -> new Value.Text("\"checked\" by hand,\nat number " + number);
            case 2 -> new Value.Text("ok 👍");
            default -> Value.Absent.ABSENT;
        };
    }

    private static Instant takenAt(long number) {
        return FIRST_TAKEN.plusSeconds(number * SECONDS_BETWEEN);
    }

    private static String key(long number) {
        var digits = Long.toString(number);
        return KEY_PREFIX + "0".repeat(KEY_DIGITS - digits.length()) + digits;
    }

    private static long numberOfKey(String key) {
        return key.toLowerCase(Locale.ROOT).matches(KEY_PATTERN)
                ? Long.parseLong(key.substring(KEY_PREFIX.length()))
                : 0;
    }

    /// Below `bound`, and without a pattern that a reader would see.
    private static long mixed(long number, int salt, int bound) {
        var bits = (number + salt * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 29)) * 0x94D049BB133111EBL;
        return Long.remainderUnsigned(bits ^ (bits >>> 32), bound);
    }
}
