package dev.lockstep.postgres.log;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.fence.Epoch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts settled outcomes on their rows. A row that an application holds keeps its outcome waiting, and nobody
/// waits for anybody. May be repeated at any time.
final class WriteBack {
    private static final int ROWS_A_TRANSACTION = 500;

    /// Rows whose primary key an application has changed since are found by their new one.
    private static final String WAITING = """
        SELECT w.table_name,
               w.record_id,
               coalesce((SELECT r.new_id FROM ${schema}._lockstep_renumbered r
                          WHERE r.table_name = w.table_name AND r.old_id = w.record_id AND r.entry_id >= w.entry_id
                          ORDER BY r.entry_id DESC LIMIT 1), w.record_id)
          FROM ${schema}._lockstep_write_back w
         WHERE to_regclass(${schema_text} || '.' || quote_ident(w.table_name)) IS NOT NULL
         ORDER BY w.table_name, w.record_id
         LIMIT ?\
        """;

    private static final String LOCK = "SELECT id FROM ${table} WHERE id = ANY (?) ORDER BY id FOR UPDATE SKIP LOCKED";

    /// A statement of its own after the lock: only so it sees entries that committed while the lock was
    /// waited for. A record that another row has already is not given a second one.
    private static final String WRITE = """
        UPDATE ${table} t
           SET sfid = CASE WHEN w.sfid IS NULL OR taken.id IS NOT NULL THEN t.sfid ELSE w.sfid END,
               _hc_lastop = CASE WHEN taken.id IS NOT NULL OR waits.failed THEN 'FAILED'
                                 WHEN waits.failed IS NOT NULL THEN 'PENDING'
                                 ELSE w.lastop END,
               _hc_err = CASE WHEN taken.id IS NOT NULL
                              THEN 'the record ' || w.sfid || ' belongs to the row ' || taken.id || ' already'
                              WHEN waits.failed THEN coalesce(w.err, t._hc_err)
                              ELSE NULL END
          FROM ${schema}._lockstep_write_back w
          JOIN unnest(?::bigint[], ?::bigint[]) AS known (record_id, row_id) ON known.record_id = w.record_id
          LEFT JOIN ${table} taken ON taken.sfid = w.sfid AND taken.id <> known.row_id
          LEFT JOIN LATERAL (
                SELECT bool_or(l.state = 'FAILED') AS failed
                  FROM ${schema}._trigger_log l
                 WHERE l.table_name = w.table_name AND l.record_id IN (w.record_id, known.row_id)
                   AND l.state IN ('NEW', 'PENDING', 'FAILED')) waits ON true
         WHERE w.table_name = ? AND t.id = known.row_id AND t.id = ANY (?)\
        """;

    private static final String DONE = """
        DELETE FROM ${schema}._lockstep_write_back w
         USING unnest(?::bigint[], ?::bigint[]) AS known (record_id, row_id)
         WHERE w.table_name = ? AND w.record_id = known.record_id
           AND (known.row_id = ANY (?) OR NOT EXISTS (SELECT FROM ${table} t WHERE t.id = known.row_id))\
        """;

    private static final String LEFT = "SELECT count(*) FROM ${schema}._lockstep_write_back";

    private final DataDatabase database;
    private final Epoch epoch;

    WriteBack(DataDatabase database, Epoch epoch) {
        this.database = database;
        this.epoch = epoch;
    }

    /// How many outcomes are still waiting for their row.
    int run() {
        try {
            return database.transaction(this::round);
        } catch (DatabaseFailure busy) {
            if (busy.kind() != DatabaseFailure.Kind.BUSY) {
                throw busy;
            }
            return database.read(this::left);
        }
    }

    /// @param records the log's numbers
    /// @param rows the rows that they are now, in the same order
    private record Waiting(List<Long> records, List<Long> rows) {}

    private int round(Connection connection) throws SQLException {
        epoch.check(connection);
        for (var table : waiting(connection).entrySet()) {
            write(connection, table.getKey(), table.getValue());
        }
        return left(connection);
    }

    private Map<String, Waiting> waiting(Connection connection) throws SQLException {
        var sql = database.schema()
                .in(WAITING.replace("${schema_text}", "'" + database.schema().quoted() + "'"));
        try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, ROWS_A_TRANSACTION);
            var waiting = new LinkedHashMap<String, Waiting>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var table = waiting.computeIfAbsent(
                            rows.getString(1), name -> new Waiting(new ArrayList<>(), new ArrayList<>()));
                    table.records().add(rows.getLong(2));
                    table.rows().add(rows.getLong(3));
                }
            }
            return waiting;
        }
    }

    private void write(Connection connection, String name, Waiting waiting) throws SQLException {
        var table = database.schema().qualified(name);
        var records = connection.createArrayOf("bigint", waiting.records().toArray());
        var rows = connection.createArrayOf("bigint", waiting.rows().toArray());
        var locked = new ArrayList<Long>();
        try (var statement = connection.prepareStatement(LOCK.replace("${table}", table))) {
            statement.setArray(1, rows);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    locked.add(row.getLong(1));
                }
            }
        }
        var ours = connection.createArrayOf("bigint", locked.toArray());
        for (var sql : List.of(WRITE, DONE)) {
            try (var statement =
                    connection.prepareStatement(database.schema().in(sql).replace("${table}", table))) {
                statement.setArray(1, records);
                statement.setArray(2, rows);
                statement.setString(3, name);
                statement.setArray(4, ours);
                statement.executeUpdate();
            }
        }
    }

    private int left(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(database.schema().in(LEFT))) {
            row.next();
            return row.getInt(1);
        }
    }
}
