package dev.lockstep.postgres.merge;

import java.sql.SQLException;

/// What capture missed. After a change was sent its record is read back; where the row differs although the org has
/// exactly what was sent, something changed the row behind capture's back: for instance a trigger on one row that
/// updates another row of the same statement. Such a change is captured; it isn't overwritten.
final class MissedChanges {
    /// Values are compared as the column prints them: what was sent goes through the column's type first.
    private static final String FIND = """
        WITH read_back AS MATERIALIZED (
             SELECT p.number, p.row_id, ${hstore}.hstore(t) AS ours, ${hstore}.hstore(s) AS theirs
               FROM pg_temp.lockstep_plan p
               JOIN ${slice} s ON s._number = p.number
               JOIN ${table} t ON t.id = p.row_id
              WHERE p.reading = 'READ_BACK' AND p.fate = 'UPDATE'),
        differing AS (
             SELECT r.number, r.row_id, name, r.theirs OPERATOR(${hstore}.->) name AS theirs
               FROM read_back r
               CROSS JOIN unnest(${writable}) name
              WHERE (r.ours OPERATOR(${hstore}.->) name) IS DISTINCT FROM (r.theirs OPERATOR(${hstore}.->) name)),
        sent AS (
             SELECT DISTINCT ON (d.number, d.name) d.number, d.name, d.theirs,
                    ${hstore}.hstore(${hstore}.populate_record(NULL::${table}, a."values"::${hstore}.hstore))
                        OPERATOR(${hstore}.->) d.name AS sent
               FROM differing d
               JOIN ${schema}._trigger_log_archive a
                 ON a.record_id = d.row_id AND a.table_name = ${name} AND a.state IN ('SUCCESS', 'MERGED')
                AND ${hstore}.exist(a."values"::${hstore}.hstore, d.name)
              ORDER BY d.number, d.name, a.id DESC),
        missed AS (
             SELECT sent.number, array_agg(sent.name) AS names
               FROM sent
              WHERE sent.sent IS NOT DISTINCT FROM sent.theirs
              GROUP BY sent.number)
        UPDATE pg_temp.lockstep_plan p
           SET fate = 'MERGE', captured = true, kept = missed.names
          FROM missed
         WHERE missed.number = p.number\
        """;

    private static final String CAPTURE = """
        SELECT ${schema}.hc_capture_update_from_row(${hstore}.hstore(t), ${name}, p.kept)
          FROM pg_temp.lockstep_plan p
          JOIN ${table} t ON t.id = p.row_id
         WHERE p.captured
         ORDER BY p.row_id\
        """;

    private MissedChanges() {}

    /// Answers how many rows have one. Their columns then count as kept by a waiting change.
    static int find(SliceSession session) throws SQLException {
        return session.run(FIND);
    }

    /// Once the rows have taken the org's other columns.
    static void capture(SliceSession session) throws SQLException {
        session.rows(CAPTURE, row -> row.getLong(1));
    }
}
