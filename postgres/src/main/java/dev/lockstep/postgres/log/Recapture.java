package dev.lockstep.postgres.log;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.postgres.schema.Hstore;
import java.util.Collection;

/// Captures a row once more. It is marked as waiting: one that is said to be settled is overwritten by
/// what is read.
final class Recapture {
    /// Without what the row leaves empty: that is an insert's row, whose NULLs are nobody's wish. A
    /// column that was emptied since has an entry that says so.
    private static final String CAPTURE_AGAIN = """
        WITH again AS MATERIALIZED (
            SELECT t.id AS record_id, ${schema}.hc_capture_update_from_row(${hstore}.hstore(t.*), ?, wanted.columns) AS id
              FROM ${table} t
             CROSS JOIN LATERAL (
                    SELECT array_agg(key) AS columns FROM ${hstore}.each(${hstore}.hstore(t.*))
                     WHERE value IS NOT NULL AND (cardinality(?::text[]) = 0 OR key = ANY (?::text[]))) wanted
             WHERE t.id = ? AND cardinality(wanted.columns) > 0)
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

    /// @param columns those to capture; none for all
    void captureAgain(Hstore hstore, String table, long recordId, Collection<String> columns) {
        var sql = hstore.in(noting(CAPTURE_AGAIN))
                .replace("${table}", database.schema().qualified(table));
        database.transaction(connection -> {
            epoch.check(connection);
            try (var statement = connection.prepareStatement(sql)) {
                var wanted = connection.createArrayOf("text", columns.toArray());
                statement.setString(1, table);
                statement.setArray(2, wanted);
                statement.setArray(3, wanted);
                statement.setLong(4, recordId);
                statement.setString(5, table);
                return statement.executeUpdate();
            }
        });
    }

    private String noting(String sql) {
        return database.schema()
                .in(sql.replace("${note}", WriteBackNote.COLUMNS).replace("${merged}", WriteBackNote.MERGED));
    }
}
