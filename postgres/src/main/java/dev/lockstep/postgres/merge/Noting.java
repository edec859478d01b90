package dev.lockstep.postgres.merge;

import dev.lockstep.model.RecordId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The last step of a slice: writes down what isn't in the rows, and takes what was merged out of staging.
final class Noting {
    /// A column that a waiting change keeps although the org changed it as well. Noted once per pair of values. Runs
    /// before the rows change.
    private static final String CONFLICTS = """
        WITH waiting AS MATERIALIZED (
             SELECT DISTINCT ON (w.row_id, changed.key) w.row_id, changed.key AS name, changed.value AS before
               FROM pg_temp.lockstep_waiting w
               CROSS JOIN LATERAL ${hstore}.each(w.old::${hstore}.hstore) changed
              WHERE w.action = 'UPDATE' AND changed.key = ANY (${writable})
              ORDER BY w.row_id, changed.key, w.entry_id)
        INSERT INTO ${schema}._lockstep_conflict
               (table_name, record_id, sfid, column_name, postgres_value, org_value, kept)
        SELECT ${name}, p.row_id, p.sfid, waiting.name, both_sides.ours, both_sides.theirs, 'postgres'
          FROM pg_temp.lockstep_plan p
          JOIN waiting ON waiting.row_id = p.row_id
          JOIN ${slice} s ON s._number = p.number
          JOIN ${table} t ON t.id = p.row_id
          CROSS JOIN LATERAL (
               SELECT ${hstore}.hstore(t) OPERATOR(${hstore}.->) waiting.name AS ours,
                      ${hstore}.hstore(s) OPERATOR(${hstore}.->) waiting.name AS theirs) both_sides
         WHERE p.fate = 'MERGE' AND NOT p.captured
           AND both_sides.theirs IS DISTINCT FROM both_sides.ours
           AND both_sides.theirs IS DISTINCT FROM waiting.before
           AND NOT EXISTS (SELECT FROM ${schema}._lockstep_conflict c
                            WHERE c.table_name = ${name} AND c.record_id = p.row_id
                              AND c.column_name = waiting.name
                              AND c.postgres_value IS NOT DISTINCT FROM both_sides.ours
                              AND c.org_value IS NOT DISTINCT FROM both_sides.theirs)\
        """;

    private static final String REREAD = """
        INSERT INTO ${schema}._lockstep_reread (table_name, sfid, reason)
        SELECT ${name}, p.sfid, 'what was read may be older than what was settled or read since'
          FROM pg_temp.lockstep_plan p
         WHERE p.fate = 'STALE'
         UNION
        SELECT ${name}, o."sfid", 'another record has its unique identifier now'
          FROM pg_temp.lockstep_plan p
          JOIN ${table} o ON o.id = p.owner_id
         WHERE p.owner = 'OWNED' AND p.fate = 'REFUSED' AND o."sfid" IS NOT NULL
        ON CONFLICT (table_name, sfid) DO UPDATE SET reason = EXCLUDED.reason, noted_at = clock_timestamp()\
        """;

    private static final String REFUSED = """
        INSERT INTO ${schema}._lockstep_read_error (table_name, sfid, sql_state, message)
        SELECT ${name}, p.sfid, '23505', p.message
          FROM pg_temp.lockstep_plan p
         WHERE p.fate = 'REFUSED'
        ON CONFLICT (table_name, sfid) DO UPDATE
           SET sql_state = EXCLUDED.sql_state, message = EXCLUDED.message, noted_at = clock_timestamp()\
        """;

    private static final String ACCEPTED = """
        DELETE FROM ${schema}._lockstep_read_error e
         USING pg_temp.lockstep_plan p
         WHERE e.table_name = ${name} AND e.sfid = p.sfid
           AND p.fate IN ('UPDATE', 'MERGE', 'INSERT', 'DELETE', 'SAME', 'GONE', 'SKIPPED')\
        """;

    /// Records met again because they were held or their row was locked aren't late.
    private static final String LATE = """
        INSERT INTO ${schema}._lockstep_late_arrival (table_name, sfid, systemmodstamp, watermark)
        SELECT ${name}, p.sfid, s."systemmodstamp" AT TIME ZONE 'UTC', m.watermark
          FROM pg_temp.lockstep_plan p
          JOIN ${slice} s ON s._number = p.number
          JOIN ${schema}._lockstep_mapping m ON m.table_name = ${name}
         WHERE p.reading = 'POLL' AND p.held_since IS NULL AND p.fate IN ('UPDATE', 'MERGE', 'INSERT', 'DELETE')
           AND s."systemmodstamp" AT TIME ZONE 'UTC' < m.watermark
           AND p.row_stamp IS DISTINCT FROM s."systemmodstamp\"\
        """;

    private static final String STAY = """
        UPDATE ${staging} st
           SET _held_since = CASE WHEN p.fate = 'HELD' AND p.held_for IS NULL THEN ?::timestamptz
                                  ELSE coalesce(p.held_since, ?::timestamptz) END,
               _held_for = coalesce(p.attempt, p.held_for)
          FROM pg_temp.lockstep_plan p
         WHERE st.ctid = p.place AND st._number = p.number AND p.fate = ANY (?)
           AND (st._held_since IS NULL OR st._held_for IS DISTINCT FROM coalesce(p.attempt, p.held_for))\
        """;

    /// The number makes sure that it is still the same record that lies in that place.
    private static final String LEAVE_STAGING = """
        DELETE FROM ${staging} st
         WHERE st.ctid = ANY (ARRAY(SELECT p.place FROM pg_temp.lockstep_plan p WHERE p.fate <> ALL (?)))
           AND st._number IN (SELECT p.number FROM pg_temp.lockstep_plan p)\
        """;

    private static final String COUNTS = """
        SELECT p.fate, count(*) FROM pg_temp.lockstep_plan p GROUP BY p.fate\
        """;

    private static final String RELEASED = """
        SELECT p.sfid, p.attempt FROM pg_temp.lockstep_plan p WHERE p.fate = 'INSERT' AND p.attempt IS NOT NULL\
        """;

    private Noting() {}

    static void conflicts(SliceSession session) throws SQLException {
        session.run(CONFLICTS);
    }

    static void note(SliceSession session, Instant now) throws SQLException {
        session.run(REREAD);
        session.run(REFUSED);
        session.run(ACCEPTED);
        session.run(LATE);
        var stay = session.connection().createArrayOf("text", Fate.thatStay());
        var time = now.atOffset(ZoneOffset.UTC);
        session.run(STAY, time, time, stay);
        session.run(LEAVE_STAGING, stay);
    }

    static Map<Fate, Long> counts(SliceSession session) throws SQLException {
        var counts = new EnumMap<Fate, Long>(Fate.class);
        session.rows(COUNTS, row -> counts.put(Fate.valueOf(row.getString(1)), row.getLong(2)));
        return counts;
    }

    static List<MergeResult.Released> released(SliceSession session) throws SQLException {
        return session.rows(RELEASED, row -> new MergeResult.Released(new RecordId(row.getString(1)), row.getLong(2)));
    }
}
