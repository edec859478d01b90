package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/// Rows that are computed from their number, 1 to `count`, as long as nobody changes them. They cost no memory.
/// Their stamps rise with the number, a fixed count of rows a second, as a mass load leaves them.
///
/// @param firstStamp of the first rows
/// @param keyField the unique field, whose value `numberOfKey` turns back: into 0 for a value of no row
public record GeneratedRows(
        long count,
        Instant firstStamp,
        int rowsPerSecond,
        Formula formula,
        String keyField,
        ToLongFunction<String> numberOfKey,
        String createdById) {
    /// Computes one value of one row.
    public interface Formula {
        Value value(long number, String field);
    }

    /// The same rows with one value in all of them for a further field.
    public GeneratedRows with(String further, Value all) {
        return new GeneratedRows(
                count,
                firstStamp,
                rowsPerSecond,
                (number, field) -> field.equals(further) ? all : formula.value(number, field),
                keyField,
                numberOfKey,
                createdById);
    }

    Value value(long number, String field) {
        return switch (field) {
            case SystemFields.IS_DELETED -> new Value.Flag(false);
            case SystemFields.CREATED_DATE, SystemFields.LAST_MODIFIED_DATE, SystemFields.SYSTEM_MODSTAMP ->
                new Value.Moment(stamp(number));
            case SystemFields.OWNER_ID, SystemFields.CREATED_BY_ID, SystemFields.LAST_MODIFIED_BY_ID ->
                new Value.Text(createdById);
            default -> formula.value(number, field);
        };
    }

    Instant stamp(long number) {
        return firstStamp.plusSeconds((number - 1) / rowsPerSecond);
    }

    boolean has(long number) {
        return number >= 1 && number <= count;
    }

    /// The first row whose stamp isn't before the given one; `count + 1` if there is none.
    long firstAtOrAfter(Instant stamp) {
        if (!stamp.isAfter(firstStamp)) {
            return 1;
        }
        var nanos = stamp.getNano() == firstStamp.getNano() ? 0 : 1;
        var seconds = stamp.getEpochSecond() - firstStamp.getEpochSecond() + nanos;
        return seconds > count / rowsPerSecond ? count + 1 : Math.min(count, seconds * rowsPerSecond) + 1;
    }

    OptionalLong numberOfKey(String key) {
        var number = numberOfKey.applyAsLong(key);
        return has(number) ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
