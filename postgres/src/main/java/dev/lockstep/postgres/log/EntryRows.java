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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads entries, their hstore texts taken apart by PostgreSQL itself, and finds the record that each row is.
final class EntryRows {
    static final String COLUMNS = """
        l.id, l.action, l.table_name,
        -- Where the row's primary key was changed since, it is known by the new one.
        coalesce((SELECT r.new_id FROM ${schema}._lockstep_renumbered r
                   WHERE r.table_name = l.table_name AND r.old_id = l.record_id AND r.entry_id >= l.id
                   ORDER BY r.entry_id DESC LIMIT 1), l.record_id),
        l.sfid, l.txid, l.created_at,
        ${hstore}.akeys(l."values"::${hstore}.hstore), ${hstore}.avals(l."values"::${hstore}.hstore),
        ${hstore}.akeys(l.old::${hstore}.hstore), ${hstore}.avals(l.old::${hstore}.hstore)\
        """;

    /// The last settled change of each row: after a deletion the row's number may be another record's.
    private static final String SETTLED = """
        SELECT DISTINCT ON (a.record_id) a.record_id, a.sfid, a.action
          FROM ${schema}._trigger_log_archive a
         WHERE a.table_name = ? AND a.record_id = ANY (?) AND a.state = 'SUCCESS' AND a.sfid IS NOT NULL
         ORDER BY a.record_id, a._lockstep_settled DESC NULLS LAST, a.id DESC\
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
        var unknown = new LinkedHashMap<String, LinkedHashSet<Long>>();
        for (var entry : entries) {
            if (entry.sfid().isEmpty()) {
                unknown.computeIfAbsent(entry.table(), table -> new LinkedHashSet<>())
                        .add(entry.recordId());
            }
        }
        var found = new HashMap<RecordKey, RecordId>();
        for (var table : unknown.entrySet()) {
            find(connection, table.getKey(), table.getValue().toArray(Long[]::new), found);
        }
        return entries.stream()
                .map(entry -> entry.sfid().isPresent()
                        ? entry
                        : entry.withSfid(
                                Optional.ofNullable(found.get(new RecordKey(entry.table(), entry.recordId())))))
                .toList();
    }

    private void find(Connection connection, String table, Long[] rows, Map<RecordKey, RecordId> found)
            throws SQLException {
        if (isTable(connection, table)) {
            var sql = "SELECT id, sfid FROM " + schema.qualified(table) + " WHERE id = ANY (?) AND sfid IS NOT NULL";
            try (var statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("bigint", rows));
                put(statement.executeQuery(), table, found);
            }
        }
        try (var statement = connection.prepareStatement(schema.in(SETTLED))) {
            statement.setString(1, table);
            statement.setArray(2, connection.createArrayOf("bigint", rows));
            try (var settled = statement.executeQuery()) {
                while (settled.next()) {
                    var key = new RecordKey(table, settled.getLong(1));
                    if (Action.valueOf(settled.getString(3)) != Action.DELETE) {
                        found.put(key, RecordId.of(settled.getString(2)));
                    }
                }
            }
        }
    }

    private boolean isTable(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            statement.setString(1, schema.qualified(table));
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void put(ResultSet rows, String table, Map<RecordKey, RecordId> found) throws SQLException {
        try (rows) {
            while (rows.next()) {
                found.put(new RecordKey(table, rows.getLong(1)), RecordId.of(rows.getString(2)));
            }
        }
    }
}
