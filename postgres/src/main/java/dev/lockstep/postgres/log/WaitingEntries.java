package dev.lockstep.postgres.log;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.schema.Hstore;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the log has to send, and what keeps it from being sent.
final class WaitingEntries {
    static final int MOST_UNSETTLED = 20_000;

    /// Entries that wait, in the order of capture; without those of rows that an earlier entry holds
    /// back: one that is being sent, one that is to be tried again later, or an insert of which nobody
    /// knows whether it was done. With them come the failed entries of the same rows: a change of a row
    /// after its failure corrects it, and both go out as one.
    static final String WAITING = """
        WITH waiting AS MATERIALIZED (
            SELECT l.id, l.table_name, l.record_id
              FROM ${schema}._trigger_log l
             WHERE l.state = 'NEW' AND l.id >= ?
               AND NOT EXISTS (SELECT FROM ${schema}._trigger_log e
                                WHERE e.table_name = l.table_name AND e.record_id = l.record_id
                                  AND (e.state = 'PENDING'
                                       OR e.state = 'FAILED' AND e._lockstep_code = 'OUTCOME_UNKNOWN' AND e.id < l.id))
               AND NOT EXISTS (SELECT FROM ${schema}._lockstep_retry r
                                 JOIN ${schema}._trigger_log e ON e.id = r.entry_id
                                WHERE r.next_try > clock_timestamp() AND e.state = 'NEW' AND e.id <= l.id
                                  AND e.table_name = l.table_name AND e.record_id = l.record_id)
               -- A row whose primary key was changed has earlier entries under its old one.
               AND NOT EXISTS (SELECT FROM ${schema}._lockstep_renumbered r, ${schema}._trigger_log e
                                WHERE r.table_name = l.table_name AND r.new_id = l.record_id AND r.entry_id < l.id
                                  AND e.table_name = l.table_name
                                  AND e.record_id = ANY (${schema}._lockstep_row_ids(l.table_name, l.record_id))
                                  AND e.record_id <> l.record_id
                                  AND e.id < l.id AND e.state IN ('PENDING', 'FAILED')
                                  AND ${schema}._lockstep_row_now(e.table_name, e.record_id, e.id)
                                      = ${schema}._lockstep_row_now(l.table_name, l.record_id, l.id))
             ORDER BY l.id
             LIMIT ?),
        corrected AS MATERIALIZED (
            SELECT e.id
              FROM (SELECT DISTINCT table_name, record_id FROM waiting) w
             CROSS JOIN LATERAL (
                    SELECT e.id FROM ${schema}._trigger_log e
                     WHERE e.table_name = w.table_name AND e.record_id = w.record_id AND e.state = 'FAILED'
                       AND e._lockstep_code IS DISTINCT FROM 'OUTCOME_UNKNOWN') e)
        SELECT ${entry}
          FROM ${schema}._trigger_log l
         WHERE l.id = ANY (ARRAY(SELECT id FROM waiting UNION ALL SELECT id FROM corrected))
         ORDER BY l.id\
        """;

    static final String UNSETTLED = """
        SELECT ${entry}
          FROM ${schema}._trigger_log l
         WHERE l.state IN ('PENDING', 'FAILED')
            OR l.id = ANY (ARRAY(SELECT entry_id FROM ${schema}._lockstep_retry WHERE next_try > clock_timestamp()))
         ORDER BY l.id
         LIMIT %d\
        """.formatted(MOST_UNSETTLED);

    private static final String HAS_FAILED = """
        SELECT count(*) FROM (SELECT FROM ${schema}._trigger_log WHERE state = 'FAILED' LIMIT 1) failed\
        """;

    private static final String NEXT_TRY_MILLIS = """
        SELECT CASE WHEN count(*) = 0 THEN -1
                    ELSE greatest(0, ceil(extract(epoch FROM min(r.next_try) - clock_timestamp()) * 1000)) END::bigint
          FROM ${schema}._lockstep_retry r
          JOIN ${schema}._trigger_log l ON l.id = r.entry_id AND l.state = 'NEW'\
        """;

    /// Failed updates of rows whose later entries have sent every column of them.
    private static final String REPLACED = """
        SELECT l.id
          FROM unnest(?::text[], ?::bigint[]) AS asked (table_name, record_id)
          JOIN ${schema}._trigger_log l ON l.table_name = asked.table_name AND l.record_id = asked.record_id
         WHERE l.state = 'FAILED' AND l.action = 'UPDATE' AND l."values" <> ''
           AND ${left} OPERATOR(${hstore}.=) ''::${hstore}.hstore\
        """;

    private final DataDatabase database;

    WaitingEntries(DataDatabase database) {
        this.database = database;
    }

    List<Entry> waiting(long fromId, int limit) {
        return entries(WAITING, statement -> {
            statement.setLong(1, fromId);
            statement.setInt(2, limit);
        });
    }

    List<Entry> unsettled() {
        return entries(UNSETTLED, statement -> {});
    }

    List<Long> replaced(List<RecordKey> rows) {
        var sql = entryRows().in(REPLACED);
        return database.read(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                var tables = rows.stream().map(RecordKey::table).toArray();
                var records = rows.stream().map(RecordKey::recordId).toArray();
                statement.setArray(1, connection.createArrayOf("text", tables));
                statement.setArray(2, connection.createArrayOf("bigint", records));
                var found = new ArrayList<Long>();
                try (var entries = statement.executeQuery()) {
                    while (entries.next()) {
                        found.add(entries.getLong(1));
                    }
                }
                return found;
            }
        });
    }

    boolean hasFailed() {
        return TriggerLog.number(database, HAS_FAILED) > 0;
    }

    Optional<Duration> nextTry() {
        long millis = TriggerLog.number(database, NEXT_TRY_MILLIS);
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private List<Entry> entries(String sql, Binding binding) {
        var entryRows = entryRows();
        return database.read(connection -> {
            try (var statement = connection.prepareStatement(entryRows.in(sql))) {
                binding.bind(statement);
                try (var rows = statement.executeQuery()) {
                    return entryRows.read(connection, rows);
                }
            }
        });
    }

    /// To be called before a transaction begins, since it needs one of its own.
    private EntryRows entryRows() {
        return new EntryRows(database.schema(), Hstore.of(database));
    }
}
