package dev.lockstep.postgres.log;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.fence.Epoch;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Removes archived entries that ended long ago, a batch a transaction, and none that something still needs:
///
/// - what a person has asked for or has to settle (`REQUEUE`, `FAILED`), and its row's other entries;
/// - entries of a row of which another one waits in the log, or whose outcome isn't on it yet;
/// - entries of a row that lacks its `sfid`: only the archive knows its record;
/// - what was settled after a reading began that isn't merged yet: it tells an older state from a newer one;
/// - what an open attempt may be judged by, see [#begin(Duration)];
/// - the newest entry, whose number tells that a restored sequence would give numbers out twice.
///
/// A batch that isn't done is done by the next pass. Safe beside applications and people: what they hold is left.
public final class ArchiveRetention {
    private static final int BATCH = 1_000;
    private static final OffsetDateTime LONG_AGO = OffsetDateTime.parse("0001-01-01T00:00:00Z");

    /// Inserts of the time of an open attempt tell which records of the org it can't have made.
    private static final String BEFORE = """
        SELECT least(clock_timestamp() - interval '1 second' * ?,
                     (SELECT min(created_at) - interval '1 hour' FROM ${schema}._lockstep_attempt
                       WHERE state IN ('SENDING', 'UNKNOWN')))\
        """;

    private static final String STAGING = """
        SELECT c.relname FROM pg_class c
         WHERE c.relnamespace = to_regnamespace(?) AND c.relkind = 'r' AND c.relname ~ '^_lockstep_staging_[0-9]+$'\
        """;

    private static final String OLDEST_LOAD = "SELECT min(settle_mark) FROM ${schema}._lockstep_load";

    /// Entries that wait for one of the same row, under whichever of its ids.
    private static final String ROW_WAITS = """
        (EXISTS (SELECT FROM ${schema}._trigger_log c WHERE ${c_of_the_row})
         OR EXISTS (SELECT FROM ${schema}._trigger_log_archive c
                     WHERE ${c_of_the_row} AND c.state IN ('FAILED', 'REQUEUE'))
         OR EXISTS (SELECT FROM ${schema}._lockstep_write_back w
                     WHERE w.table_name = l.table_name AND w.record_id = ANY (
                           ${schema}._lockstep_row_ids(
                               l.table_name, ${schema}._lockstep_row_now(l.table_name, l.record_id, l.id)))))\
        """;

    static final String OLDEST = """
        SELECT l.id, l.table_name, l.record_id, l.state, l.processed_at, l._lockstep_settled
          FROM ${schema}._trigger_log_archive l
         WHERE (l.processed_at, l.id) > (?, ?) AND l.processed_at < ?
         ORDER BY l.processed_at, l.id
         LIMIT 1000\
        """;

    private static final String JUDGED = """
        WITH oldest AS MATERIALIZED (${oldest})
        SELECT l.id, l.processed_at, l.table_name, ${schema}._lockstep_row_now(l.table_name, l.record_id, l.id),
               l.state IN ('SUCCESS', 'MERGED', 'IGNORED', 'REQUEUED')
               AND l.id < (SELECT max(newest.id) FROM ${schema}._trigger_log_archive newest)
               AND coalesce(l._lockstep_settled <= ?, true)
               AND NOT ${row_waits}
          FROM oldest l
         ORDER BY l.processed_at, l.id\
        """;

    private static final String REMOVE = """
        DELETE FROM ${schema}._trigger_log_archive
         WHERE id IN (SELECT id FROM ${schema}._trigger_log_archive
                       WHERE id = ANY (?) AND state IN ('SUCCESS', 'MERGED', 'IGNORED', 'REQUEUED')
                         FOR UPDATE SKIP LOCKED)\
        """;

    private final DataDatabase database;

    public ArchiveRetention(DataDatabase database) {
        this.database = database;
    }

    /// A walk through the archive, from the entry that ended first.
    ///
    /// @param before entries that ended later stay
    /// @param settledUpTo entries that were settled under a greater number stay
    /// @param from where the next batch begins
    public record Pass(OffsetDateTime before, long settledUpTo, Position from) {}

    /// A place in the archive.
    public record Position(OffsetDateTime processedAt, long id) {}

    /// What a batch came to.
    ///
    /// @param kept entries that are old enough but still needed
    /// @param next the pass as it goes on; empty where this was the last batch
    public record Batch(int removed, int kept, Optional<Pass> next) {}

    /// Begins to remove what ended longer ago than this, and an hour and more before any attempt whose
    /// outcome isn't known.
    public Pass begin(Duration keep) {
        return database.read(connection ->
                new Pass(before(connection, keep), settledUpTo(connection), new Position(LONG_AGO, Long.MIN_VALUE)));
    }

    private OffsetDateTime before(Connection connection, Duration keep) throws SQLException {
        try (var statement = connection.prepareStatement(database.schema().in(BEFORE))) {
            statement.setLong(1, keep.toSeconds());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getObject(1, OffsetDateTime.class);
            }
        }
    }

    /// The oldest mark of what was read and isn't merged yet.
    private long settledUpTo(Connection connection) throws SQLException {
        var marks = new ArrayList<String>();
        marks.add(database.schema().in(OLDEST_LOAD));
        try (var statement = connection.prepareStatement(STAGING)) {
            statement.setString(1, database.schema().quoted());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    marks.add(
                            "SELECT min(_settle_mark) FROM " + database.schema().qualified(rows.getString(1)));
                }
            }
        }
        long oldest = Long.MAX_VALUE;
        for (var sql : marks) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(sql)) {
                row.next();
                var mark = row.getObject(1, Long.class);
                oldest = mark == null ? oldest : Math.min(oldest, mark);
            }
        }
        return oldest;
    }

    private record Judged(long id, OffsetDateTime processedAt, String table, long row, boolean isNeedless) {}

    /// Removes the next batch of a pass.
    public Batch remove(Epoch epoch, Pass pass) {
        return database.transaction(connection -> {
            epoch.check(connection);
            var judged = judged(connection, pass);
            var withoutRecord = rowsWithoutRecord(connection, judged);
            var needless = judged.stream()
                    .filter(Judged::isNeedless)
                    .filter(entry ->
                            !withoutRecord.getOrDefault(entry.table(), Set.of()).contains(entry.row()))
                    .map(Judged::id)
                    .toList();
            int removed = remove(connection, needless);
            return new Batch(removed, judged.size() - removed, next(pass, judged));
        });
    }

    private static Optional<Pass> next(Pass pass, List<Judged> judged) {
        if (judged.size() < BATCH) {
            return Optional.empty();
        }
        var last = judged.getLast();
        return Optional.of(new Pass(pass.before(), pass.settledUpTo(), new Position(last.processedAt(), last.id())));
    }

    private List<Judged> judged(Connection connection, Pass pass) throws SQLException {
        var sql = JUDGED.replace("${oldest}", OLDEST)
                .replace("${row_waits}", ROW_WAITS)
                .replace("${c_of_the_row}", EntryRows.OF_THE_ROW.formatted("c"));
        try (var statement = connection.prepareStatement(database.schema().in(sql))) {
            statement.setObject(1, pass.from().processedAt());
            statement.setLong(2, pass.from().id());
            statement.setObject(3, pass.before());
            statement.setLong(4, pass.settledUpTo());
            var judged = new ArrayList<Judged>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    judged.add(new Judged(
                            rows.getLong(1),
                            rows.getObject(2, OffsetDateTime.class),
                            rows.getString(3),
                            rows.getLong(4),
                            rows.getBoolean(5)));
                }
            }
            return judged;
        }
    }

    private Map<String, Set<Long>> rowsWithoutRecord(Connection connection, List<Judged> judged) throws SQLException {
        var rows = new LinkedHashMap<String, Set<Long>>();
        judged.stream()
                .filter(Judged::isNeedless)
                .forEach(entry -> rows.computeIfAbsent(entry.table(), table -> new HashSet<>())
                        .add(entry.row()));
        var without = new HashMap<String, Set<Long>>();
        for (var table : rows.entrySet()) {
            if (isTable(connection, table.getKey())) {
                without.put(table.getKey(), withoutRecord(connection, table.getKey(), table.getValue()));
            }
        }
        return without;
    }

    private Set<Long> withoutRecord(Connection connection, String table, Set<Long> rows) throws SQLException {
        var sql = "SELECT id FROM " + database.schema().qualified(table) + " WHERE id = ANY (?) AND sfid IS NULL";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, numbers(connection, List.copyOf(rows)));
            var without = new HashSet<Long>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    without.add(found.getLong(1));
                }
            }
            return without;
        }
    }

    private boolean isTable(Connection connection, @Nullable String table) throws SQLException {
        if (table == null) {
            return false;
        }
        try (var statement = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            statement.setString(1, database.schema().qualified(table));
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private int remove(Connection connection, List<Long> ids) throws SQLException {
        try (var statement = connection.prepareStatement(database.schema().in(REMOVE))) {
            statement.setArray(1, numbers(connection, ids));
            return statement.executeUpdate();
        }
    }

    private static Array numbers(Connection connection, List<Long> numbers) throws SQLException {
        return connection.createArrayOf("bigint", numbers.toArray());
    }
}
