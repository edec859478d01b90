package dev.lockstep.postgres.log;

import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.SchemaName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Finds the record that a row was when an entry of it was captured, where the entry doesn't say so itself.
///
/// An id may be another row's later: applications give them themselves, and a truncated table begins anew. Taken for
/// the same row, a new one would never be made in the org, and its changes would go to the record of the old one. So
/// what was settled counts only where neither a deletion nor another insert stands between it and the entry.
final class EntryRecords {
    /// The entries of a row, settled or not.
    static final String CHANGES = """
        (SELECT id, table_name, record_id, action, sfid FROM ${schema}._trigger_log
          UNION ALL
         SELECT id, table_name, record_id, action, sfid FROM ${schema}._trigger_log_archive)\
        """;

    private static final String FIND = """
        WITH e AS (
            SELECT asked.id, asked.row_id, mapped.name AS table_name,
                   CASE WHEN EXISTS (SELECT FROM ${schema}._lockstep_renumbered r
                                      WHERE r.table_name = mapped.name AND r.new_id = asked.row_id)
                        THEN ${schema}._lockstep_row_ids(mapped.name, asked.row_id)
                        ELSE ARRAY[asked.row_id] END AS ids
              FROM unnest(?::bigint[], ?::bigint[]) AS asked (id, row_id)
             CROSS JOIN (SELECT ?::text AS name) mapped)
        SELECT e.id, coalesce(settled.sfid, of_row.sfid)
          FROM e
          LEFT JOIN LATERAL (
                SELECT a.sfid
                  FROM ${schema}._trigger_log_archive a
                 WHERE a.table_name = e.table_name AND a.record_id = ANY (e.ids)
                   AND (a.state = 'SUCCESS' OR a.state = 'REQUEUED' AND a.sf_result = 0)
                   AND a.sfid IS NOT NULL AND a.action <> 'DELETE'
                   AND ${schema}._lockstep_row_now(a.table_name, a.record_id, a.id) = e.row_id
                   AND NOT EXISTS (SELECT FROM ${changes} b
                                    WHERE b.table_name = e.table_name AND b.record_id = ANY (e.ids)
                                      AND ${schema}._lockstep_row_now(b.table_name, b.record_id, b.id) = e.row_id
                                      AND (b.action = 'DELETE'
                                           AND b.id > least(a.id, e.id) AND b.id < greatest(a.id, e.id)
                                           OR b.action = 'INSERT' AND b.id > a.id AND b.id <= e.id
                                           AND b.sfid IS DISTINCT FROM a.sfid))
                 ORDER BY a._lockstep_settled DESC NULLS LAST, a.id DESC
                 LIMIT 1) settled ON true
          LEFT JOIN LATERAL (
                SELECT t.sfid
                  FROM ${rows} t
                 WHERE t.id = e.row_id AND t.sfid IS NOT NULL
                   AND NOT EXISTS (SELECT FROM ${changes} b
                                    WHERE b.table_name = e.table_name AND b.record_id = ANY (e.ids)
                                      AND ${schema}._lockstep_row_now(b.table_name, b.record_id, b.id) = e.row_id
                                      AND (b.action = 'DELETE' AND b.id >= e.id
                                           OR b.action = 'INSERT' AND b.id > e.id AND b.sfid IS NULL))
                 LIMIT 1) of_row ON true
         WHERE settled.sfid IS NOT NULL OR of_row.sfid IS NOT NULL\
        """;

    /// Stands for a table that was dropped or was never mapped.
    private static final String NO_ROWS = "(SELECT NULL::bigint AS id, NULL::varchar AS sfid LIMIT 0)";

    private final SchemaName schema;

    EntryRecords(SchemaName schema) {
        this.schema = schema;
    }

    /// The records by the ids of the entries, all of one table; those that aren't known are left out.
    Map<Long, RecordId> find(Connection connection, String table, List<Entry> entries) throws SQLException {
        var sql = schema.in(FIND.replace("${changes}", CHANGES)
                .replace("${rows}", isTable(connection, table) ? schema.qualified(table) : NO_ROWS));
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, numbers(connection, entries, Entry::id));
            statement.setArray(2, numbers(connection, entries, Entry::recordId));
            statement.setString(3, table);
            var found = new HashMap<Long, RecordId>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    long entry = rows.getLong(1);
                    RecordId.read(rows.getString(2)).ifPresent(record -> found.put(entry, record));
                }
            }
            return found;
        }
    }

    private static Array numbers(Connection connection, List<Entry> entries, Function<Entry, Long> number)
            throws SQLException {
        return connection.createArrayOf("bigint", entries.stream().map(number).toArray());
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
}
