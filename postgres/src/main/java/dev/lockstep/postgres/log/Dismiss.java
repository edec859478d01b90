package dev.lockstep.postgres.log;

import dev.lockstep.model.EntryMove;
import dev.lockstep.model.EntryState;
import dev.lockstep.postgres.SchemaName;
import dev.lockstep.postgres.schema.Hstore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Archives entries that need no call. A row whose change isn't sent is read again, so that it gets the
/// org's value back.
final class Dismiss {
    private static final String DISMISS = """
        WITH outcome AS (
            SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[]) AS o (id, message, state)),
        gone AS (
            DELETE FROM ${schema}._trigger_log l USING outcome o
             WHERE l.id = o.id AND l.state IN ('NEW', 'FAILED', 'IGNORE', 'READONLY', 'IGNORED', 'REQUEUED') AND NOT ${under_way}
            RETURNING l.*, o.message AS outcome_message, o.state AS outcome_state),
        ended AS (
            SELECT l.*,
                   l.state IN ('IGNORED', 'REQUEUED')
                       OR l.state = 'IGNORE' AND NOT (l.action = 'UPDATE' AND coalesce(l."values", '') = '') AS by_hand,
                   l.state = 'NEW' AND l.processed_at IS NOT NULL AND l.action <> 'DELETE'
                       AND ${left} OPERATOR(${hstore}.=) ''::${hstore}.hstore AS sent_by_later_ones
              FROM gone l),
        kept AS (
            INSERT INTO ${schema}._trigger_log_archive
            SELECT id, txid, created_at, clock_timestamp(), clock_timestamp(), txid_current(),
                   CASE WHEN state = 'REQUEUED' THEN state
                        WHEN sent_by_later_ones THEN 'MERGED'
                        ELSE outcome_state END, action,
                   table_name, record_id, sfid, old, "values",
                   CASE WHEN by_hand THEN coalesce(sf_result, 0) ELSE 0 END,
                   CASE WHEN sent_by_later_ones THEN 'later entries have sent all of its columns'
                        ELSE outcome_message END,
                   _lockstep_attempt, nextval('${sequence}')
              FROM ended),
        known AS (
            SELECT table_name, record_id, id, action, state, by_hand,
                   coalesce(sfid, (SELECT a.sfid FROM ${schema}._trigger_log_archive a
                                    WHERE a.table_name = ended.table_name AND a.record_id = ended.record_id
                                      AND a.action = 'INSERT' AND a.id < ended.id
                                      AND (a.state = 'SUCCESS' OR a.state = 'REQUEUED' AND a.sf_result = 0)
                                    ORDER BY a.id DESC LIMIT 1)) AS sfid
              FROM ended),
        -- A row whose deletion is given up comes back, since the org still has its record.
        reread AS (
            INSERT INTO ${schema}._lockstep_reread (table_name, sfid, reason)
            SELECT DISTINCT table_name, sfid, 'a change was not sent' FROM known
             WHERE sfid IS NOT NULL AND (by_hand OR action <> 'DELETE' AND state <> 'IGNORE')
            ON CONFLICT (table_name, sfid) DO UPDATE SET reason = EXCLUDED.reason, noted_at = clock_timestamp())
        INSERT INTO ${note}
        SELECT DISTINCT ON (table_name, record_id) table_name, record_id, id, NULL::varchar, 'SYNCED', NULL
          FROM known
         WHERE action = 'UPDATE' AND NOT by_hand OR action <> 'DELETE' AND sfid IS NOT NULL
         ORDER BY table_name, record_id, id DESC
        ${merged}\
        """;

    static final String NEVER_SENT = """
        (SELECT id, 'the mapping is read-only'
           FROM ${schema}._trigger_log
          WHERE state = 'READONLY'
          ORDER BY id
          LIMIT 1000)
         UNION ALL
        (SELECT id, CASE WHEN action = 'UPDATE' AND coalesce("values", '') = '' THEN 'nothing changed for the org'
                         ELSE concat_ws(': ', 'given up by a person', sf_message) END
           FROM ${schema}._trigger_log
          WHERE state = 'IGNORE'
          ORDER BY id
          LIMIT 1000)
         UNION ALL
        (SELECT id, concat_ws(': ', 'given up by a person', sf_message)
           FROM ${schema}._trigger_log
          WHERE state = 'IGNORED'
          ORDER BY id
          LIMIT 1000)
         UNION ALL
        (SELECT id, concat_ws(': ', 'captured again by a person', sf_message)
           FROM ${schema}._trigger_log
          WHERE state = 'REQUEUED'
          ORDER BY id
          LIMIT 1000)\
        """;

    private final SchemaName schema;
    private final Hstore hstore;
    private final Notices notices;

    Dismiss(SchemaName schema, Hstore hstore, Notices notices) {
        this.schema = schema;
        this.hstore = hstore;
        this.notices = notices;
    }

    /// Entries that need no call whatever the mapping is, a batch of each kind.
    static List<Dismissal> neverSent(Connection connection, SchemaName schema) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(schema.in(NEVER_SENT))) {
            var found = new ArrayList<Dismissal>();
            while (rows.next()) {
                found.add(new Dismissal(rows.getLong(1), rows.getString(2)));
            }
            return found;
        }
    }

    int run(Connection connection, List<Dismissal> dismissals) throws SQLException {
        var sql = hstore.in(schema.in(DISMISS.replace("${sequence}", "${schema}._lockstep_settle_seq")
                .replace("${under_way}", ManualMoves.IS_UNDER_WAY)
                .replace("${left}", EntryRows.LEFT)
                .replace("${note}", WriteBackNote.COLUMNS)
                .replace("${merged}", WriteBackNote.MERGED)));
        var ids = dismissals.stream().map(Dismissal::entryId).toList();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", dismissals.stream().map(Dismissal::message).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", dismissals.stream().map(Dismiss::state).toArray()));
            int dismissed = statement.executeUpdate();
            Settle.noMoreTries(connection, schema, ids);
            notices.tell(connection, ids);
            return dismissed;
        }
    }

    private static String state(Dismissal dismissal) {
        return EntryMove.after(EntryState.NEW, dismissal.event()).name();
    }
}
