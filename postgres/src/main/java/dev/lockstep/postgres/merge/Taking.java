package dev.lockstep.postgres.merge;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The first step of a slice: copies the next staged records to where the session works on them.
final class Taking {
    /// The lock time lies below the time after which PostgreSQL looks for a deadlock: so it is always we who give way.
    /// The others keep the planner from reading a whole table for a slice: what a merge touches was written lately.
    private static final String SETTINGS = """
        SELECT set_config(
                   'lock_timeout',
                   greatest(1, least(?, extract(epoch FROM current_setting('deadlock_timeout')::interval) * 500))
                       ::bigint || 'ms',
                   true),
               set_config('random_page_cost', '1', true),
               set_config('jit', 'off', true)\
        """;

    private static final String HAS_TABLES = "SELECT to_regclass(?) IS NOT NULL AND to_regclass(?) IS NOT NULL";

    private static final List<String> PLAN_TABLES = List.of(
            """
            CREATE TEMPORARY TABLE IF NOT EXISTS lockstep_plan (
                number bigint NOT NULL,
                place tid NOT NULL,
                sfid varchar(18) NOT NULL,
                reading text NOT NULL,
                deleted boolean NOT NULL,
                held_since timestamptz,
                held_for bigint,
                -- The matched row as it was found, and by what.
                row_id bigint,
                row_sfid varchar(18),
                row_stamp timestamp,
                via text,
                rekeyed boolean NOT NULL,
                -- Another row that has the record's identifier, and what that means.
                owner_id bigint,
                owner text,
                attempt bigint,
                kept text[],
                captured boolean NOT NULL DEFAULT false,
                fate text,
                message text
            ) ON COMMIT DELETE ROWS\
            """,
            "CREATE TEMPORARY TABLE IF NOT EXISTS lockstep_locked (id bigint NOT NULL) ON COMMIT DELETE ROWS",
            """
            CREATE TEMPORARY TABLE IF NOT EXISTS lockstep_waiting (
                row_id bigint NOT NULL,
                entry_id bigint NOT NULL,
                action text NOT NULL,
                kept text[],
                old text
            ) ON COMMIT DELETE ROWS\
            """);

    private static final String SLICE_TABLE = """
        CREATE TEMPORARY TABLE IF NOT EXISTS ${slice} ON COMMIT DELETE ROWS
        AS SELECT s.*, s.ctid AS _place FROM ${staging} s WITH NO DATA\
        """;

    private static final String TAKE = """
        INSERT INTO ${slice}
        SELECT s.*, s.ctid
          FROM ${staging} s
         WHERE (s."systemmodstamp", s."sfid" COLLATE "C", s._settle_mark, s._read_at, s._number)
               > (?::timestamp, ?::varchar COLLATE "C", ?::bigint, ?::timestamptz, ?::bigint)
         ORDER BY s."systemmodstamp", s."sfid" COLLATE "C", s._settle_mark, s._read_at, s._number
         LIMIT ?\
        """;

    private static final String LAST_TAKEN = """
        SELECT s."systemmodstamp"::text, s."sfid", s._settle_mark, s._read_at::text, s._number
          FROM ${slice} s
         ORDER BY s."systemmodstamp" DESC, s."sfid" COLLATE "C" DESC, s._settle_mark DESC, s._read_at DESC,
                  s._number DESC
         LIMIT 1\
        """;

    private Taking() {}

    /// A place in the order of staged records. Records that stay staged lie behind it and aren't met again.
    record Cursor(String stamp, String sfid, long settleMark, String readAt, long number) {
        static final Cursor START = new Cursor("-infinity", "", 0, "-infinity", 0);
    }

    /// Takes up to `limit` records that come after `from`.
    ///
    /// @param end the last one taken; empty where none is left
    record Taken(int records, Optional<Cursor> end) {}

    static Taken take(SliceSession session, Cursor from, int limit, Duration lockWait) throws SQLException {
        session.rows(SETTINGS, row -> row.getString(1), lockWait.toMillis());
        makeTables(session);
        int records =
                session.run(TAKE, from.stamp(), from.sfid(), from.settleMark(), from.readAt(), from.number(), limit);
        var end = session.rows(
                LAST_TAKEN,
                row -> new Cursor(
                        row.getString(1), row.getString(2), row.getLong(3), row.getString(4), row.getLong(5)));
        return new Taken(records, end.stream().findFirst());
    }

    /// They stay with the session, so that a busy mapping doesn't fill the catalogs.
    private static void makeTables(SliceSession session) throws SQLException {
        boolean there = session.rows(
                        HAS_TABLES,
                        row -> row.getBoolean(1),
                        "pg_temp.lockstep_waiting",
                        session.sql().in("${slice}"))
                .getFirst();
        if (!there) {
            for (var table : PLAN_TABLES) {
                session.run(table);
            }
            session.run(SLICE_TABLE);
        }
    }
}
