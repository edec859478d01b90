package dev.lockstep.engine;

import dev.lockstep.model.Action;
import dev.lockstep.model.EntryState;
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

    private static final Entry.Standing WAITING = Entry.Standing.WAITING;

    private TestEntries() {}

    /// The same entry after the org has refused it.
    public static Entry failed(Entry entry) {
        return standing(entry, new Entry.Standing(EntryState.FAILED, 0));
    }

    /// The same entry after so many tries.
    public static Entry tried(Entry entry, int tries) {
        return standing(entry, new Entry.Standing(EntryState.NEW, tries));
    }

    private static Entry standing(Entry entry, Entry.Standing standing) {
        return new Entry(
                entry.id(),
                entry.action(),
                entry.table(),
                entry.recordId(),
                entry.sfid(),
                entry.values(),
                entry.old(),
                entry.txid(),
                entry.createdAt(),
                standing);
    }

    /// The same entry with what the row held before.
    public static Entry before(Entry entry, @Nullable String... old) {
        return new Entry(
                entry.id(),
                entry.action(),
                entry.table(),
                entry.recordId(),
                entry.sfid(),
                entry.values(),
                columns(old),
                entry.txid(),
                entry.createdAt(),
                entry.standing());
    }

    /// An insert of a row, without the Id of a record.
    ///
    /// @param values column, value, column, value; null for NULL
    public static Entry insert(long id, String table, long row, @Nullable String... values) {
        return new Entry(
                id, Action.INSERT, table, row, Optional.empty(), columns(values), Map.of(), id, CAPTURED, WAITING);
    }

    public static Entry update(long id, String table, long row, @Nullable String... values) {
        return new Entry(
                id, Action.UPDATE, table, row, Optional.of(id(row)), columns(values), Map.of(), id, CAPTURED, WAITING);
    }

    public static Entry updateWithoutRecord(long id, String table, long row, @Nullable String... values) {
        return new Entry(
                id, Action.UPDATE, table, row, Optional.empty(), columns(values), Map.of(), id, CAPTURED, WAITING);
    }

    public static Entry delete(long id, String table, long row) {
        return new Entry(
                id, Action.DELETE, table, row, Optional.of(id(row)), Map.of(), Map.of(), id, CAPTURED, WAITING);
    }

    public static Entry deleteWithoutRecord(long id, String table, long row) {
        return new Entry(id, Action.DELETE, table, row, Optional.empty(), Map.of(), Map.of(), id, CAPTURED, WAITING);
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
