-- Waiting: how an application learns that what it wrote has reached the org, or why it hasn't.
-- ${schema} stands for the connection's schema as a quoted name and ${schema_text} for it as a literal; psql runs the
-- file once they are replaced (envsubst does). Running it again replaces the functions.
--
-- Nobody else waits for who waits: nothing is locked and nothing is written. It looks again and again, in statements of
-- its own, since each sees what has committed before it; between two looks it sleeps, longer each time.
--
-- Any role that may use the schema may wait. It sees a row with its own rights, row security included; of the log it
-- learns what there is to say of tables that it may read.
--
-- SQLSTATEs of their own: LS001 the time is up; LS002 asked within the transaction that wrote; LS003 asked in a
-- transaction that can't see what others commit.

-- Whether the role that asks may read the table; NULL where there is no such table. A function that runs with its
-- owner's rights can't know who called it, but which role the session has.
CREATE OR REPLACE FUNCTION ${schema}._lockstep_session_reads(mapped_table text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
AS $reads$
    SELECT has_any_column_privilege(
               CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role')::name END,
               to_regclass(format('%I.%I', ${schema_text}, mapped_table))::oid, 'SELECT')
$reads$;

-- Until when to wait. A session that waits keeps its snapshot, and vacuum leaves alone what that may still see: hence the
-- limit.
CREATE OR REPLACE FUNCTION ${schema}._lockstep_wait_until(time_limit interval) RETURNS timestamptz
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $until$
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'a % transaction can''t wait: it never sees what others commit',
                        upper(current_setting('transaction_isolation'))
            USING ERRCODE = 'LS003', HINT = 'Wait in a READ COMMITTED transaction, best in one of its own.';
    END IF;
    IF time_limit IS NULL OR time_limit < '0' OR time_limit > '10 minutes' THEN
        RAISE EXCEPTION 'the time limit % is not from 0 to 10 minutes', time_limit
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN clock_timestamp() + time_limit;
END
$until$;

-- What the log has to say of a row, as the asking statement sees it. The row is the one that has the id now; with `since`
-- the one that was known by it when the entry of that number was captured.
CREATE OR REPLACE FUNCTION ${schema}._lockstep_unsettled(
    mapped_table text, known_id bigint, since bigint,
    -- The row's id of now; the newest entry by which a row gave the known id up; whether another one bore it after that.
    OUT row_id bigint, OUT given_up_by bigint, OUT is_borne_since boolean,
    -- The oldest entry that isn't settled.
    OUT entry bigint, OUT entry_state text, OUT entry_message text,
    -- Whether the asking transaction captured one, and whether an outcome waits to be put on the row.
    OUT is_own boolean, OUT is_noted boolean,
    -- The newest settled entry.
    OUT last_state text, OUT last_message text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $unsettled$
DECLARE
    mapped    regclass;
    may_tell  boolean;
    known_ids bigint[];
BEGIN
    IF NOT EXISTS (SELECT FROM ${schema}._lockstep_mapping m WHERE m.table_name = mapped_table) THEN
        RAISE EXCEPTION 'table % is not mapped in schema %', mapped_table, ${schema_text}
            USING ERRCODE = 'undefined_table', HINT = 'The name is given in lower case and without a schema.';
    END IF;
    mapped := to_regclass(format('%I.%I', ${schema_text}, mapped_table));
    IF mapped IS NULL THEN
        RAISE EXCEPTION 'table % of schema % is not there yet', mapped_table, ${schema_text}
            USING ERRCODE = 'undefined_table', HINT = 'It appears when its first load is complete.';
    END IF;
    IF NOT ${schema}._lockstep_session_reads(mapped_table) THEN
        RAISE EXCEPTION 'permission denied for table %', mapped_table
            USING ERRCODE = 'insufficient_privilege', HINT = 'Grant SELECT on the table to the role.';
    END IF;
    -- A message may cite values. Of a row that the role sees it stands on the row.
    may_tell := NOT (SELECT c.relrowsecurity FROM pg_class c WHERE c.oid = mapped);

    row_id := CASE WHEN since IS NULL THEN known_id
                   ELSE ${schema}._lockstep_row_now(mapped_table, known_id, since) END;
    known_ids := ${schema}._lockstep_row_ids(mapped_table, row_id);
    SELECT coalesce(max(r.entry_id), 0) INTO given_up_by
      FROM ${schema}._lockstep_renumbered r
     WHERE r.table_name = mapped_table AND r.old_id = known_id;
    is_borne_since := EXISTS (
        SELECT FROM ${schema}._trigger_log l
         WHERE l.table_name = mapped_table AND l.record_id = known_id AND l.id > given_up_by
         UNION ALL
        SELECT FROM ${schema}._trigger_log_archive a
         WHERE a.table_name = mapped_table AND a.record_id = known_id AND a.id > given_up_by);
    SELECT waiting.id, waiting.state, CASE WHEN may_tell THEN waiting.sf_message END
      INTO entry, entry_state, entry_message
      FROM (SELECT l.id, l.record_id, l.state, l.sf_message
              FROM ${schema}._trigger_log l
             WHERE l.table_name = mapped_table AND l.record_id = ANY (known_ids)
             UNION ALL
            SELECT a.id, a.record_id, a.state, a.sf_message
              FROM ${schema}._trigger_log_archive a
             WHERE a.table_name = mapped_table AND a.record_id = ANY (known_ids) AND a.state = 'REQUEUE') waiting
     WHERE ${schema}._lockstep_row_now(mapped_table, waiting.record_id, waiting.id) = row_id
     ORDER BY waiting.id
     LIMIT 1;
    is_own := EXISTS (
        SELECT FROM ${schema}._trigger_log l
         WHERE l.table_name = mapped_table AND l.record_id = ANY (known_ids)
           AND l.txid = txid_current_if_assigned());
    is_noted := EXISTS (
        SELECT FROM ${schema}._lockstep_write_back w
         WHERE w.table_name = mapped_table AND w.record_id = ANY (known_ids)
           AND ${schema}._lockstep_row_now(mapped_table, w.record_id, w.entry_id) = row_id);
    SELECT a.state, CASE WHEN may_tell THEN a.sf_message END
      INTO last_state, last_message
      FROM ${schema}._trigger_log_archive a
     WHERE a.table_name = mapped_table AND a.record_id = ANY (known_ids)
       AND ${schema}._lockstep_row_now(mapped_table, a.record_id, a.id) = row_id
     ORDER BY a.id DESC
     LIMIT 1;
END
$unsettled$;

-- Waits until no change of the row waits to be sent, its outcome is on the row, and what the org derived is read back.
-- Answers how the row stands then:
--   SYNCED   the org has it; sfid is its record
--   FAILED   the org refused a change; message says why. Later changes of the row wait behind it
--   DELETED  the row is gone, and so is what was to be sent of it
--   IGNORED  the row's change is not sent; message says why
CREATE OR REPLACE FUNCTION ${schema}.lockstep_wait_for_row(
    table_name text, id bigint, time_limit interval DEFAULT '30 s',
    OUT state text, OUT sfid text, OUT message text)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $wait$
DECLARE
    deadline CONSTANT timestamptz := ${schema}._lockstep_wait_until(time_limit);
    -- In seconds.
    pause    double precision := 0.01;
    since    bigint;
    seen     record;
BEGIN
    -- Refuses a table that isn't mapped before its name is made part of a statement.
    PERFORM ${schema}._lockstep_unsettled(table_name, id, NULL);
    -- From now on the row is followed whose id this is, or was the last to be.
    EXECUTE format(
        'SELECT log.given_up_by + (log.is_borne_since OR EXISTS (SELECT FROM %I.%I t WHERE t.id = $2))::integer
           FROM ${schema}._lockstep_unsettled($1, $2, NULL) log',
        ${schema_text}, table_name)
       INTO since USING table_name, id;
    LOOP
        -- One statement: all of it is seen as it was at one moment.
        EXECUTE format(
            'SELECT log.*, t.id IS NOT NULL AS is_there, t.sfid::text AS record, t._hc_lastop AS lastop, t._hc_err AS err
               FROM ${schema}._lockstep_unsettled($1, $2, $3) log
               LEFT JOIN %I.%I t ON t.id = log.row_id',
            ${schema_text}, table_name)
           INTO seen USING table_name, id, since;
        IF seen.is_own THEN
            RAISE EXCEPTION 'this transaction has changed row % of % itself: it is sent after the commit', id, table_name
                USING ERRCODE = 'LS002', HINT = 'Commit, then wait.';
        END IF;
        IF NOT seen.is_noted THEN
            IF seen.entry_state = 'FAILED' THEN
                state := 'FAILED';
                sfid := seen.record;
                message := coalesce(seen.err, seen.entry_message);
                RETURN;
            END IF;
            IF seen.entry IS NULL AND NOT seen.is_there THEN
                IF seen.last_state IS NULL THEN
                    RAISE EXCEPTION 'table % has no row %', table_name, id
                        USING ERRCODE = 'no_data_found',
                              HINT = 'Its transaction may not have been committed yet, or was rolled back.';
                END IF;
                state := 'DELETED';
                RETURN;
            END IF;
            -- What was put on the row is followed by what is read back.
            IF seen.entry IS NULL AND coalesce(seen.lastop, 'PENDING') NOT IN ('INSERTED', 'UPDATED') THEN
                sfid := seen.record;
                IF coalesce(seen.lastop, 'PENDING') = 'PENDING' THEN
                    state := 'IGNORED';
                    message := seen.last_message;
                ELSE
                    state := seen.lastop;
                    message := seen.err;
                END IF;
                RETURN;
            END IF;
        END IF;
        IF clock_timestamp() >= deadline THEN
            RAISE EXCEPTION 'row % of % was not settled within %', id, table_name, time_limit
                USING ERRCODE = 'LS001',
                      DETAIL = CASE
                          WHEN seen.entry_state = 'PENDING'
                          THEN format('Its entry %s is on its way, or the answer of the org was lost.', seen.entry)
                          WHEN seen.entry_state <> 'FAILED' THEN format('Its entry %s waits to be sent.', seen.entry)
                          WHEN seen.is_noted
                          THEN 'Its outcome is known but not on the row yet: another transaction may hold the row.'
                          ELSE 'The org has it; what the org derived is not read back yet.' END,
                      HINT = 'Nothing is lost by that: wait again.';
        END IF;
        PERFORM pg_sleep(least(pause, extract(epoch FROM deadline - clock_timestamp())));
        pause := least(pause * 1.5, 0.5);
    END LOOP;
END
$wait$;

-- Waits until the transaction is committed and each of its changes is settled as lockstep_wait_for_row says, or one of
-- them has failed. Later changes of the same rows don't matter. Answers what became of it:
--   SYNCED   the org has its changes
--   FAILED   the org refused some, or they wait behind a change that it refused; message is the first one's
--   IGNORED  none of its changes is sent
--   NONE     no change of it is known: it changed no mapped row, or its entries aren't kept any more
-- The number is what txid_current() tells within the transaction.
CREATE OR REPLACE FUNCTION ${schema}.lockstep_wait_for_transaction(
    txid bigint, time_limit interval DEFAULT '30 s',
    OUT state text, OUT changes bigint, OUT failed bigint, OUT waiting bigint, OUT message text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $wait$
DECLARE
    deadline CONSTANT timestamptz := ${schema}._lockstep_wait_until(time_limit);
    asked    CONSTANT bigint := txid;
    -- In seconds.
    pause    double precision := 0.01;
    progress text;
    entries  bigint[];
    ignored  bigint;
    unread   bigint;
    part     record;
BEGIN
    IF asked IS NULL THEN
        RAISE EXCEPTION 'no transaction is named' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    IF asked = txid_current_if_assigned() THEN
        RAISE EXCEPTION 'this transaction can''t wait for itself: its changes are sent after the commit'
            USING ERRCODE = 'LS002', HINT = 'Commit, then wait.';
    END IF;
    LOOP
        IF entries IS NULL THEN
            -- NULL where it is too old for anybody to know.
            progress := pg_xact_status(asked::text::xid8);
            IF progress = 'aborted' THEN
                RAISE EXCEPTION 'transaction % was rolled back: nothing of it is sent', asked
                    USING ERRCODE = 'no_data_found';
            END IF;
            -- They are visible all at once, so that one search through the log will do.
            IF progress IS DISTINCT FROM 'in progress' THEN
                SELECT coalesce(array_agg(e.id), '{}') INTO entries
                  FROM (SELECT l.id FROM ${schema}._trigger_log l WHERE l.txid = asked
                         UNION ALL
                        SELECT a.id FROM ${schema}._trigger_log_archive a WHERE a.txid = asked) e;
            END IF;
        END IF;
        IF entries IS NOT NULL THEN
            SELECT count(*), count(*) FILTER (WHERE e.has_failed AND NOT e.is_noted),
                   count(*) FILTER (WHERE e.waits OR e.is_noted), count(*) FILTER (WHERE e.state = 'IGNORED')
              INTO changes, failed, waiting, ignored
              FROM (SELECT c.state, c.has_failed,
                           c.state IN ('NEW', 'PENDING', 'IGNORE', 'READONLY') AND NOT c.has_failed AS waits,
                           EXISTS (SELECT FROM ${schema}._lockstep_write_back w
                                    WHERE w.table_name = c.table_name AND w.record_id = c.record_id) AS is_noted
                      FROM (SELECT l.table_name, l.record_id, l.state,
                                   EXISTS (SELECT FROM ${schema}._trigger_log f
                                            WHERE f.table_name = l.table_name AND f.record_id = l.record_id
                                              AND f.id <= l.id AND f.state = 'FAILED') AS has_failed
                              FROM ${schema}._trigger_log l
                             WHERE l.id = ANY (entries)
                             UNION ALL
                            SELECT a.table_name, a.record_id, a.state, false
                              FROM ${schema}._trigger_log_archive a
                             WHERE a.id = ANY (entries)) c) e;
            IF failed > 0 THEN
                state := 'FAILED';
                -- Told as lockstep_wait_for_row tells it.
                SELECT f.sf_message INTO message
                  FROM ${schema}._trigger_log l
                  JOIN ${schema}._trigger_log f
                    ON f.table_name = l.table_name AND f.record_id = l.record_id AND f.id <= l.id AND f.state = 'FAILED'
                 WHERE l.id = ANY (entries)
                   AND ${schema}._lockstep_session_reads(f.table_name)
                   AND NOT (SELECT c.relrowsecurity FROM pg_class c
                             WHERE c.oid = to_regclass(format('%I.%I', ${schema_text}, f.table_name)))
                 ORDER BY f.id
                 LIMIT 1;
                RETURN;
            END IF;
            unread := 0;
            IF waiting = 0 THEN
                FOR part IN
                    SELECT e.table_name, array_agg(DISTINCT
                           CASE WHEN EXISTS (SELECT FROM ${schema}._lockstep_renumbered r
                                              WHERE r.table_name = e.table_name AND r.old_id = e.record_id)
                                THEN ${schema}._lockstep_row_now(e.table_name, e.record_id, e.id)
                                ELSE e.record_id END) AS row_ids
                      FROM ${schema}._trigger_log_archive e
                     WHERE e.id = ANY (entries)
                       AND to_regclass(format('%I.%I', ${schema_text}, e.table_name)) IS NOT NULL
                     GROUP BY e.table_name
                LOOP
                    EXECUTE format('SELECT $2 + count(*) FROM %I.%I t
                                     WHERE t.id = ANY ($1) AND t._hc_lastop IN (''INSERTED'', ''UPDATED'')',
                                   ${schema_text}, part.table_name)
                       INTO unread USING part.row_ids, unread;
                END LOOP;
                IF unread = 0 THEN
                    state := CASE WHEN changes = 0 THEN 'NONE' WHEN ignored = changes THEN 'IGNORED' ELSE 'SYNCED' END;
                    RETURN;
                END IF;
            END IF;
        END IF;
        IF clock_timestamp() >= deadline THEN
            RAISE EXCEPTION 'transaction % was not settled within %', asked, time_limit
                USING ERRCODE = 'LS001',
                      DETAIL = CASE
                          WHEN entries IS NULL THEN 'It is not committed yet.'
                          WHEN waiting > 0 THEN format('%s of its %s changes wait.', waiting, changes)
                          ELSE format('The org has it; %s of its rows are not read back yet.', unread) END,
                      HINT = 'Nothing is lost by that: wait again.';
        END IF;
        PERFORM pg_sleep(least(pause, extract(epoch FROM deadline - clock_timestamp())));
        pause := least(pause * 1.5, 0.5);
    END LOOP;
END
$wait$;

-- Every role may execute a new function. This one would tell a role of tables that it can't use, and only the others
-- have to call it.
REVOKE EXECUTE ON FUNCTION ${schema}._lockstep_session_reads(text) FROM PUBLIC;
