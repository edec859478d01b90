package dev.lockstep.postgres.merge;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/// The second step of a slice: finds the row of each record, without a lock. What it finds is looked at
/// again once the rows are locked.
final class Matching {
    /// Records that an accepted insert of ours made, and the rows that they belong to: the row may not
    /// carry its `sfid` yet. A changed primary key is followed once.
    static final String MADE = """
        (SELECT w.sfid, w.record_id, w.entry_id
           FROM ${schema}._lockstep_write_back w
          WHERE w.table_name = ${name}
          UNION ALL
         SELECT a.sfid, a.record_id, a.id
           FROM ${schema}._trigger_log_archive a
          WHERE a.table_name = ${name} AND a.action = 'INSERT'
            AND (a.state IN ('SUCCESS', 'MERGED') OR a.state = 'REQUEUED' AND a.sf_result = 0))\
        """;

    private static final String MATCH = """
        INSERT INTO pg_temp.lockstep_plan
               (number, place, sfid, reading, deleted, held_since, held_for, row_id, row_sfid, row_stamp, via,
                rekeyed, fate)
        SELECT s._number, s._place, s."sfid", s._reading, s._deleted, s._first_held, s._held_attempt,
               coalesce(t.id, l.id, i.id), t."sfid", coalesce(t."systemmodstamp", l.stamp, i.stamp),
               CASE WHEN t.id IS NOT NULL THEN 'SFID'
                    WHEN l.id IS NOT NULL THEN 'LINK'
                    WHEN i.id IS NOT NULL THEN 'IDENTIFIER' END,
               t.id IS NOT NULL AND t.${identifier} IS DISTINCT FROM s.${identifier},
               CASE WHEN s._version > 1 THEN 'SUPERSEDED'
                    WHEN s._deleted AND coalesce(t.id, l.id) IS NULL THEN 'GONE'
                    WHEN t."systemmodstamp" > s."systemmodstamp" AND s._reading = ANY (?) THEN 'STALE'
                    WHEN NOT s._deleted AND t."_hc_lastop" = 'SYNCED' AND t."_hc_err" IS NULL
                         AND NOT ((${t_columns}) IS DISTINCT FROM (${s_columns})) THEN 'SAME' END
          FROM (SELECT *, coalesce("isdeleted", false) AS _deleted,
                       min(_held_since) OVER (PARTITION BY "sfid") AS _first_held,
                       min(_held_for) OVER (PARTITION BY "sfid") AS _held_attempt,
                       row_number() OVER (PARTITION BY "sfid"
                                          ORDER BY "systemmodstamp" DESC, (_reading = 'READ_BACK') DESC,
                                                   _settle_mark DESC, _read_at DESC, _number DESC) AS _version
                  FROM ${slice}) s
          -- The limit makes it a look-up by index for each record.
          LEFT JOIN LATERAL (SELECT * FROM ${table} t WHERE t."sfid" = s."sfid" LIMIT 1) t ON true
          LEFT JOIN LATERAL (
               SELECT r.id, r."systemmodstamp" AS stamp
                 FROM %s made
                 JOIN ${table} r
                   ON r."sfid" IS NULL
                  AND r.id = coalesce((SELECT n.new_id
                                         FROM ${schema}._lockstep_renumbered n
                                        WHERE n.table_name = ${name}
                                          AND n.old_id = made.record_id AND n.entry_id > made.entry_id
                                        ORDER BY n.entry_id LIMIT 1), made.record_id)
                WHERE t.id IS NULL AND made.sfid = s."sfid"
                LIMIT 1) l ON true
          LEFT JOIN LATERAL (
               SELECT i.id, i."systemmodstamp" AS stamp
                 FROM ${table} i
                WHERE t.id IS NULL AND l.id IS NULL AND NOT s._deleted
                  AND ${s_has_identifier} AND ${i_identifier} = ${s_identifier}
                  AND i."sfid" IS NULL
                  AND NOT EXISTS (SELECT FROM ${schema}._lockstep_write_back w
                                   WHERE w.table_name = ${name} AND w.record_id = i.id AND w.sfid <> s."sfid")
                LIMIT 1) i ON true\
        """.formatted(MADE);

    /// A record that was held as long as may be became a row, and then its insert turned out to be
    /// accepted: two rows for one record, until the one that was inserted here gives way to the
    /// application's.
    private static final String FIND_TWINS = """
        UPDATE pg_temp.lockstep_plan p
           SET owner_id = p.row_id, owner = 'TWIN', row_id = r.id, row_sfid = NULL, via = 'LINK', fate = NULL
          FROM ${schema}._lockstep_write_back w
          JOIN ${table} r ON r.id = w.record_id AND r."sfid" IS NULL
         WHERE w.table_name = ${name} AND w.sfid = p.sfid
           AND p.via = 'SFID' AND NOT p.deleted AND (p.fate IS NULL OR p.fate = 'SAME')\
        """;

    /// Two records claim one row: only what is read later can tell whose it is.
    private static final String ONE_RECORD_A_ROW = """
        UPDATE pg_temp.lockstep_plan p
           SET fate = 'STALE', row_id = NULL
          FROM (SELECT number,
                       row_number() OVER (PARTITION BY row_id
                                          ORDER BY (via = 'SFID') DESC, (via = 'LINK') DESC, number DESC) AS place
                  FROM pg_temp.lockstep_plan
                 WHERE row_id IS NOT NULL AND fate IS DISTINCT FROM 'SUPERSEDED') claim
         WHERE claim.number = p.number AND claim.place > 1\
        """;

    /// Another row has the identifier that the record has now.
    private static final String FIND_OWNERS = """
        UPDATE pg_temp.lockstep_plan p
           SET owner_id = o.id,
               row_sfid = CASE WHEN y.deleted AND p.row_id IS NULL THEN o."sfid" ELSE p.row_sfid END,
               owner = CASE
                   WHEN o."sfid" IS NULL THEN 'UNSENT'
                   WHEN y.deleted AND p.row_id IS NULL THEN 'RELINK'
                   WHEN y.deleted OR y.identifier IS DISTINCT FROM ${s_identifier} AND y."sfid" IS NOT NULL
                       THEN 'MOVES'
                   ELSE 'OWNED' END
          FROM ${slice} s
          JOIN ${table} o ON ${o_identifier} = ${s_identifier}
          LEFT JOIN LATERAL (
               SELECT y."sfid", coalesce(y."isdeleted", false) AS deleted, ${y_identifier} AS identifier
                 FROM ${staging} y
                WHERE y."sfid" = o."sfid" COLLATE "default"
                ORDER BY y."systemmodstamp" DESC, y._settle_mark DESC, y._read_at DESC, y._number DESC
                LIMIT 1) y ON true
         WHERE s._number = p.number AND ${s_has_identifier}
           AND p.fate IS NULL AND p.owner IS NULL AND NOT p.deleted AND o.id IS DISTINCT FROM p.row_id
           AND (p.via IS DISTINCT FROM 'SFID' OR p.rekeyed)\
        """;

    /// A record that was deleted and made anew with the same identifier takes over the row of the deleted one.
    private static final String RELINK = """
        UPDATE pg_temp.lockstep_plan SET row_id = owner_id, via = 'RELINK' WHERE owner = 'RELINK'\
        """;

    private static final String DELETED_BEFORE_RELINK = """
        UPDATE pg_temp.lockstep_plan p SET fate = 'GONE', row_id = NULL
         WHERE p.deleted AND p.fate IS NULL
           AND p.row_id IN (SELECT owner_id FROM pg_temp.lockstep_plan WHERE owner = 'RELINK')\
        """;

    private static final String REFUSE_OWNED = """
        UPDATE pg_temp.lockstep_plan p
           SET fate = CASE WHEN w.record_id IS NULL THEN 'REFUSED' ELSE 'LEFT' END,
               message = 'its unique identifier belongs to the row ' || o.id
                   || coalesce(', which is record ' || o."sfid", ', which has not been sent yet')
          FROM ${table} o
          LEFT JOIN ${schema}._lockstep_write_back w ON w.table_name = ${name} AND w.record_id = o.id
                AND o."sfid" IS NULL
         WHERE p.owner_id = o.id AND p.owner IN ('OWNED', 'UNSENT') AND p.fate IS NULL\
        """;

    /// An insert without identifier was on its way when the record was made: perhaps it made it.
    private static final String HOLD = """
        UPDATE pg_temp.lockstep_plan p
           SET attempt = a.id,
               fate = CASE WHEN p.held_for IS NOT NULL AND p.held_since <= ?::timestamptz THEN NULL ELSE 'HELD' END
          FROM ${slice} s
          CROSS JOIN LATERAL (
               SELECT min(a.id) AS id
                 FROM ${schema}._lockstep_attempt a
                WHERE a.state IN ('SENDING', 'UNKNOWN') AND a.operation = 'CREATE' AND ${name} = ANY (a.tables)
                  AND a.org_time - ?::interval <= ${born} AT TIME ZONE 'UTC') a
         WHERE s._number = p.number AND a.id IS NOT NULL
           AND p.fate IS NULL AND p.row_id IS NULL AND NOT p.deleted AND NOT ${s_has_identifier}\
        """;

    private Matching() {}

    static void match(SliceSession session, Instant now, MergeLimits limits) throws SQLException {
        var trusting = session.connection().createArrayOf("text", Reading.trustingStamps());
        session.run(MATCH, trusting);
        session.run("ANALYZE ${slice}");
        session.run("ANALYZE pg_temp.lockstep_plan");
        session.run(FIND_TWINS);
        session.run(ONE_RECORD_A_ROW);
        session.run(FIND_OWNERS);
        session.run(DELETED_BEFORE_RELINK);
        session.run(RELINK);
        session.run(REFUSE_OWNED);
        session.run(
                HOLD,
                now.minus(limits.heldAtMost()).atOffset(ZoneOffset.UTC),
                limits.clockSkew().toString());
    }
}
