package dev.lockstep.postgres.log;

import dev.lockstep.model.EntryState;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.RowStatus;
import dev.lockstep.postgres.SchemaName;
import dev.lockstep.postgres.fence.Epoch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One transaction that writes down what became of an attempt: moves its entries, notes what their rows
/// have to say, closes the attempt when none of its entries is pending any more, and tells who listens.
final class Settle {
    private static final String NUMBER = "SELECT nextval('${schema}._lockstep_settle_seq')";

    private static final String OUTCOMES = """
        WITH outcome AS (
            SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) AS o (id, sfid, message, lastop)),
        """;

    /// What the attempt still has, whatever state a person has given it meanwhile: what the org did is
    /// a fact.
    static final String OF_ATTEMPT = "l._lockstep_attempt = ? AND l._lockstep_settled IS NULL";

    /// What a person has decided of an entry stands, but for the wish to send it: that is what is being
    /// done.
    private static final String UNLESS_DECIDED =
            "CASE WHEN l.state IN ('IGNORE', 'IGNORED', 'REQUEUED') THEN l.state ELSE '%s' END";

    /// The record's Id goes into the entry, where later entries of the row find it whatever becomes of
    /// the row.
    private static final String ARCHIVE = OUTCOMES + """
        gone AS (
            DELETE FROM ${schema}._trigger_log l USING outcome o
             WHERE l.id = o.id AND ${of_attempt}
            RETURNING l.*, o.sfid AS found, o.message AS outcome_message, o.lastop AS lastop),
        kept AS (
            INSERT INTO ${schema}._trigger_log_archive
            SELECT id, txid, created_at, clock_timestamp(), clock_timestamp(), txid_current(), ?::varchar, action, table_name,
                   record_id, coalesce(found, sfid), old, "values", 0, outcome_message, _lockstep_attempt, ?::bigint
              FROM gone),
        noted AS (
            INSERT INTO ${note}
            SELECT DISTINCT ON (table_name, record_id)
                   table_name, record_id, id, max(found) OVER (PARTITION BY table_name, record_id), lastop, NULL
              FROM gone
             WHERE action <> 'DELETE'
             ORDER BY table_name, record_id, id DESC
            ${merged})
        SELECT count(*) FROM gone\
        """;

    private static final String FAIL = OUTCOMES + """
        failed AS (
            UPDATE ${schema}._trigger_log l
               SET state = ${unless_decided}, sf_message = o.message, sf_result = 1, _lockstep_code = o.lastop, updated_at = clock_timestamp(),
                   processed_at = clock_timestamp(), processed_tx = txid_current(), _lockstep_settled = ?
              FROM outcome o
             WHERE l.id = o.id AND ${of_attempt}
            RETURNING l.table_name, l.record_id, l.id, l.action, l.state, o.message),
        noted AS (
            INSERT INTO ${note}
            SELECT DISTINCT ON (table_name, record_id) table_name, record_id, id, NULL::varchar, 'FAILED', message
              FROM failed
             WHERE action <> 'DELETE' AND state = 'FAILED'
             ORDER BY table_name, record_id, id DESC
            ${merged})
        SELECT count(*) FROM failed\
        """;

    private static final String RELEASE = """
        UPDATE ${schema}._trigger_log l
           SET state = ${unless_decided}, _lockstep_attempt = NULL, updated_at = clock_timestamp(), sf_message = o.message
          FROM unnest(?::bigint[], ?::text[]) AS o (id, message)
         WHERE l.id = o.id AND ${of_attempt}\
        """;

    /// How long it waits grows with each try, up to a bound; the reason is that of the last one.
    private static final String DELAY = """
        INSERT INTO ${schema}._lockstep_retry (entry_id, tries, next_try, reason)
        SELECT l.id, 1, clock_timestamp() + o.millis * interval '1 ms', o.message
          FROM unnest(?::bigint[], ?::text[], ?::bigint[]) AS o (id, message, millis)
          JOIN ${schema}._trigger_log l ON l.id = o.id AND l.state = 'NEW'
        ON CONFLICT (entry_id) DO UPDATE
           SET tries = _lockstep_retry.tries + 1, next_try = EXCLUDED.next_try, reason = EXCLUDED.reason\
        """;

    private static final String NO_MORE_TRIES = "DELETE FROM ${schema}._lockstep_retry WHERE entry_id = ANY (?)";

    private static final String CLOSE = """
        UPDATE ${schema}._lockstep_attempt a
           SET state = ?, settled_at = clock_timestamp()
         WHERE a.id = ? AND a.state IN ('SENDING', 'UNKNOWN')
           AND NOT EXISTS (SELECT FROM ${schema}._trigger_log l
                            WHERE l.id = ANY (a.entry_ids) AND l._lockstep_attempt = a.id
                              AND l._lockstep_settled IS NULL)\
        """;

    private final SchemaName schema;
    private final Epoch epoch;
    private final Attempt attempt;
    private final Notices notices;

    Settle(SchemaName schema, Epoch epoch, Attempt attempt, Notices notices) {
        this.schema = schema;
        this.epoch = epoch;
        this.attempt = attempt;
        this.notices = notices;
    }

    /// Settlements of one kind, column by column.
    private static final class Outcomes {
        private final List<Long> ids = new ArrayList<>();
        private final List<@Nullable String> sfids = new ArrayList<>();
        private final List<@Nullable String> messages = new ArrayList<>();
        /// What the row's status becomes, or why the entry failed.
        private final List<String> lastops = new ArrayList<>();

        private void add(long id, Optional<RecordId> sfid, Optional<String> message, RowStatus next) {
            add(id, sfid, message, next.name());
        }

        private void add(long id, Optional<RecordId> sfid, Optional<String> message, String last) {
            ids.add(id);
            sfids.add(sfid.map(RecordId::value).orElse(null));
            messages.add(message.orElse(null));
            lastops.add(last);
        }
    }

    int run(Connection connection, List<Settlement> settlements) throws SQLException {
        epoch.check(connection);
        var accepted = new Outcomes();
        var merged = new Outcomes();
        var dismissed = new Outcomes();
        var refused = new Outcomes();
        var released = new Outcomes();
        var delayed = new ArrayList<Settlement.Delayed>();
        for (var settlement : settlements) {
            switch (settlement) {
                case Settlement.Accepted done -> accepted.add(done.entryId(), done.sfid(), done.message(), done.next());
                case Settlement.Merged part ->
                    merged.add(part.entryId(), part.sfid(), Optional.of(part.message()), part.next());
                case Settlement.Dismissed none ->
                    dismissed.add(none.entryId(), Optional.empty(), Optional.of(none.message()), RowStatus.SYNCED);
                case Settlement.Refused no ->
                    refused.add(no.entryId(), Optional.empty(), Optional.of(no.message()), no.code());
                case Settlement.Released back ->
                    released.add(back.entryId(), Optional.empty(), Optional.of(back.message()), RowStatus.PENDING);
                case Settlement.Delayed later -> {
                    released.add(later.entryId(), Optional.empty(), Optional.of(later.message()), RowStatus.PENDING);
                    delayed.add(later);
                }
            }
        }
        long number = number(connection);
        int settled = archive(connection, accepted, EntryState.SUCCESS, number)
                + archive(connection, merged, EntryState.MERGED, number)
                + archive(connection, dismissed, EntryState.IGNORED, number)
                + fail(connection, refused, number)
                + release(connection, released);
        delay(connection, delayed);
        close(connection, released.ids.size() == settlements.size() ? "RELEASED" : "SETTLED");
        if (released.ids.size() < settlements.size()) {
            noMoreTries(connection, settlements, released.ids);
            notices.tell(
                    connection, settlements.stream().map(Settlement::entryId).toList());
        }
        return settled;
    }

    private long number(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(schema.in(NUMBER.replace("'${schema}.", "'" + schema.quoted() + ".")))) {
            row.next();
            return row.getLong(1);
        }
    }

    private int archive(Connection connection, Outcomes outcomes, EntryState state, long number) throws SQLException {
        if (outcomes.ids.isEmpty()) {
            return 0;
        }
        try (var statement = connection.prepareStatement(in(ARCHIVE, state))) {
            bind(connection, statement, outcomes);
            statement.setLong(5, attempt.id());
            statement.setString(6, state.name());
            statement.setLong(7, number);
            return count(statement);
        }
    }

    private int fail(Connection connection, Outcomes outcomes, long number) throws SQLException {
        if (outcomes.ids.isEmpty()) {
            return 0;
        }
        try (var statement = connection.prepareStatement(in(FAIL, EntryState.FAILED))) {
            bind(connection, statement, outcomes);
            statement.setLong(5, number);
            statement.setLong(6, attempt.id());
            return count(statement);
        }
    }

    private String in(String sql, EntryState state) {
        return schema.in(sql.replace("${note}", WriteBackNote.COLUMNS)
                .replace("${merged}", WriteBackNote.MERGED)
                .replace("${of_attempt}", OF_ATTEMPT)
                .replace("${unless_decided}", UNLESS_DECIDED.formatted(state)));
    }

    /// How many entries were really moved.
    private static int count(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private int release(Connection connection, Outcomes outcomes) throws SQLException {
        if (outcomes.ids.isEmpty()) {
            return 0;
        }
        try (var statement = connection.prepareStatement(in(RELEASE, EntryState.NEW))) {
            statement.setArray(1, connection.createArrayOf("bigint", outcomes.ids.toArray()));
            statement.setArray(2, connection.createArrayOf("text", outcomes.messages.toArray()));
            statement.setLong(3, attempt.id());
            return statement.executeUpdate();
        }
    }

    private void delay(Connection connection, List<Settlement.Delayed> delayed) throws SQLException {
        if (delayed.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(schema.in(DELAY))) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint",
                            delayed.stream().map(Settlement.Delayed::entryId).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            delayed.stream().map(Settlement.Delayed::message).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint",
                            delayed.stream()
                                    .map(later -> later.after().toMillis())
                                    .toArray()));
            statement.executeUpdate();
        }
    }

    private void noMoreTries(Connection connection, List<Settlement> settlements, List<Long> released)
            throws SQLException {
        var waiting = new HashSet<>(released);
        noMoreTries(
                connection,
                schema,
                settlements.stream()
                        .map(Settlement::entryId)
                        .filter(entry -> !waiting.contains(entry))
                        .toList());
    }

    /// What has ended isn't tried again.
    static void noMoreTries(Connection connection, SchemaName schema, List<Long> ended) throws SQLException {
        try (var statement = connection.prepareStatement(schema.in(NO_MORE_TRIES))) {
            statement.setArray(1, connection.createArrayOf("bigint", ended.toArray()));
            statement.executeUpdate();
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, Outcomes outcomes)
            throws SQLException {
        statement.setArray(1, connection.createArrayOf("bigint", outcomes.ids.toArray()));
        statement.setArray(2, connection.createArrayOf("text", outcomes.sfids.toArray()));
        statement.setArray(3, connection.createArrayOf("text", outcomes.messages.toArray()));
        statement.setArray(4, connection.createArrayOf("text", outcomes.lastops.toArray()));
    }

    private void close(Connection connection, String state) throws SQLException {
        try (var statement = connection.prepareStatement(schema.in(CLOSE))) {
            statement.setString(1, state);
            statement.setLong(2, attempt.id());
            statement.executeUpdate();
        }
    }
}
