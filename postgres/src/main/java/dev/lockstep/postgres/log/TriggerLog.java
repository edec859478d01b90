package dev.lockstep.postgres.log;

import dev.lockstep.model.configuration.SettledNotice;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.fence.Epoch;
import dev.lockstep.postgres.schema.Hstore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// The trigger log as writing uses it: what waits, claims, doubts, settlements. Every move of an entry is
/// conditional on the state that it comes from, and on the epoch. Safe for several threads.
public final class TriggerLog {
    /// How many unsettled entries are told of at most. A job in doubt has ten thousand.
    public static final int MOST_UNSETTLED = WaitingEntries.MOST_UNSETTLED;

    private static final Duration LOOK_FOR_OLDER_EVERY = Duration.ofMillis(10);

    private static final String LAST_VALUE = "SELECT last_value FROM ${schema}._trigger_log_id_seq";

    private static final String OF_ATTEMPT = """
        SELECT ${entry}
          FROM ${schema}._trigger_log l
         WHERE l.id = ANY (?) AND %s
         ORDER BY l.id\
        """.formatted(Settle.OF_ATTEMPT);

    private static final String OPEN = """
        SELECT id, epoch, operation, entry_ids, org_time, lost_at, transport, job
          FROM ${schema}._lockstep_attempt
         WHERE state IN ('SENDING', 'UNKNOWN')
         ORDER BY id\
        """;

    private static final String ATTEMPT = """
        INSERT INTO ${schema}._lockstep_attempt (epoch, operation, transport, entry_ids, tables, org_time)
        SELECT ?, ?, ?, ?, ARRAY(SELECT DISTINCT table_name::text FROM ${schema}._trigger_log WHERE id = ANY (?)), ?
        RETURNING id\
        """;

    /// Not what an open attempt has already, though a person may have set it to NEW: it would be sent
    /// twice. Nor what comes after such a one of its row. A failed one is claimed with the change that
    /// corrects it.
    private static final String CLAIM = """
        UPDATE ${schema}._trigger_log l
           SET state = 'PENDING', _lockstep_attempt = ?, _lockstep_settled = NULL, updated_at = clock_timestamp()
         WHERE l.id = ANY (?) AND l.state IN ('NEW', 'FAILED') AND NOT %s
           AND NOT EXISTS (SELECT FROM ${schema}._lockstep_attempt open
                             JOIN ${schema}._trigger_log e
                               ON e.id = ANY (open.entry_ids) AND e._lockstep_attempt = open.id
                              AND e._lockstep_settled IS NULL AND e.state IS DISTINCT FROM 'PENDING'
                            WHERE open.state IN ('SENDING', 'UNKNOWN')
                              AND e.table_name = l.table_name AND e.record_id = l.record_id AND e.id < l.id)\
        """.formatted(ManualMoves.IS_UNDER_WAY);

    private static final String DOUBT = """
        UPDATE ${schema}._lockstep_attempt
           SET state = 'UNKNOWN', lost_at = ?, message = ?
         WHERE id = ? AND state = 'SENDING'\
        """;

    private static final String JOB = """
        UPDATE ${schema}._lockstep_attempt SET job = ? WHERE id = ? AND state = 'SENDING'\
        """;

    /// Others' transactions that have written to the log and are still open; prepared ones have no
    /// session.
    private static final String WRITERS = """
        SELECT virtualtransaction
          FROM pg_locks
         WHERE locktype = 'relation' AND relation = to_regclass(?) AND mode = 'RowExclusiveLock' AND granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
           AND pid IS DISTINCT FROM pg_backend_pid()\
        """;

    private static final String SETTLE_MARK = """
        SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM ${schema}._lockstep_settle_seq\
        """;

    private static final String COUNTS = """
        SELECT (SELECT count(*) FROM ${schema}._trigger_log WHERE state = 'NEW'),
               (SELECT count(*) FROM ${schema}._trigger_log WHERE state = 'PENDING'),
               (SELECT count(*) FROM ${schema}._trigger_log WHERE state = 'FAILED'),
               (SELECT count(*) FROM ${schema}._lockstep_write_back)\
        """;

    private final DataDatabase database;
    private final WaitingEntries waiting;
    private final Notices notices;

    /// A log that tells nobody what it settles.
    public TriggerLog(DataDatabase database) {
        this(database, SettledNotice.NONE);
    }

    public TriggerLog(DataDatabase database, SettledNotice notice) {
        this.database = database;
        this.waiting = new WaitingEntries(database);
        this.notices = new Notices(database.schema(), notice);
    }

    /// The newest number that capture has given out, committed or not. A cheap look: no transaction
    /// number is used.
    public long lastValue() {
        return number(LAST_VALUE);
    }

    /// The number of the last settling, to be taken before a query begins.
    public long settleMark() {
        return number(SETTLE_MARK);
    }

    private long number(String sql) {
        return number(database, sql);
    }

    static long number(DataDatabase database, String sql) {
        return database.read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(database.schema().in(sql))) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /// Entries that wait to be sent, in the order of their capture, with those of their rows that
    /// failed before them: see [WaitingEntries].
    ///
    /// @param limit how many that wait
    public List<Entry> waiting(long fromId, int limit) {
        return waiting.waiting(fromId, limit);
    }

    /// Entries that failed, are being sent or are tried again later, at most [#MOST_UNSETTLED]: others
    /// may have to wait for them.
    public List<Entry> unsettled() {
        return waiting.unsettled();
    }

    /// Failed updates of these rows that have nothing left to send, since later entries have sent it.
    public List<Long> replaced(List<RecordKey> rows) {
        return waiting.replaced(rows);
    }

    /// Whether some entry has failed.
    public boolean hasFailed() {
        return waiting.hasFailed();
    }

    /// How long until the next entry is tried again that waits for its time; empty where none does.
    public Optional<Duration> nextTry() {
        return waiting.nextTry();
    }

    /// Waits until the transactions that were writing to the log when this was called are over, but not
    /// for long: id order is commit order for each record anyway, and one forgotten transaction must
    /// not stop everything.
    public void awaitOlderWriters(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        var older = writers();
        while (!older.isEmpty()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_FOR_OLDER_EVERY.toNanos());
            older.retainAll(writers());
        }
    }

    private Set<String> writers() {
        return database.read(connection -> {
            try (var statement = connection.prepareStatement(WRITERS)) {
                statement.setString(1, database.schema().qualified("_trigger_log"));
                var writers = new HashSet<String>();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        writers.add(rows.getString(1));
                    }
                }
                return writers;
            }
        });
    }

    /// Claims the entries and writes the attempt down, both or none; empty where somebody moved one of
    /// them meanwhile. What isn't claimed was never sent.
    public Optional<Attempt> claim(Epoch epoch, AttemptDraft draft) {
        var entryRows = entryRows();
        try {
            return Optional.of(database.transaction(connection -> claim(connection, epoch, draft, entryRows)));
        } catch (LostRace lost) {
            return Optional.empty();
        }
    }

    private Attempt claim(Connection connection, Epoch epoch, AttemptDraft draft, EntryRows entryRows)
            throws SQLException {
        epoch.check(connection);
        var ids = connection.createArrayOf("bigint", draft.entryIds().toArray());
        long attempt;
        try (var statement = connection.prepareStatement(database.schema().in(ATTEMPT))) {
            statement.setLong(1, epoch.number());
            statement.setString(2, draft.operation());
            statement.setString(3, draft.transport().name());
            statement.setArray(4, ids);
            statement.setArray(5, ids);
            statement.setObject(6, draft.orgTime().atOffset(ZoneOffset.UTC));
            try (var row = statement.executeQuery()) {
                row.next();
                attempt = row.getLong(1);
            }
        }
        try (var statement = connection.prepareStatement(database.schema().in(CLAIM))) {
            statement.setLong(1, attempt);
            statement.setArray(2, ids);
            if (statement.executeUpdate() != draft.entryIds().size()) {
                throw new LostRace();
            }
        }
        return new Attempt(
                attempt,
                epoch.number(),
                new Attempt.Carrier(draft.transport(), Optional.empty()),
                draft.operation(),
                ofAttempt(connection, entryRows, draft.entryIds(), attempt),
                draft.orgTime(),
                Optional.empty());
    }

    /// Writes down which job of the org the attempt is, before its data are closed: whoever comes next
    /// finds it.
    public Attempt began(Epoch epoch, Attempt attempt, String job) {
        return database.transaction(connection -> {
            epoch.check(connection);
            try (var statement = connection.prepareStatement(database.schema().in(JOB))) {
                statement.setString(1, job);
                statement.setLong(2, attempt.id());
                statement.executeUpdate();
            }
            return attempt.withJob(job);
        });
    }

    /// Throws [dev.lockstep.postgres.fence.EpochLost] where another has taken the connection over.
    public void check(Epoch epoch) {
        database.transaction(connection -> {
            epoch.check(connection);
            return epoch;
        });
    }

    /// The answer to the attempt is lost. Its entries wait until evidence settles them.
    public void doubt(Epoch epoch, Attempt attempt, Instant lostAt, String message) {
        database.transaction(connection -> {
            epoch.check(connection);
            try (var statement = connection.prepareStatement(database.schema().in(DOUBT))) {
                statement.setObject(1, lostAt.atOffset(ZoneOffset.UTC));
                statement.setString(2, message);
                statement.setLong(3, attempt.id());
                return statement.executeUpdate();
            }
        });
    }

    /// The attempts of this and former epochs whose outcome isn't settled.
    public List<Attempt> open() {
        var entryRows = entryRows();
        return database.read(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(database.schema().in(OPEN))) {
                var attempts = new ArrayList<Attempt>();
                while (rows.next()) {
                    var ids = List.of((Long[]) rows.getArray(4).getArray());
                    attempts.add(new Attempt(
                            rows.getLong(1),
                            rows.getLong(2),
                            new Attempt.Carrier(
                                    Transport.valueOf(rows.getString(7)), Optional.ofNullable(rows.getString(8))),
                            rows.getString(3),
                            ofAttempt(connection, entryRows, ids, rows.getLong(1)),
                            rows.getObject(5, OffsetDateTime.class).toInstant(),
                            Optional.ofNullable(rows.getObject(6, OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant)));
                }
                return attempts;
            }
        });
    }

    /// Settles entries of an attempt by what became of them: the log first, the rows by
    /// [#writeBack(Epoch)].
    ///
    /// @return how many were settled; entries that a person has moved meanwhile are left as they are
    public int settle(Epoch epoch, Attempt attempt, List<Settlement> settlements) {
        return database.transaction(
                connection -> new Settle(database.schema(), epoch, attempt, notices).run(connection, settlements));
    }

    /// Gives the whole attempt up: nothing of it was processed, and its entries wait again.
    public void release(Epoch epoch, Attempt attempt, String message) {
        var released = attempt.entries().stream()
                .<Settlement>map(entry -> new Settlement.Released(entry.id(), message))
                .toList();
        settle(epoch, attempt, released);
    }

    /// Archives entries that need no call.
    public void dismiss(Epoch epoch, List<Dismissal> dismissals) {
        var hstore = hstore();
        database.transaction(connection -> {
            epoch.check(connection);
            return new Dismiss(database.schema(), hstore, notices).run(connection, dismissals);
        });
    }

    /// Archives entries that capture itself marked as nothing to send (those of read-only mappings, and
    /// those that change nothing), and those that a person has given up or captured again.
    public void dismissNeverSent(Epoch epoch) {
        var neverSent = database.read(connection -> Dismiss.neverSent(connection, database.schema()));
        if (!neverSent.isEmpty()) {
            dismiss(epoch, neverSent);
        }
    }

    /// Puts outcomes on their rows, as far as no application holds them; returns how many are left.
    public int writeBack(Epoch epoch) {
        return new WriteBack(database, epoch).run();
    }

    /// Does what people ask of entries by the state they give them: captures archived ones again that
    /// are set to `REQUEUE`, and sets right what was set while it was being sent.
    ///
    /// @return how many archived entries were taken up, at most a batch of them
    public int requeued(Epoch epoch) {
        var hstore = hstore();
        return database.transaction(connection -> {
            epoch.check(connection);
            var moves = new ManualMoves(database.schema(), hstore);
            moves.setRight(connection);
            return moves.requeue(connection);
        });
    }

    /// Captures the row's values of now once more, so that they are sent. Nothing happens where the row
    /// is gone.
    ///
    /// @param columns those to capture; none for all. Where they are empty by now, nothing is captured
    public void captureAgain(Epoch epoch, String table, long recordId, Collection<String> columns) {
        new Recapture(database, epoch).captureAgain(hstore(), table, recordId, columns);
    }

    public LogCounts counts() {
        return database.read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(database.schema().in(COUNTS))) {
                row.next();
                return new LogCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
            }
        });
    }

    private List<Entry> ofAttempt(Connection connection, EntryRows entryRows, List<Long> ids, long attempt)
            throws SQLException {
        try (var statement = connection.prepareStatement(entryRows.in(OF_ATTEMPT))) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            statement.setLong(2, attempt);
            try (var rows = statement.executeQuery()) {
                return entryRows.read(connection, rows);
            }
        }
    }

    /// To be called before a transaction begins, since it needs one of its own.
    private EntryRows entryRows() {
        return new EntryRows(database.schema(), hstore());
    }

    private Hstore hstore() {
        return Hstore.of(database);
    }

    private static final class LostRace extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
