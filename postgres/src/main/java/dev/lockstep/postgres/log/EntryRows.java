package dev.lockstep.postgres.log;

import dev.lockstep.model.Action;
import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.SchemaName;
import dev.lockstep.postgres.schema.Hstore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads entries, their hstore texts taken apart by PostgreSQL itself, and finds the record that each row is.
final class EntryRows {
    static final String COLUMNS = """
        l.id, l.action, l.table_name,
        -- Where the row's primary key was changed since, it is known by the new one.
        CASE WHEN EXISTS (SELECT FROM ${schema}._lockstep_renumbered r
                           WHERE r.table_name = l.table_name AND r.old_id = l.record_id AND r.entry_id >= l.id)
             THEN ${schema}._lockstep_row_now(l.table_name, l.record_id, l.id)
             ELSE l.record_id END,
        l.sfid, l.txid, l.created_at,
        ${hstore}.akeys(l."values"::${hstore}.hstore), ${hstore}.avals(l."values"::${hstore}.hstore),
        ${hstore}.akeys(l.old::${hstore}.hstore), ${hstore}.avals(l.old::${hstore}.hstore)\
        """;

    private final SchemaName schema;
    private final Hstore hstore;

    EntryRows(SchemaName schema, Hstore hstore) {
        this.schema = schema;
        this.hstore = hstore;
    }

    String in(String sql) {
        return hstore.in(schema.in(sql.replace("${entry}", COLUMNS)));
    }

    List<Entry> read(Connection connection, ResultSet rows) throws SQLException {
        var entries = new ArrayList<Entry>();
        while (rows.next()) {
            entries.add(new Entry(
                    rows.getLong(1),
                    Action.valueOf(rows.getString(2)),
                    rows.getString(3),
                    rows.getLong(4),
                    Optional.ofNullable(rows.getString(5)).map(RecordId::of),
                    columns(rows, 8),
                    columns(rows, 10),
                    rows.getLong(6),
                    rows.getObject(7, OffsetDateTime.class).toInstant()));
        }
        return withRecords(connection, entries);
    }

    private static Map<String, Optional<String>> columns(ResultSet rows, int first) throws SQLException {
        var names = rows.getArray(first);
        if (names == null) {
            return Map.of();
        }
        var keys = (String[]) names.getArray();
        var values = (String[]) rows.getArray(first + 1).getArray();
        var columns = new LinkedHashMap<String, Optional<String>>();
        for (int i = 0; i < keys.length; i++) {
            columns.put(keys[i], Optional.ofNullable(values[i]));
        }
        return columns;
    }

    private List<Entry> withRecords(Connection connection, List<Entry> entries) throws SQLException {
        var unknown =
                entries.stream().filter(entry -> entry.sfid().isEmpty()).collect(Collectors.groupingBy(Entry::table));
        var found = new HashMap<Long, RecordId>();
        var records = new EntryRecords(schema);
        for (var table : unknown.entrySet()) {
            found.putAll(records.find(connection, table.getKey(), table.getValue()));
        }
        return entries.stream()
                .map(entry -> found.containsKey(entry.id()) ? entry.withSfid(found.get(entry.id())) : entry)
                .toList();
    }
}
