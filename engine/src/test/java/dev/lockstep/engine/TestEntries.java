package dev.lockstep.engine;

import dev.lockstep.model.Action;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.log.Entry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Entries of the trigger log as capture would make them.
public final class TestEntries {
    private static final Instant CAPTURED = Instant.parse("2026-01-01T00:00:00Z");

    private TestEntries() {}

    /// An insert of a row, without the Id of a record.
    ///
    /// @param values column, value, column, value; null for NULL
    public static Entry insert(long id, String table, long row, @Nullable String... values) {
        return new Entry(id, Action.INSERT, table, row, Optional.empty(), columns(values), Map.of(), id, CAPTURED);
    }

    public static Entry update(long id, String table, long row, @Nullable String... values) {
        return new Entry(id, Action.UPDATE, table, row, Optional.of(id(row)), columns(values), Map.of(), id, CAPTURED);
    }

    public static Entry updateWithoutRecord(long id, String table, long row, @Nullable String... values) {
        return new Entry(id, Action.UPDATE, table, row, Optional.empty(), columns(values), Map.of(), id, CAPTURED);
    }

    public static Entry delete(long id, String table, long row) {
        return new Entry(id, Action.DELETE, table, row, Optional.of(id(row)), Map.of(), Map.of(), id, CAPTURED);
    }

    public static Entry deleteWithoutRecord(long id, String table, long row) {
        return new Entry(id, Action.DELETE, table, row, Optional.empty(), Map.of(), Map.of(), id, CAPTURED);
    }

    /// The Id of the record that a row is, in these tests.
    public static RecordId id(long row) {
        return RecordId.of("001%012d".formatted(row));
    }

    private static Map<String, Optional<String>> columns(@Nullable String... values) {
        var columns = new LinkedHashMap<String, Optional<String>>();
        for (int i = 0; i < values.length; i += 2) {
            columns.put(String.valueOf(values[i]), Optional.ofNullable(values[i + 1]));
        }
        return columns;
    }
}
