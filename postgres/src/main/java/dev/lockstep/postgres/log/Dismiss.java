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
              FROM gone
            RETURNING id),
        reread AS (
            INSERT INTO ${schema}._lockstep_reread (table_name, sfid, reason)
            SELECT DISTINCT table_name, sfid, 'a change was not sent' FROM gone
             WHERE sfid IS NOT NULL AND action <> 'DELETE'
            ON CONFLICT (table_name, sfid) DO UPDATE SET reason = EXCLUDED.reason, noted_at = clock_timestamp()
            RETURNING sfid)
        INSERT INTO ${schema}._lockstep_write_back (table_name, record_id, entry_id, lastop)
        SELECT DISTINCT ON (table_name, record_id) table_name, record_id, id, 'SYNCED'
          FROM gone
         WHERE action = 'UPDATE'
         ORDER BY table_name, record_id, id DESC
        ON CONFLICT (table_name, record_id) DO UPDATE
           SET entry_id = EXCLUDED.entry_id, lastop = EXCLUDED.lastop, err = NULL
         WHERE EXCLUDED.entry_id >= _lockstep_write_back.entry_id\
        """;

    private final SchemaName schema;

    Dismiss(SchemaName schema) {
        this.schema = schema;
    }

    int run(Connection connection, List<Dismissal> dismissals) throws SQLException {
        var sql = schema.in(DISMISS.replace("${sequence}", "${schema}._lockstep_settle_seq"));
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint",
                            dismissals.stream().map(Dismissal::entryId).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", dismissals.stream().map(Dismissal::message).toArray()));
            return statement.executeUpdate();
        }
    }
}
