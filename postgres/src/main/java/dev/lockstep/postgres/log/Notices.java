package dev.lockstep.postgres.log;

import dev.lockstep.model.configuration.SettledNotice;
import dev.lockstep.postgres.SchemaName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells by NOTIFY which entries a transaction of ours has settled; with the transaction or not at all. Any role of the
/// database may listen, so that a notice names rows and says nothing of what is in them.
///
/// PostgreSQL keeps notices until every listener has taken them, and once its queue is full no transaction
/// that notifies can commit: one forgotten listener, of any database of the cluster, would stop all settling.
/// From a half-full queue on nothing is told.
final class Notices {
    private static final String CHANNEL = "lockstep_";
    private static final int LONGEST_CHANNEL_BYTES = 63;
    private static final double FULL_ENOUGH = 0.5;
    /// A payload has to be shorter than 8,000 bytes: so many ids of 20 characters leave room for the rest.
    private static final int ROWS_A_NOTICE = 300;

    private static final Duration LOG_EVERY = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private static final String QUEUE = "SELECT pg_notification_queue_usage()";

    private static final String TELL = """
        SELECT count(pg_notify(?, json_build_object('table', notice.table_name, 'state', notice.state,
                                                    'ids', notice.ids)::text))
          FROM (SELECT part.table_name, part.state, json_agg(part.record_id ORDER BY part.record_id) AS ids
                  FROM (SELECT settled.table_name, settled.state, settled.record_id,
                               (row_number() OVER (PARTITION BY settled.table_name, settled.state
                                                   ORDER BY settled.record_id) - 1) / %d AS number
                          FROM (SELECT a.table_name, a.state, a.record_id
                                  FROM ${schema}._trigger_log_archive a
                                 WHERE a.id = ANY (?) AND a.processed_tx = txid_current()
                                 UNION
                                SELECT l.table_name, l.state, l.record_id
                                  FROM ${schema}._trigger_log l
                                 WHERE l.id = ANY (?) AND l.processed_tx = txid_current() AND l.state = 'FAILED'
                               ) settled) part
                 GROUP BY part.table_name, part.state, part.number
                 ORDER BY part.table_name, part.state, part.number) notice\
        """.formatted(ROWS_A_NOTICE);

    private final SchemaName schema;
    private final SettledNotice kind;
    private final AtomicLong loggedAt = new AtomicLong(System.nanoTime() - LOG_EVERY.toNanos());

    Notices(SchemaName schema, SettledNotice kind) {
        this.schema = schema;
        this.kind = kind;
    }

    /// To be called last in the transaction: from here to the end of its commit others of the cluster that notify wait.
    ///
    /// @param entryIds those of which some may have been settled by this transaction
    void tell(Connection connection, List<Long> entryIds) throws SQLException {
        switch (kind) {
            case NONE -> {}
            case NOTIFY -> {
                if (queueUsage(connection) < FULL_ENOUGH) {
                    send(connection, entryIds);
                } else {
                    logThatNothingIsTold();
                }
            }
        }
    }

    private static double queueUsage(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(QUEUE)) {
            row.next();
            return row.getDouble(1);
        }
    }

    private void send(Connection connection, List<Long> entryIds) throws SQLException {
        var ids = connection.createArrayOf("bigint", entryIds.toArray());
        try (var statement = connection.prepareStatement(schema.in(TELL))) {
            statement.setString(1, channel());
            statement.setArray(2, ids);
            statement.setArray(3, ids);
            statement.execute();
        }
    }

    private String channel() {
        var channel = CHANNEL + schema.value();
        return channel.substring(0, Math.min(channel.length(), LONGEST_CHANNEL_BYTES));
    }

    private void logThatNothingIsTold() {
        long now = System.nanoTime();
        long before = loggedAt.get();
        if (now - before >= LOG_EVERY.toNanos() && loggedAt.compareAndSet(before, now)) {
            LOG.warn(
                    "schema={} nobody is told what is settled: the cluster's queue of notifications is half full,"
                            + " since a session that listens has been in a transaction for long",
                    schema);
        }
    }
}
