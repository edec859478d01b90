package dev.lockstep.postgres.log;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.fence.Epoch;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts settled outcomes on their rows. A row that an application holds, or that the database refuses, keeps its
/// outcome waiting and holds up no other. May be repeated at any time, also by several threads.
final class WriteBack {
    private static final int ROWS_A_TRANSACTION = 500;

    private static final String WAITING = """
        SELECT w.table_name, w.record_id
          FROM ${schema}._lockstep_write_back w
         WHERE (w.table_name, w.record_id) > (?, ?)
           AND to_regclass(${schema_text} || '.' || quote_ident(w.table_name)) IS NOT NULL
         ORDER BY w.table_name, w.record_id
         LIMIT ?\
        """;

    /// The row that each outcome belongs to by now, whatever became of its primary key; none where the row was deleted
    /// and its id given to another one. Outcomes are locked, so that none is replaced by a newer one while it is
    /// written.
    private static final String OWNERS = """
        SELECT w.record_id,
               CASE WHEN EXISTS (
                         SELECT FROM ${changes} b
                          WHERE b.table_name = w.table_name AND b.record_id = w.record_id AND b.id > w.entry_id
                            AND (b.action = 'DELETE' OR b.action = 'INSERT' AND b.sfid IS DISTINCT FROM w.sfid)
                            AND ${schema}._lockstep_row_now(b.table_name, b.record_id, b.id)
                                = ${schema}._lockstep_row_now(w.table_name, w.record_id, w.entry_id))
                    THEN NULL
                    ELSE ${schema}._lockstep_row_now(w.table_name, w.record_id, w.entry_id) END
          FROM ${schema}._lockstep_write_back w
         WHERE w.table_name = ? AND w.record_id = ANY (?)
         ORDER BY w.record_id
           FOR UPDATE OF w\
        """;

    /// Not the weaker lock that leaves foreign keys alone: sfid may be what one refers to, and the update would then
    /// wait for whoever holds it.
    private static final String LOCK = "SELECT id FROM ${table} WHERE id = ANY (?) ORDER BY id FOR UPDATE SKIP LOCKED";

    /// A statement of its own after the lock: only so it sees the entries of whoever had the row before. A record that
    /// another row has already, or will get first, is not given a second one.
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
          LEFT JOIN LATERAL (
                SELECT other.id FROM ${table} other WHERE other.sfid = w.sfid AND other.id <> known.row_id
                 UNION ALL
                SELECT first.record_id FROM ${schema}._lockstep_write_back first
                 WHERE first.table_name = w.table_name AND first.sfid = w.sfid AND first.entry_id < w.entry_id
                 LIMIT 1) taken ON true
          LEFT JOIN LATERAL (
                SELECT bool_or(l.state = 'FAILED') AS failed
                  FROM ${schema}._trigger_log l
                 WHERE l.table_name = w.table_name
                   AND l.record_id = ANY (${schema}._lockstep_row_ids(w.table_name, known.row_id))
                   AND ${schema}._lockstep_row_now(l.table_name, l.record_id, l.id) = known.row_id
                   AND l.state IN ('NEW', 'PENDING', 'FAILED')) waits ON true
         WHERE w.table_name = ? AND t.id = known.row_id AND t.id = ANY (?)\
        """;

    private static final String DONE = """
        DELETE FROM ${schema}._lockstep_write_back w
         USING unnest(?::bigint[], ?::bigint[]) AS known (record_id, row_id)
         WHERE w.table_name = ? AND w.record_id = known.record_id
           AND (known.row_id IS NULL OR known.row_id = ANY (?)
                OR NOT EXISTS (SELECT FROM ${table} t WHERE t.id = known.row_id))\
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
        var last = Optional.of(new RecordKey("", Long.MIN_VALUE));
        while (last.isPresent()) {
            var page = page(last.get());
            last = page.size() < ROWS_A_TRANSACTION ? Optional.empty() : Optional.of(page.getLast());
            write(page);
        }
        return left();
    }

    /// Halves what can't be written as a whole, down to the row that is at fault.
    private void write(List<RecordKey> page) {
        try {
            database.transaction(connection -> {
                epoch.check(connection);
                for (var table : byTable(page).entrySet()) {
                    write(connection, table.getKey(), table.getValue());
                }
                return page.size();
            });
        } catch (DatabaseFailure failure) {
            switch (failure.kind()) {
                case BUSY, REFUSED -> {
                    if (page.size() > 1) {
                        write(page.subList(0, page.size() / 2));
                        write(page.subList(page.size() / 2, page.size()));
                    }
                }
                case GONE, MISCONFIGURED, BUG -> throw failure;
            }
        }
    }

    private List<RecordKey> page(RecordKey last) {
        var sql = database.schema()
                .in(WAITING.replace("${schema_text}", "'" + database.schema().quoted() + "'"));
        return database.read(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, last.table());
                statement.setLong(2, last.recordId());
                statement.setInt(3, ROWS_A_TRANSACTION);
                var page = new ArrayList<RecordKey>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        page.add(new RecordKey(rows.getString(1), rows.getLong(2)));
                    }
                }
                return page;
            }
        });
    }

    private static Map<String, List<Long>> byTable(List<RecordKey> page) {
        var tables = new LinkedHashMap<String, List<Long>>();
        for (var key : page) {
            tables.computeIfAbsent(key.table(), table -> new ArrayList<>()).add(key.recordId());
        }
        return tables;
    }

    private void write(Connection connection, String name, List<Long> keys) throws SQLException {
        var table = database.schema().qualified(name);
        var records = new ArrayList<Long>();
        var owners = new ArrayList<@Nullable Long>();
        var changes = OWNERS.replace("${changes}", EntryRecords.CHANGES);
        try (var statement = connection.prepareStatement(database.schema().in(changes))) {
            statement.setString(1, name);
            statement.setArray(2, numbers(connection, keys));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    records.add(rows.getLong(1));
                    owners.add(rows.getObject(2, Long.class));
                }
            }
        }
        var locked = locked(connection, table, owners);
        for (var sql : List.of(WRITE, DONE)) {
            try (var statement =
                    connection.prepareStatement(database.schema().in(sql).replace("${table}", table))) {
                statement.setArray(1, numbers(connection, records));
                statement.setArray(2, numbers(connection, owners));
                statement.setString(3, name);
                statement.setArray(4, numbers(connection, locked));
                statement.executeUpdate();
            }
        }
    }

    private static List<Long> locked(Connection connection, String table, List<? extends @Nullable Long> rows)
            throws SQLException {
        try (var statement = connection.prepareStatement(LOCK.replace("${table}", table))) {
            statement.setArray(1, numbers(connection, rows));
            var locked = new ArrayList<Long>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    locked.add(row.getLong(1));
                }
            }
            return locked;
        }
    }

    private static Array numbers(Connection connection, List<? extends @Nullable Long> numbers) throws SQLException {
        return connection.createArrayOf("bigint", numbers.toArray());
    }

    private int left() {
        return database.read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(database.schema().in(LEFT))) {
                row.next();
                return row.getInt(1);
            }
        });
    }
}
