package dev.lockstep.postgres.merge;

import dev.lockstep.model.RecordId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The fourth step of a slice: changes the rows. Deletions come first, then identifiers that move are set to NULL, then
/// updates, then inserts: in that order two records may swap what must be unique.
final class Applying {
    /// The row itself may have no stamp: its record was deleted before it was ever read.
    private static final String DELETE = """
        DELETE FROM ${table} t
         USING pg_temp.lockstep_plan p
          JOIN ${slice} s ON s._number = p.number
         WHERE t.id = p.row_id AND t.id = ANY (${locked}) AND p.fate = 'DELETE'
        RETURNING t.id, p.sfid, s."systemmodstamp\"\
        """;

    private static final String DELETE_TWINS = """
        DELETE FROM ${table} t
         USING pg_temp.lockstep_plan p
         WHERE t.id = p.owner_id AND t.id = ANY (${locked}) AND p.owner = 'TWIN'
           AND p.fate IN ('UPDATE', 'MERGE', 'STALE')\
        """;

    private static final String FREE_IDENTIFIERS = """
        UPDATE ${table} t
           SET ${identifier} = NULL
          FROM pg_temp.lockstep_plan p
         WHERE t.id = p.owner_id AND t.id = ANY (${locked}) AND p.owner = 'MOVES'
           AND p.fate IN ('UPDATE', 'MERGE', 'INSERT')
           AND NOT coalesce(${identifier_name} = ANY (p.kept), false)\
        """;

    private static final String UPDATE = """
        UPDATE ${table} t
           SET ${assignments}, "_hc_lastop" = 'SYNCED', "_hc_err" = NULL
          FROM pg_temp.lockstep_plan p
          JOIN ${slice} s ON s._number = p.number
         WHERE t.id = p.row_id AND t.id = ANY (${locked}) AND p.fate = 'UPDATE'
           AND ((${t_columns}) IS DISTINCT FROM (${s_columns})
                OR t."_hc_lastop" IS DISTINCT FROM 'SYNCED' OR t."_hc_err" IS NOT NULL)
        RETURNING t.id, p.sfid, s."systemmodstamp", p.via <> 'SFID'\
        """;

    private static final String MERGE = """
        UPDATE ${table} t
           SET ${kept_assignments},
               "_hc_lastop" = CASE WHEN p.captured THEN 'PENDING' ELSE t."_hc_lastop" END
          FROM pg_temp.lockstep_plan p
          JOIN ${slice} s ON s._number = p.number
         WHERE t.id = p.row_id AND t.id = ANY (${locked}) AND p.fate = 'MERGE'
           AND ((${t_columns}) IS DISTINCT FROM (${kept_values}) OR p.captured)
        RETURNING t.id, p.sfid, s."systemmodstamp", p.via <> 'SFID'\
        """;

    /// A stale state tells no column, but whose row it is.
    private static final String LINK_STALE = """
        UPDATE ${table} t
           SET "sfid" = p.sfid
          FROM pg_temp.lockstep_plan p
         WHERE t.id = p.row_id AND p.fate = 'STALE' AND p.via IN ('LINK', 'IDENTIFIER') AND t."sfid" IS NULL
           AND t.id = ANY (${locked})
        RETURNING t.id, p.sfid, coalesce(t."systemmodstamp", now() AT TIME ZONE 'UTC')\
        """;

    private static final String INSERT = """
        INSERT INTO ${table} (${columns}, "_hc_lastop")
        SELECT ${s_columns}, 'SYNCED'
          FROM pg_temp.lockstep_plan p
          JOIN ${slice} s ON s._number = p.number
         WHERE p.fate = 'INSERT'
         ORDER BY s."systemmodstamp", s."sfid" COLLATE "C"
        RETURNING id, "sfid", "systemmodstamp\"\
        """;

    /// An insert may have waited while the row it ran into was deleted, or even deleted in the org.
    private static final String LAST_LOOK = """
        DELETE FROM ${table} t
         USING pg_temp.lockstep_plan p
          JOIN ${slice} s ON s._number = p.number
         WHERE p.fate = 'INSERT' AND t."sfid" = p.sfid AND t.id = ANY (?)
           AND (%s OR p.number IN (%s))
        RETURNING p.sfid\
        """.formatted(Deciding.DELETION_WAITS, Deciding.SETTLED_SINCE);

    private static final String STALE_AFTER_ALL = """
        UPDATE pg_temp.lockstep_plan SET fate = 'STALE' WHERE fate = 'INSERT' AND sfid = ANY (?)\
        """;

    /// What the writer had left to say of these rows is said.
    private static final String WRITE_BACK_DONE = """
        DELETE FROM ${schema}._lockstep_write_back w
         USING pg_temp.lockstep_plan p
         WHERE w.table_name = ${name} AND w.record_id = p.row_id AND p.fate = 'UPDATE'
           AND w.lastop IN ('INSERTED', 'UPDATED', 'SYNCED')\
        """;

    private Applying() {}

    static List<MergedChange> apply(SliceSession session, String table) throws SQLException {
        var changes = new ArrayList<MergedChange>();
        Cascades.note(session);
        changes.addAll(
                session.rows(DELETE, row -> new MergedChange.Deleted(table, id(row), row.getLong(1), stamp(row))));
        session.run(DELETE_TWINS);
        session.run(FREE_IDENTIFIERS);
        changes.addAll(session.rows(LINK_STALE, row -> linked(table, row)));
        changes.addAll(session.rows(UPDATE, row -> updated(table, row)));
        changes.addAll(session.rows(MERGE, row -> updated(table, row)));
        MissedChanges.capture(session);
        var inserted =
                session.rows(INSERT, row -> new MergedChange.Inserted(table, id(row), row.getLong(1), stamp(row)));
        var goneAgain = inserted.isEmpty() ? Set.<String>of() : lastLook(session, inserted);
        inserted.stream()
                .filter(change -> !goneAgain.contains(change.sfid().value()))
                .forEach(changes::add);
        session.run(WRITE_BACK_DONE);
        return changes;
    }

    private static Set<String> lastLook(SliceSession session, List<MergedChange.Inserted> inserted)
            throws SQLException {
        var ids = inserted.stream().map(MergedChange.Inserted::row).toArray();
        var gone = session.rows(
                LAST_LOOK, row -> row.getString(1), session.connection().createArrayOf("bigint", ids));
        if (!gone.isEmpty()) {
            session.run(STALE_AFTER_ALL, session.connection().createArrayOf("varchar", gone.toArray()));
        }
        return new HashSet<>(gone);
    }

    private static MergedChange updated(String table, ResultSet row) throws SQLException {
        return row.getBoolean(4)
                ? linked(table, row)
                : new MergedChange.Updated(table, id(row), row.getLong(1), stamp(row));
    }

    private static MergedChange linked(String table, ResultSet row) throws SQLException {
        return new MergedChange.Linked(table, id(row), row.getLong(1), stamp(row));
    }

    private static RecordId id(ResultSet row) throws SQLException {
        return new RecordId(row.getString(2));
    }

    private static Instant stamp(ResultSet row) throws SQLException {
        return row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
}
