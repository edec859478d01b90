package dev.lockstep.postgres.schema;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Says whether what applications write is captured, once and at all: triggers can be dropped, disabled and
/// doubled, sequences fall behind after a restore. Meant to be asked at each start and each minute.
public final class CaptureHealth {
    /// What calls our functions, on the table and on its partitions at any depth.
    private static final String TRIGGERS = """
        SELECT t.tgname, t.tgrelid::regclass::text, t.tgrelid = root.id, t.tgenabled = 'A', t.tgparentid <> 0,
               coalesce(obj_description(t.oid, 'pg_trigger'), '')
          FROM (SELECT to_regclass(?)::oid AS id) root
          JOIN pg_trigger t ON t.tgrelid = root.id
               OR t.tgrelid IN (SELECT relid FROM pg_partition_tree(root.id::regclass))
          JOIN pg_proc p ON p.oid = t.tgfoid AND p.pronamespace = ${schema_text}::regnamespace
         WHERE p.proname LIKE '!_lockstep!_%' ESCAPE '!'
         ORDER BY 2, 1\
        """;

    private static final String PARTITIONS = """
        SELECT relid::regclass::text FROM pg_partition_tree(to_regclass(?)) WHERE level > 0\
        """;

    /// Each state that entries of the log have, found by the index alone, however many entries there are.
    private static final String STATES = """
        WITH RECURSIVE step (state) AS (
            (SELECT l.state FROM ${schema}._trigger_log l WHERE l.state IS NOT NULL ORDER BY l.state LIMIT 1)
            UNION ALL
            SELECT (SELECT l.state FROM ${schema}._trigger_log l WHERE l.state > step.state ORDER BY l.state LIMIT 1)
              FROM step WHERE step.state IS NOT NULL)
        SELECT state FROM step WHERE state IS NOT NULL\
        """;

    private static final String LOG = """
        SELECT problem FROM (
            SELECT 'the sequence of _trigger_log stands at ' || s.last_value || ' but the log holds ' || m.id
                   || ', as after a restore: writes of applications fail or get ids twice; set it beyond that'
              FROM ${schema}._trigger_log_id_seq s,
                   (SELECT greatest((SELECT max(id) FROM ${schema}._trigger_log),
                                    (SELECT max(id) FROM ${schema}._trigger_log_archive)) AS id) m
             WHERE m.id > s.last_value
            UNION ALL
            SELECT 'the functions of capture are of another version, or hstore was moved: prepare the schema again'
             WHERE coalesce(obj_description(
                       to_regprocedure(${schema_text} || '._lockstep_capture()'), 'pg_proc'), '') <> ?
            UNION ALL
            SELECT 'a subscription writes to _trigger_log: take the table out of its publication'
             WHERE EXISTS (SELECT FROM pg_subscription_rel WHERE srrelid = to_regclass(?))
            UNION ALL
            SELECT 'the entry ' || (SELECT min(l.id) FROM ${schema}._trigger_log l WHERE l.state = known.state)
                   || ' of _trigger_log has the state ' || known.state
                   || ', in which nothing is done with it: set it to NEW or IGNORED'
              FROM (${states}) known
             WHERE known.state NOT IN ('NEW', 'IGNORE', 'READONLY', 'PENDING', 'IGNORED', 'FAILED', 'REQUEUE', 'REQUEUED')
            UNION ALL
            SELECT 'an entry of _trigger_log has no state, so that nothing is done with it: set it to NEW or IGNORED'
             WHERE EXISTS (SELECT FROM ${schema}._trigger_log l WHERE l.state IS NULL)
            UNION ALL
            SELECT 'the ids of ' || ? || ' are integers and more than half used: make the column bigint'
              FROM pg_attribute a
             WHERE a.attrelid = to_regclass(?) AND a.attname = 'id' AND a.atttypid = 'integer'::regtype
               AND pg_sequence_last_value(pg_get_serial_sequence(?, 'id')::regclass) > 1073741823
        ) problems (problem)\
        """;

    private final DataDatabase database;

    public CaptureHealth(DataDatabase database) {
        this.database = database;
    }

    private record Found(String name, String table, boolean onRoot, boolean always, boolean cloned, String signature) {
        static Found of(ResultSet row) throws SQLException {
            return new Found(
                    row.getString(1),
                    row.getString(2),
                    row.getBoolean(3),
                    row.getBoolean(4),
                    row.getBoolean(5),
                    row.getString(6));
        }
    }

    /// What is wrong with the capture of the mapping, a sentence each; nothing where all is well.
    public List<String> check(Mapping mapping) {
        if (ExistingTable.of(database, new Identifier(mapping.table())).isEmpty()) {
            return List.of("the table " + mapping.table() + " doesn't exist: prepare the mapping again");
        }
        var problems = new ArrayList<String>();
        triggers(mapping, problems);
        log(mapping, problems);
        return List.copyOf(problems);
    }

    private void triggers(Mapping mapping, List<String> problems) {
        var table = database.schema().qualified(mapping.table());
        var found = new ArrayList<Found>();
        var partitions = new ArrayList<String>();
        database.read(connection -> {
            Rows.each(connection, in(TRIGGERS), table, row -> found.add(Found.of(row)));
            Rows.each(connection, PARTITIONS, table, row -> partitions.add(row.getString(1)));
            return found.size();
        });
        new CaptureTriggers(database, mapping).definitions().forEach((name, definition) -> {
            var signature = Signature.of(definition);
            if (found.stream().noneMatch(one -> one.onRoot && one.name.equals(name))) {
                problems.add("the table " + mapping.table() + " lacks the trigger " + name
                        + ": its changes are not captured; prepare the mapping again");
            } else if (found.stream()
                    .noneMatch(one -> one.onRoot && one.name.equals(name) && one.signature.equals(signature))) {
                problems.add("the trigger " + name + " of the table " + mapping.table()
                        + " was made for other columns or another rule: prepare the mapping again");
            }
            if (definition.contains("FOR EACH ROW")) {
                missingClones(name, found, partitions, problems);
            }
        });
        for (var one : found) {
            if (!one.always) {
                problems.add("the trigger " + one.name + " of the table " + one.table
                        + " is disabled or fires for applications alone: ENABLE ALWAYS it");
            }
            if (!one.onRoot && !one.cloned) {
                problems.add("the partition " + one.table + " has a trigger " + one.name
                        + " of its own, so that its changes are captured twice: drop it");
            }
            if (one.onRoot && one.signature.isEmpty()) {
                problems.add(
                        "the table " + one.table + " has a second trigger that captures, " + one.name + ": drop it");
            }
        }
    }

    private static void missingClones(String name, List<Found> found, List<String> partitions, List<String> problems) {
        for (var partition : partitions) {
            if (found.stream().noneMatch(one -> one.table.equals(partition) && one.name.equals(name))) {
                problems.add("the partition " + partition + " lacks the trigger " + name
                        + ": its changes are not captured; detach it and attach it again");
            }
        }
    }

    private void log(Mapping mapping, List<String> problems) {
        var signature = CaptureFunctions.of(database, Hstore.of(database)).signature();
        var table = database.schema().qualified(mapping.table());
        database.read(connection -> {
            try (var statement = connection.prepareStatement(in(LOG))) {
                statement.setString(1, signature);
                statement.setString(2, database.schema().qualified("_trigger_log"));
                statement.setString(3, mapping.table());
                statement.setString(4, table);
                statement.setString(5, table);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        problems.add(rows.getString(1));
                    }
                }
            }
            return problems.size();
        });
    }

    private String in(String sql) {
        return database.schema()
                .in(sql.replace("${states}", STATES)
                        .replace("${schema_text}", "'" + database.schema().quoted() + "'"));
    }
}
