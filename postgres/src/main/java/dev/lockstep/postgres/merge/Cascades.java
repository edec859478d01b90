package dev.lockstep.postgres.merge;

import java.sql.SQLException;
import java.util.List;

/// Foreign keys that users added: where the deletion of a row makes PostgreSQL delete or change rows of other mapped
/// tables, these are noted to be read again, since the org may still have them as they were.
final class Cascades {
    /// Deeper chains are left to the next sweep.
    private static final int DEPTH = 4;

    private static final String DELETED = """
        SELECT t.* FROM ${table} t JOIN pg_temp.lockstep_plan p ON p.row_id = t.id WHERE p.fate = 'DELETE'\
        """;

    /// The keys that refer to a table and act when a row of it goes, from tables that are mapped.
    private static final String KEYS = """
        SELECT m.table_name, k.conrelid::regclass::text, k.confdeltype,
               (SELECT string_agg(format('c.%I = parent.%I', child.attname, parent.attname), ' AND ')
                  FROM unnest(k.conkey, k.confkey) AS pair (child_number, parent_number)
                  JOIN pg_attribute child ON child.attrelid = k.conrelid AND child.attnum = pair.child_number
                  JOIN pg_attribute parent ON parent.attrelid = k.confrelid AND parent.attnum = pair.parent_number)
          FROM pg_constraint k
          JOIN pg_class c ON c.oid = k.conrelid
          JOIN ${schema}._lockstep_mapping m ON m.table_name = c.relname
         WHERE k.contype = 'f' AND k.confdeltype IN ('c', 'n', 'd')
           AND k.confrelid = to_regclass(?) AND c.relnamespace = to_regnamespace(?)
         ORDER BY k.oid\
        """;

    private static final String NOTE = """
        INSERT INTO ${schema}._lockstep_reread (table_name, sfid, reason)
        SELECT DISTINCT ?, doomed."sfid", 'a foreign key acted on its row when another record was deleted'
          FROM (${doomed}) doomed
         WHERE doomed."sfid" IS NOT NULL
        ON CONFLICT (table_name, sfid) DO UPDATE SET reason = EXCLUDED.reason, noted_at = clock_timestamp()\
        """;

    private Cascades() {}

    private record Key(String mapping, String table, String action, String join) {}

    /// Runs before the deletions.
    static void note(SliceSession session) throws SQLException {
        boolean deletes = session.rows(
                        "SELECT EXISTS (SELECT FROM pg_temp.lockstep_plan WHERE fate = 'DELETE')",
                        row -> row.getBoolean(1))
                .getFirst();
        if (deletes) {
            note(session, session.sql().in("${table}"), DELETED, 1);
        }
    }

    private static void note(SliceSession session, String parent, String doomedParents, int depth) throws SQLException {
        for (var key : keys(session, parent)) {
            var doomed = "SELECT c.* FROM " + key.table + " c JOIN (" + doomedParents + ") parent ON " + key.join;
            session.run(NOTE.replace("${doomed}", doomed), key.mapping);
            if (key.action.equals("c") && depth < DEPTH) {
                note(session, key.table, doomed, depth + 1);
            }
        }
    }

    private static List<Key> keys(SliceSession session, String parent) throws SQLException {
        return session.rows(
                KEYS,
                row -> new Key(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                parent,
                session.sql().in("${schema}"));
    }
}
