package dev.lockstep.postgres.log;

import dev.lockstep.model.Action;
import dev.lockstep.model.EntryState;
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

/// Reads entries, their hstore texts taken apart by PostgreSQL itself, and finds the record that each
/// row is.
final class EntryRows {
    /// Whether the entry `%1$s` is of the row of the entry `l`, also where the row's primary key was
    /// changed between.
    static final String OF_THE_ROW = """
        (%1$s.table_name = l.table_name
         AND %1$s.record_id = ANY (
             CASE WHEN EXISTS (SELECT FROM ${schema}._lockstep_renumbered r
                                WHERE r.table_name = l.table_name AND l.record_id IN (r.old_id, r.new_id))
                  THEN ${schema}._lockstep_row_ids(
                           l.table_name, ${schema}._lockstep_row_now(l.table_name, l.record_id, l.id))
                  ELSE ARRAY[l.record_id] END)
         AND ${schema}._lockstep_row_now(%1$s.table_name, %1$s.record_id, %1$s.id)
             = ${schema}._lockstep_row_now(l.table_name, l.record_id, l.id))\
        """;

    /// The values that the entry `l` still has to send. One that is sent again after it was settled
    /// leaves out what later entries of its row have sent meanwhile: an old value would overwrite the
    /// newer one.
    static final String LEFT = """
        CASE WHEN l.processed_at IS NULL THEN l."values"::${hstore}.hstore
             ELSE l."values"::${hstore}.hstore OPERATOR(${hstore}.-) ARRAY(
                  SELECT sent.name
                    FROM ${schema}._trigger_log_archive a
                   CROSS JOIN LATERAL ${hstore}.skeys(a."values"::${hstore}.hstore) AS sent (name)
                   WHERE %s AND a.id > l.id AND a.state IN ('SUCCESS', 'MERGED')) END\
        """.formatted(OF_THE_ROW.formatted("a"));

    static final String COLUMNS = """
        l.id, l.action, l.table_name,
        -- Where the row's primary key was changed since, it is known by the new one.
        CASE WHEN EXISTS (SELECT FROM ${schema}._lockstep_renumbered r
                           WHERE r.table_name = l.table_name AND r.old_id = l.record_id AND r.entry_id >= l.id)
             THEN ${schema}._lockstep_row_now(l.table_name, l.record_id, l.id)
             ELSE l.record_id END,
        l.sfid, l.txid, l.created_at,
        ${hstore}.akeys(${left}), ${hstore}.avals(${left}),
        ${hstore}.akeys(l.old::${hstore}.hstore), ${hstore}.avals(l.old::${hstore}.hstore),
        CASE WHEN l.state IN ('NEW', 'FAILED') THEN l.state ELSE 'PENDING' END,
        coalesce((SELECT r.tries FROM ${schema}._lockstep_retry r WHERE r.entry_id = l.id), 0)\
        """;

    private final SchemaName schema;
    private final Hstore hstore;

    EntryRows(SchemaName schema, Hstore hstore) {
        this.schema = schema;
        this.hstore = hstore;
    }

    String in(String sql) {
        return hstore.in(schema.in(sql.replace("${entry}", COLUMNS).replace("${left}", LEFT)));
    }

    List<Entry> read(Connection connection, ResultSet rows) throws SQLException {
        var entries = new ArrayList<Entry>();
        while (rows.next()) {
            entries.add(new Entry(
                    rows.getLong(1),
                    Action.valueOf(rows.getString(2)),
                    rows.getString(3),
                    rows.getLong(4),
                    Optional.ofNullable(rows.getString(5)).flatMap(RecordId::read),
                    columns(rows, 8),
                    columns(rows, 10),
                    rows.getLong(6),
                    rows.getObject(7, OffsetDateTime.class).toInstant(),
                    new Entry.Standing(EntryState.valueOf(rows.getString(12)), rows.getInt(13))));
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
