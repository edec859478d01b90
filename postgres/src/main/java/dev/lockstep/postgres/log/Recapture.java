package dev.lockstep.postgres.log;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.postgres.schema.Hstore;

/// Captures a row once more. It is marked as waiting: one that is said to be settled is overwritten by what
/// is read.
final class Recapture {
    /// Without what the row leaves empty: that is an insert's row, whose NULLs are nobody's wish. A column
    /// that was emptied since has an entry that says so.
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
