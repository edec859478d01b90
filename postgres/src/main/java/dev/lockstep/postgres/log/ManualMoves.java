package dev.lockstep.postgres.log;

import dev.lockstep.postgres.SchemaName;
import dev.lockstep.postgres.schema.Hstore;
import java.sql.Connection;
import java.sql.SQLException;

/// What people ask for by the state that they give an entry, as far as it takes more than a claim or a dismissal.
///
/// Each step is part of the caller's transaction, which has checked the epoch. Done twice it changes nothing.
final class ManualMoves {
    /// Whether an attempt has the entry `l` whose outcome isn't known yet.
    static final String IS_UNDER_WAY = """
        EXISTS (SELECT FROM ${schema}._lockstep_attempt under_way
                 WHERE under_way.id = l._lockstep_attempt AND under_way.state IN ('SENDING', 'UNKNOWN')
                   AND l._lockstep_settled IS NULL)\
        """;

    /// What may have been sent is of unknown outcome, whatever a person would have it: it is pending until
    /// the outcome is known. What nothing was sent of isn't pending: nobody would ever settle it. REQUEUE
    /// is meant for the archive; in the log it can only mean the same.
    private static final String SET_RIGHT = """
        WITH open AS MATERIALIZED (
            SELECT id, entry_ids FROM ${schema}._lockstep_attempt WHERE state IN ('SENDING', 'UNKNOWN')),
        under_way AS (
            UPDATE ${schema}._trigger_log l
               SET state = 'PENDING', updated_at = clock_timestamp(),
                   sf_message = 'set to ' || coalesce(l.state, 'NULL')
                                || ' while it was being sent: its outcome has to be known before it can be moved'
              FROM open
             WHERE l.id = ANY (open.entry_ids) AND l._lockstep_attempt = open.id AND l._lockstep_settled IS NULL
               AND l.state IS DISTINCT FROM 'PENDING'
            RETURNING l.id)
        UPDATE ${schema}._trigger_log l
           SET state = 'NEW', updated_at = clock_timestamp()
         WHERE l.state IN ('PENDING', 'REQUEUE') AND NOT %s\
        """.formatted(IS_UNDER_WAY);

    /// Changes that were refused since their row had no record wait for the insert that was captured again
    /// after them.
    private static final String RETRY_BEHIND_INSERT = """
        UPDATE ${schema}._trigger_log l
           SET state = 'NEW', updated_at = clock_timestamp()
         WHERE l.state = 'FAILED' AND l.action = 'UPDATE' AND l.sf_message LIKE 'ROW_HAS_NO_RECORD%'
           AND EXISTS (SELECT FROM ${schema}._trigger_log i
                        WHERE i.table_name = l.table_name AND i.record_id = l.record_id AND i.id > l.id
                          AND i.action = 'INSERT' AND i.state = 'NEW')\
        """;

    /// Each is a capture of its own: under its former transaction it would count as one of that one's
    /// several changes. It has the record that its row was then, less the columns that later entries of the
    /// row have sent or are going to send. An insert that never made a record has the later changes of its
    /// row besides: these come before it in the log, and are folded into it.
    private static final String REQUEUE = """
        WITH asked AS MATERIALIZED (
            SELECT * FROM ${schema}._trigger_log_archive
             WHERE state = 'REQUEUE'
             ORDER BY id
             LIMIT 1000
               FOR UPDATE SKIP LOCKED),
        of_record AS MATERIALIZED (
            SELECT l.*,
                   coalesce(l.sfid, (
                       SELECT a.sfid FROM ${schema}._trigger_log_archive a
                        WHERE ${a_of_the_row} AND a.action = 'INSERT' AND a.sfid IS NOT NULL AND a.id < l.id
                          AND (a.state = 'SUCCESS' OR a.state = 'REQUEUED' AND a.sf_result = 0)
                          AND NOT EXISTS (SELECT FROM ${changes} c
                                           WHERE ${c_of_the_row} AND c.id > a.id AND c.id < l.id
                                             AND c.action IN ('INSERT', 'DELETE'))
                        ORDER BY a.id DESC
                        LIMIT 1)) AS record
              FROM asked l),
        judged AS MATERIALIZED (
            SELECT l.*,
                   (SELECT min(c.id) FROM ${later} c
                     WHERE ${c_of_the_row} AND c.id > l.id AND c.action = 'DELETE' AND l.action <> 'DELETE'
                       AND (c.state <> 'IGNORED' OR l.record IS NULL)) AS deletion,
                   CASE WHEN l.action = 'DELETE' THEN NULL
                        WHEN l.record IS NULL THEN
                             l."values"::${hstore}.hstore OPERATOR(${hstore}.||) coalesce((
                                 SELECT ${hstore}.hstore(array_agg(newest.name), array_agg(newest.value))
                                   FROM (SELECT DISTINCT ON (pair.key) pair.key AS name, pair.value
                                           FROM ${schema}._trigger_log c
                                          CROSS JOIN LATERAL ${hstore}.each(c."values"::${hstore}.hstore) pair
                                          WHERE ${c_of_the_row} AND c.id > l.id AND c.action = 'UPDATE'
                                            AND c.state IN ('NEW', 'FAILED')
                                          ORDER BY pair.key, c.id DESC) newest), ''::${hstore}.hstore)
                        ELSE l."values"::${hstore}.hstore OPERATOR(${hstore}.-) ARRAY(
                                 SELECT changed.name
                                   FROM ${later} c
                                  CROSS JOIN LATERAL ${hstore}.skeys(c."values"::${hstore}.hstore) AS changed (name)
                                  WHERE ${c_of_the_row} AND c.id > l.id
                                    AND c.state IN ('SUCCESS', 'MERGED', 'NEW', 'PENDING', 'FAILED')) END AS rest
              FROM of_record l),
        ended AS MATERIALIZED (
            SELECT *,
                   CASE WHEN deletion IS NOT NULL THEN 'the row was deleted later, by the entry ' || deletion
                        WHEN "values" <> '' AND rest OPERATOR(${hstore}.=) ''::${hstore}.hstore
                             THEN 'later entries have changed all of its columns' END AS needless
              FROM judged),
        moved AS (
            UPDATE ${schema}._trigger_log_archive a
               SET state = CASE WHEN e.needless IS NULL THEN 'REQUEUED' ELSE 'MERGED' END,
                   sf_message = coalesce(e.needless, a.sf_message), updated_at = clock_timestamp()
              FROM ended e
             WHERE a.id = e.id
            RETURNING a.id),
        again AS (
            INSERT INTO ${schema}._trigger_log
                   (txid, created_at, state, action, table_name, record_id, sfid, old, "values")
            SELECT txid_current(), clock_timestamp(), 'NEW', action, table_name, record_id, record, old, rest::text
              FROM ended
             WHERE needless IS NULL
             ORDER BY id
            RETURNING table_name, record_id, id, action),
        -- A row that is said to be settled is overwritten by what is read.
        noted AS (
            INSERT INTO ${note}
            SELECT table_name, record_id, max(id), NULL::varchar, 'PENDING', NULL
              FROM again WHERE action <> 'DELETE'
             GROUP BY table_name, record_id
            ${merged})
        SELECT count(*) FROM moved\
        """;

    private static final String LATER = """
        (SELECT id, table_name, record_id, action, state, "values" FROM ${schema}._trigger_log
          UNION ALL
         SELECT id, table_name, record_id, action, state, "values" FROM ${schema}._trigger_log_archive)\
        """;

    private final SchemaName schema;
    private final Hstore hstore;

    ManualMoves(SchemaName schema, Hstore hstore) {
        this.schema = schema;
        this.hstore = hstore;
    }

    /// Gives entries the state that is true of them, where a person gave them another one.
    void setRight(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(schema.in(SET_RIGHT));
            statement.executeUpdate(schema.in(RETRY_BEHIND_INSERT));
        }
    }

    /// Takes up a batch of archived entries that are set to `REQUEUE`; answers how many.
    int requeue(Connection connection) throws SQLException {
        var sql = REQUEUE.replace("${later}", LATER)
                .replace("${changes}", EntryRecords.CHANGES)
                .replace("${a_of_the_row}", EntryRows.OF_THE_ROW.formatted("a"))
                .replace("${c_of_the_row}", EntryRows.OF_THE_ROW.formatted("c"))
                .replace("${note}", WriteBackNote.COLUMNS)
                .replace("${merged}", WriteBackNote.MERGED);
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(hstore.in(schema.in(sql)))) {
            row.next();
            return row.getInt(1);
        }
    }
}
