package dev.lockstep.postgres.merge;

import java.sql.SQLException;

/// The third step of a slice: locks the rows that will change, without ever waiting for one, and only then reads what
/// waits for them in the trigger log.
///
/// That order is what keeps a local change: an application that changed a row held its lock until it had committed, so
/// a statement that begins after the lock was had sees the change's entry. It needs READ COMMITTED. Unsettled entries
/// are read before settled ones, so that an entry settled between the two is seen twice rather than never.
final class Deciding {
    static final String UNSETTLED = """
        (SELECT l.id, l.table_name, l.record_id, l.action, l.sfid, l.old, l."values"
           FROM ${schema}._trigger_log l
          WHERE l.state IN ('NEW', 'PENDING', 'FAILED')
          UNION ALL
         SELECT a.id, a.table_name, a.record_id, a.action, a.sfid, a.old, a."values"
           FROM ${schema}._trigger_log_archive a
          WHERE a.state IN ('FAILED', 'REQUEUE'))\
        """;

    /// Whether a deletion of the record `s` waits to be sent: by its Id, by the accepted insert of its row, or by the
    /// identifier that the row had.
    static final String DELETION_WAITS = """
        (EXISTS (SELECT FROM %1$s d
                  WHERE d.table_name = ${name} AND d.action = 'DELETE' AND d.sfid = s."sfid")
         OR s."sfid" IN (SELECT made.sfid
                           FROM %1$s d
                           JOIN %2$s made ON made.record_id = d.record_id
                          WHERE d.table_name = ${name} AND d.action = 'DELETE' AND d.sfid IS NULL)
         OR ${s_has_identifier}
            AND ${s_identifier}::text IN (SELECT ${old_identifier}
                                            FROM %1$s d
                                           WHERE d.table_name = ${name} AND d.action = 'DELETE'
                                             AND d.sfid IS NULL))\
        """.formatted(UNSETTLED, Matching.MADE);

    /// Planned records of which something was settled after their reading began.
    static final String SETTLED_SINCE = """
        WITH recent AS MATERIALIZED (
             SELECT a.sfid, a.record_id, a._lockstep_settled AS settled
               FROM ${schema}._trigger_log_archive a
              WHERE a._lockstep_settled > (SELECT min(s._settle_mark) FROM ${slice} s)
                AND a.table_name = ${name})
        SELECT s._number
          FROM ${slice} s
          JOIN recent ON recent.sfid = s."sfid" AND recent.settled > s._settle_mark
         UNION ALL
        SELECT s._number
          FROM ${slice} s
          JOIN pg_temp.lockstep_plan q ON q.number = s._number
          JOIN recent ON recent.record_id = q.row_id AND recent.settled > s._settle_mark\
        """;

    /// Rows whose key columns change need the stronger lock; taken by all, it would block applications that only refer
    /// to such a row.
    private static final String LOCK_KEYS = """
        INSERT INTO pg_temp.lockstep_locked
        SELECT t.id
          FROM ${table} t
         WHERE t.id = ANY (ARRAY(
               SELECT p.row_id FROM pg_temp.lockstep_plan p
                WHERE p.fate IS NULL AND p.row_id IS NOT NULL AND (p.deleted OR p.via <> 'SFID' OR p.rekeyed)
                UNION
               SELECT p.owner_id FROM pg_temp.lockstep_plan p WHERE p.fate IS NULL AND p.owner IN ('MOVES', 'TWIN')))
         ORDER BY t.id
           FOR UPDATE SKIP LOCKED\
        """;

    private static final String LOCK_ROWS = """
        INSERT INTO pg_temp.lockstep_locked
        SELECT t.id
          FROM ${table} t
         WHERE t.id = ANY (ARRAY(
               SELECT p.row_id FROM pg_temp.lockstep_plan p
                WHERE p.fate IS NULL AND p.row_id IS NOT NULL
               EXCEPT
               SELECT locked.id FROM pg_temp.lockstep_locked locked))
         ORDER BY t.id
           FOR NO KEY UPDATE SKIP LOCKED\
        """;

    private static final String LEAVE_UNLOCKED = """
        UPDATE pg_temp.lockstep_plan p
           SET fate = 'LEFT'
         WHERE p.fate IS NULL
           AND (p.row_id IS NOT NULL AND p.row_id NOT IN (SELECT id FROM pg_temp.lockstep_locked)
                OR p.owner IN ('MOVES', 'TWIN') AND p.owner_id NOT IN (SELECT id FROM pg_temp.lockstep_locked))\
        """;

    /// The row isn't any more what it was matched by: the next merge matches anew.
    private static final String LEAVE_CHANGED = """
        UPDATE pg_temp.lockstep_plan p
           SET fate = 'LEFT'
          FROM ${slice} s, ${table} t
         WHERE s._number = p.number AND t.id = p.row_id AND p.fate IS NULL AND t.id = ANY (${locked})
           AND (t."sfid" IS DISTINCT FROM p.row_sfid
                OR p.via IN ('IDENTIFIER', 'RELINK') AND ${t_identifier} IS DISTINCT FROM ${s_identifier})\
        """;

    /// An application may have changed a row's primary key: entries up to that change know the row by its old one.
    private static final String READ_UNSETTLED = """
        WITH RECURSIVE known (row_id, record_id, last_entry) AS (
             SELECT locked.id, locked.id, 9223372036854775807 FROM pg_temp.lockstep_locked locked
              UNION
             SELECT known.row_id, n.old_id, n.entry_id
               FROM known
               JOIN ${schema}._lockstep_renumbered n
                 ON n.table_name = ${name} AND n.new_id = known.record_id AND n.entry_id < known.last_entry)
        INSERT INTO pg_temp.lockstep_waiting (row_id, entry_id, action, kept, old)
        SELECT known.row_id, e.id, e.action,
               CASE e.action WHEN 'INSERT' THEN ${writable}
                             WHEN 'UPDATE' THEN ${hstore}.akeys(e."values"::${hstore}.hstore) END,
               e.old
          FROM known
          JOIN %s e ON e.table_name = ${name} AND e.record_id = known.record_id AND e.id <= known.last_entry\
        """.formatted(UNSETTLED);

    private static final String SKIP_DELETED = """
        UPDATE pg_temp.lockstep_plan p
           SET fate = 'SKIPPED'
          FROM ${slice} s
         WHERE s._number = p.number AND p.fate IS NULL AND p.row_id IS NULL AND %s\
        """.formatted(DELETION_WAITS);

    private static final String READ_SETTLED = """
        UPDATE pg_temp.lockstep_plan p SET fate = 'STALE' WHERE p.fate IS NULL AND p.number IN (%s)\
        """.formatted(SETTLED_SINCE);

    private static final String REFUSE_KEPT_BY_OWNER = """
        UPDATE pg_temp.lockstep_plan p
           SET fate = 'REFUSED',
               message = 'its unique identifier is kept by the row ' || p.owner_id || ', whose change of it waits'
         WHERE p.fate IS NULL AND p.owner = 'MOVES'
           AND EXISTS (SELECT FROM pg_temp.lockstep_waiting w
                        WHERE w.row_id = p.owner_id AND ${identifier_name} = ANY (w.kept))\
        """;

    private static final String LEAVE_CHANGED_TWIN = """
        UPDATE pg_temp.lockstep_plan p
           SET fate = 'LEFT'
         WHERE p.fate IS NULL AND p.owner = 'TWIN'
           AND EXISTS (SELECT FROM pg_temp.lockstep_waiting w WHERE w.row_id = p.owner_id)\
        """;

    private static final String DECIDE = """
        UPDATE pg_temp.lockstep_plan p
           SET kept = w.kept,
               fate = CASE WHEN p.deleted AND w.row_id IS NOT NULL THEN 'WAITING'
                           WHEN p.deleted THEN 'DELETE'
                           WHEN p.row_id IS NULL THEN 'INSERT'
                           WHEN w.row_id IS NOT NULL THEN 'MERGE'
                           ELSE 'UPDATE' END
          FROM pg_temp.lockstep_plan q
          LEFT JOIN (SELECT waiting.row_id, array_agg(DISTINCT column_name) AS kept
                       FROM pg_temp.lockstep_waiting waiting
                       LEFT JOIN LATERAL unnest(waiting.kept) column_name ON true
                      GROUP BY waiting.row_id) w ON w.row_id = q.row_id
         WHERE q.number = p.number AND p.fate IS NULL\
        """;

    private Deciding() {}

    static void decide(SliceSession session) throws SQLException {
        session.run(LOCK_KEYS);
        session.run(LOCK_ROWS);
        session.run(LEAVE_UNLOCKED);
        session.run(LEAVE_CHANGED);
        session.run(READ_UNSETTLED);
        session.run(SKIP_DELETED);
        session.run(LEAVE_CHANGED_TWIN);
        session.run(READ_SETTLED);
        session.run(REFUSE_KEPT_BY_OWNER);
        session.run(DECIDE);
        session.run("ANALYZE pg_temp.lockstep_plan");
    }
}
