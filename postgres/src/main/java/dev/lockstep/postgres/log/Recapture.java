package dev.lockstep.postgres.log;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.postgres.schema.Hstore;

/// Captures once more what was captured before. Its rows are marked as waiting: one that is said to be settled is
/// overwritten by what is read.
final class Recapture {
    /// Each is a capture of its own: under its former transaction it would count as one of that one's changes.
    private static final String REQUEUE = """
        WITH asked AS (
            UPDATE ${schema}._trigger_log_archive SET state = 'REQUEUED', updated_at = clock_timestamp()
             WHERE state = 'REQUEUE'
            RETURNING *),
        -- A capture of its own: under its former transaction it would count as one of that one's several changes.
        again AS (
            INSERT INTO ${schema}._trigger_log
                   (txid, created_at, state, action, table_name, record_id, sfid, old, "values")
            SELECT txid_current(), clock_timestamp(), 'NEW', action, table_name, record_id, sfid, old, "values"
              FROM asked ORDER BY id
            RETURNING table_name, record_id, id, action),
        -- A row that is said to be settled is overwritten by what is read.
        noted AS (
            INSERT INTO ${note}
            SELECT table_name, record_id, max(id), NULL::varchar, 'PENDING', NULL
              FROM again WHERE action <> 'DELETE'
             GROUP BY table_name, record_id
            ${merged})
        SELECT count(*) FROM again\
        """;

    /// Without what the row leaves empty: that is an insert's row, whose NULLs are nobody's wish. A column that was
    /// emptied since has an entry that says so.
    private static final String CAPTURE_AGAIN = """
        WITH again AS MATERIALIZED (
            SELECT t.id AS record_id,
                   ${schema}.hc_capture_update_from_row(
                       ${hstore}.hstore(t.*), ?,
                       ARRAY(SELECT key FROM ${hstore}.each(${hstore}.hstore(t.*)) WHERE value IS NOT NULL)) AS id
              FROM ${table} t WHERE t.id = ?)
        INSERT INTO ${note}
        SELECT ?, record_id, id, NULL::varchar, 'PENDING', NULL FROM again
        ${merged}\
        """;

    private final DataDatabase database;
    private final Epoch epoch;

    Recapture(DataDatabase database, Epoch epoch) {
        this.database = database;
        this.epoch = epoch;
    }

    int requeued() {
        return database.transaction(connection -> {
            epoch.check(connection);
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(noting(REQUEUE))) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    void captureAgain(Hstore hstore, String table, long recordId) {
        var sql = hstore.in(noting(CAPTURE_AGAIN))
                .replace("${table}", database.schema().qualified(table));
        database.transaction(connection -> {
            epoch.check(connection);
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, table);
                statement.setLong(2, recordId);
                statement.setString(3, table);
                return statement.executeUpdate();
            }
        });
    }

    private String noting(String sql) {
        return database.schema()
                .in(sql.replace("${note}", WriteBackNote.COLUMNS).replace("${merged}", WriteBackNote.MERGED));
    }
}
