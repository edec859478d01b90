package dev.lockstep.postgres.log;

import dev.lockstep.postgres.SchemaName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Archives entries that need no call. A row whose change isn't sent is read again, so that it gets the org's
/// value back.
final class Dismiss {
    private static final String DISMISS = """
        WITH outcome AS (
            SELECT * FROM unnest(?::bigint[], ?::text[]) AS o (id, message)),
        gone AS (
            DELETE FROM ${schema}._trigger_log l USING outcome o
             WHERE l.id = o.id AND l.state IN ('NEW', 'IGNORE', 'READONLY')
            RETURNING l.*, o.message AS outcome_message),
        kept AS (
            INSERT INTO ${schema}._trigger_log_archive
            SELECT id, txid, created_at, clock_timestamp(), clock_timestamp(), txid_current(), 'IGNORED', action,
                   table_name, record_id, sfid, old, "values", 0, outcome_message, _lockstep_attempt,
                   nextval('${sequence}')
              FROM gone),
        known AS (
            SELECT table_name, record_id, id, action, state,
                   coalesce(sfid, (SELECT a.sfid FROM ${schema}._trigger_log_archive a
                                    WHERE a.table_name = gone.table_name AND a.record_id = gone.record_id
                                      AND a.action = 'INSERT' AND a.state = 'SUCCESS' AND a.id < gone.id
                                    ORDER BY a.id DESC LIMIT 1)) AS sfid
              FROM gone),
        reread AS (
            INSERT INTO ${schema}._lockstep_reread (table_name, sfid, reason)
            SELECT DISTINCT table_name, sfid, 'a change was not sent' FROM known
             WHERE sfid IS NOT NULL AND action <> 'DELETE' AND state <> 'IGNORE'
            ON CONFLICT (table_name, sfid) DO UPDATE SET reason = EXCLUDED.reason, noted_at = clock_timestamp())
        INSERT INTO ${note}
        SELECT DISTINCT ON (table_name, record_id) table_name, record_id, id, NULL::varchar, 'SYNCED', NULL
          FROM known
         WHERE action = 'UPDATE' OR action = 'INSERT' AND sfid IS NOT NULL
         ORDER BY table_name, record_id, id DESC
        ${merged}\
        """;

    private final SchemaName schema;
    private final Notices notices;

    Dismiss(SchemaName schema, Notices notices) {
        this.schema = schema;
        this.notices = notices;
    }

    int run(Connection connection, List<Dismissal> dismissals) throws SQLException {
        var sql = schema.in(DISMISS.replace("${sequence}", "${schema}._lockstep_settle_seq")
                .replace("${note}", WriteBackNote.COLUMNS)
                .replace("${merged}", WriteBackNote.MERGED));
        var ids = dismissals.stream().map(Dismissal::entryId).toList();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", dismissals.stream().map(Dismissal::message).toArray()));
            int dismissed = statement.executeUpdate();
            notices.tell(connection, ids);
            return dismissed;
        }
    }
}
