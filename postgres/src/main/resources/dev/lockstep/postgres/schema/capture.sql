-- Capture: what writes an application's changes into the trigger log, inside the application's own transaction.
-- ${schema} stands for the connection's schema and ${hstore} for the one where hstore really is, both as quoted names,
-- ${schema_text} for the former as a literal; psql runs the file once they are replaced (envsubst does). Running it
-- again replaces the functions.
--
-- Nothing in here may fail or stop an application: no NOTIFY (it forbids two-phase commit and takes a lock of the whole
-- cluster), no lock beyond the log's own row, no setting of the client's that changes what is captured. Names are
-- qualified down to hstore's operators, since the search path is pinned to pg_catalog.
--
-- It runs for each row, so it is made of what PL/pgSQL evaluates by itself. A subquery in a condition is run as a query,
-- also where another part of the condition has decided already: it has an IF of its own. dev/bench capture tells the cost.

-- The row triggers call this with the state of new entries, the table's name, the mapped columns and those of them that
-- are numbers. A partition's trigger has the partition's name in TG_TABLE_NAME, which is why the name is passed. That of
-- an UPDATE fires for any change of the row: which columns are mapped is asked here, since a condition is read anew, word
-- by word, for each statement.
CREATE OR REPLACE FUNCTION ${schema}._lockstep_capture() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET datestyle = 'ISO, MDY'
    SET intervalstyle = 'postgres'
    SET extra_float_digits = 1
    SET timezone = 'UTC'
    SET bytea_output = 'hex'
AS $capture$
DECLARE
    -- Fired by a partition, which may bear any name and live anywhere.
    elsewhere    boolean := TG_TABLE_SCHEMA::text <> ${schema_text} OR TG_TABLE_NAME::text <> TG_ARGV[1];
    -- Of the types of the log's columns: what is cast in an INSERT is prepared anew for each row.
    entry_state  varchar(8) := TG_ARGV[0];
    operation    varchar(7) := TG_OP;
    mapped_table varchar(128) := TG_ARGV[1];
    entry        bigint;
    command      bigint;
    new_row      text;
    before       ${hstore}.hstore;
    changed      ${hstore}.hstore;
    changed_ones text[];
BEGIN
    IF elsewhere THEN
        IF TG_TABLE_SCHEMA::text <> ${schema_text}
           AND NOT EXISTS (SELECT FROM pg_class root
                            WHERE root.oid = pg_partition_root(TG_RELID)
                              AND root.relnamespace = ${schema_text}::regnamespace) THEN
            RAISE EXCEPTION 'table %.% is not mapped in schema %', TG_TABLE_SCHEMA, TG_TABLE_NAME, ${schema_text}
                USING HINT = 'Drop the trigger ' || TG_NAME || ' of that table.';
        END IF;
    END IF;

    CASE operation
    WHEN 'INSERT' THEN
        IF elsewhere
           AND ${schema}._lockstep_capture_move(mapped_table, TG_ARGV[2]::text[], NEW.id, NEW.sfid,
                                                ${hstore}.hstore(NEW)) THEN
            RETURN NULL;
        END IF;
        new_row := ${hstore}.hstore(NEW) OPERATOR(${hstore}.-) ARRAY['_hc_lastop', '_hc_err'];
        INSERT INTO ${schema}._trigger_log (txid, created_at, state, action, table_name, record_id, sfid, "values")
        VALUES (txid_current(), clock_timestamp(), entry_state, operation, mapped_table, NEW.id, NEW.sfid, new_row);
    WHEN 'UPDATE' THEN
        before := ${hstore}.hstore(OLD);
        changed := ${hstore}.slice(${hstore}.hstore(NEW) OPERATOR(${hstore}.-) before, TG_ARGV[2]::text[]);
        changed_ones := ${hstore}.akeys(changed);
        IF changed_ones <@ TG_ARGV[3]::text[] THEN
            IF ${schema}._lockstep_are_same_numbers(before, changed) THEN
                RETURN NULL;
            END IF;
        END IF;
        entry := nextval('${schema}._trigger_log_id_seq');
        INSERT INTO ${schema}._trigger_log
               (id, txid, created_at, state, action, table_name, record_id, sfid, old, "values")
        VALUES (entry, txid_current(), clock_timestamp(), entry_state, operation, mapped_table, OLD.id, OLD.sfid,
                ${hstore}.slice(before, changed_ones)::text, changed::text);
        IF NEW.id <> OLD.id THEN
            EXECUTE format('SELECT cmin::text::bigint FROM %I.%I WHERE id = $1', TG_TABLE_SCHEMA, TG_TABLE_NAME)
               INTO command USING NEW.id;
            INSERT INTO ${schema}._lockstep_renumbered (entry_id, table_name, old_id, new_id, command)
            VALUES (entry, mapped_table, OLD.id, NEW.id, command);
        END IF;
    WHEN 'DELETE' THEN
        INSERT INTO ${schema}._trigger_log (txid, created_at, state, action, table_name, record_id, sfid, old)
        VALUES (txid_current(), clock_timestamp(), entry_state, operation, mapped_table, OLD.id, OLD.sfid,
                (${hstore}.hstore(OLD) OPERATOR(${hstore}.-) ARRAY['_hc_lastop', '_hc_err'])::text);
    END CASE;
    RETURN NULL;
END
$capture$;

-- Whether no value differs as a number from the one of the same name before: 1.0 and 1.00 are one. What isn't written as
-- a number differs. So does nothing where nothing changed.
CREATE OR REPLACE FUNCTION ${schema}._lockstep_are_same_numbers(before ${hstore}.hstore, changed ${hstore}.hstore)
    RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path = pg_catalog, pg_temp
AS $same$
DECLARE
    number CONSTANT text := '^-?[0-9]+([.][0-9]+)?(e[+-]?[0-9]+)?$';
    name text;
BEGIN
    FOREACH name IN ARRAY ${hstore}.akeys(changed) LOOP
        IF (before OPERATOR(${hstore}.->) name) ~ number AND (changed OPERATOR(${hstore}.->) name) ~ number THEN
            IF (before OPERATOR(${hstore}.->) name)::numeric <> (changed OPERATOR(${hstore}.->) name)::numeric THEN
                RETURN false;
            END IF;
        ELSE
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
END
$same$;

-- An UPDATE that moves a row to another partition fires the triggers of a DELETE and an INSERT. Taken as such it would
-- delete the record in the org: so the insert turns the deletion's entry into the update that it is. Where no mapped
-- column changed the entry stays, with nothing to send, since the row's status has to be settled.
CREATE OR REPLACE FUNCTION ${schema}._lockstep_capture_move(
    mapped_table text, columns text[], new_id bigint, new_sfid text, new_row ${hstore}.hstore) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
AS $move$
DECLARE
    moved  record;
    before ${hstore}.hstore;
    after  ${hstore}.hstore := ${hstore}.slice(new_row, columns);
BEGIN
    SELECT log.id, log.record_id, log.old INTO moved
      FROM ${schema}._trigger_log log
     WHERE log.table_name = mapped_table
       AND (log.record_id = new_id OR log.sfid = new_sfid)
       AND log.txid = txid_current()
     ORDER BY log.id DESC
     LIMIT 1
       FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE ${schema}._trigger_log log
       SET action = 'UPDATE',
           state = CASE WHEN log.state = 'NEW'
                         AND ${hstore}.slice(log.old::${hstore}.hstore, columns) OPERATOR(${hstore}.=) after
                        THEN 'IGNORE' ELSE log.state END,
           old = (${hstore}.slice(log.old::${hstore}.hstore, columns) OPERATOR(${hstore}.-) after)::text,
           "values" = (after OPERATOR(${hstore}.-) ${hstore}.slice(log.old::${hstore}.hstore, columns))::text
     WHERE log.id = moved.id
       AND log.action = 'DELETE'
       AND log.state IN ('NEW', 'READONLY')
       AND (log.old::${hstore}.hstore OPERATOR(${hstore}.->) 'sfid') IS NOT DISTINCT FROM new_sfid;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF moved.record_id <> new_id THEN
        INSERT INTO ${schema}._lockstep_renumbered (entry_id, table_name, old_id, new_id)
        VALUES (moved.id, mapped_table, moved.record_id, new_id);
    END IF;
    RETURN true;
END
$move$;

-- TRUNCATE, taken as the deletion of each row. The argument is the table's name.
CREATE OR REPLACE FUNCTION ${schema}._lockstep_capture_truncate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET datestyle = 'ISO, MDY'
    SET intervalstyle = 'postgres'
    SET extra_float_digits = 1
    SET timezone = 'UTC'
    SET bytea_output = 'hex'
AS $truncate$
BEGIN
    IF TG_TABLE_SCHEMA::text <> ${schema_text} THEN
        RAISE EXCEPTION 'table %.% is not mapped in schema %', TG_TABLE_SCHEMA, TG_TABLE_NAME, ${schema_text};
    END IF;
    EXECUTE format(
        'INSERT INTO ${schema}._trigger_log (txid, created_at, state, action, table_name, record_id, sfid, old)
         SELECT txid_current(), clock_timestamp(), ''NEW'', ''DELETE'', %L, gone.id, gone.sfid,
                (${hstore}.hstore(gone) OPERATOR(${hstore}.-) ARRAY[''_hc_lastop'', ''_hc_err''])::text
           FROM %I.%I gone ORDER BY gone.id',
        TG_ARGV[0], TG_TABLE_SCHEMA, TG_TABLE_NAME);
    RETURN NULL;
END
$truncate$;

-- What an application sees of its change until it is settled.
CREATE OR REPLACE FUNCTION ${schema}._lockstep_status() RETURNS trigger
    LANGUAGE plpgsql
AS $status$
BEGIN
    NEW._hc_lastop := 'PENDING';
    NEW._hc_err := NULL;
    RETURN NEW;
END
$status$;

-- The columns of a row as text, in the form that capture gives them.
CREATE OR REPLACE FUNCTION ${schema}._lockstep_row_text(source anyelement) RETURNS ${hstore}.hstore
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    SET datestyle = 'ISO, MDY'
    SET intervalstyle = 'postgres'
    SET extra_float_digits = 1
    SET timezone = 'UTC'
    SET bytea_output = 'hex'
AS $row$
    SELECT ${hstore}.hstore(source)
$row$;

-- Reads the hstore that a caller made of a row in the caller's own settings (its date style, for one), which is why it
-- is parsed under them. Keys that aren't columns are left out.
CREATE OR REPLACE FUNCTION ${schema}._lockstep_recaptured(source_row ${hstore}.hstore, mapped_table text)
    RETURNS ${hstore}.hstore
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
AS $recaptured$
DECLARE
    canonical ${hstore}.hstore;
BEGIN
    IF NOT EXISTS (SELECT FROM ${schema}._lockstep_mapping mapping WHERE mapping.table_name = mapped_table) THEN
        RAISE EXCEPTION 'table % is not mapped in schema %', mapped_table, ${schema_text}
            USING HINT = 'The name is given in lower case and without a schema.';
    END IF;
    EXECUTE format('SELECT ${schema}._lockstep_row_text(${hstore}.populate_record(NULL::${schema}.%I, $1))', mapped_table)
       INTO canonical USING source_row;
    RETURN ${hstore}.slice(canonical, ${hstore}.akeys(source_row))
           OPERATOR(${hstore}.-) ARRAY['_hc_lastop', '_hc_err'];
END
$recaptured$;

-- Captures a row once more as an INSERT: the whole row without excluded_cols (id and sfid can't be excluded). Answers
-- the entry's id, or NULL for a row without id. The record that a settled insert made is taken along also where it
-- isn't on the row yet, so that it isn't made a second time.
CREATE OR REPLACE FUNCTION ${schema}.hc_capture_insert_from_row(
    source_row ${hstore}.hstore, table_name varchar, excluded_cols text[] DEFAULT '{}') RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $insert$
    INSERT INTO ${schema}._trigger_log (txid, created_at, state, action, table_name, record_id, sfid, "values")
    SELECT txid_current(), clock_timestamp(),
           CASE mapping.access WHEN 'READ_WRITE' THEN 'NEW' ELSE 'READONLY' END, 'INSERT', $2,
           (source.columns OPERATOR(${hstore}.->) 'id')::bigint,
           coalesce(source.columns OPERATOR(${hstore}.->) 'sfid',
                    (SELECT waiting.sfid FROM ${schema}._lockstep_write_back waiting
                      WHERE waiting.table_name = $2
                        AND waiting.record_id = (source.columns OPERATOR(${hstore}.->) 'id')::bigint)),
           (source.columns
            OPERATOR(${hstore}.-) ARRAY(SELECT excluded FROM unnest($3) excluded WHERE excluded NOT IN ('id', 'sfid')))::text
      FROM (SELECT ${schema}._lockstep_recaptured($1, $2) AS columns) source
      LEFT JOIN ${schema}._lockstep_mapping mapping ON mapping.table_name = $2
     WHERE (source.columns OPERATOR(${hstore}.->) 'id') IS NOT NULL
    RETURNING id
$insert$;

-- Captures a row once more as an UPDATE of columns_to_include, or of all columns where that list is empty.
CREATE OR REPLACE FUNCTION ${schema}.hc_capture_update_from_row(
    source_row ${hstore}.hstore, table_name varchar, columns_to_include text[] DEFAULT '{}') RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $update$
    INSERT INTO ${schema}._trigger_log (txid, created_at, state, action, table_name, record_id, sfid, "values")
    SELECT txid_current(), clock_timestamp(),
           CASE mapping.access WHEN 'READ_WRITE' THEN 'NEW' ELSE 'READONLY' END, 'UPDATE', $2,
           (source.columns OPERATOR(${hstore}.->) 'id')::bigint, source.columns OPERATOR(${hstore}.->) 'sfid',
           CASE WHEN coalesce(cardinality($3), 0) = 0 THEN source.columns ELSE ${hstore}.slice(source.columns, $3) END::text
      FROM (SELECT ${schema}._lockstep_recaptured($1, $2) AS columns) source
      LEFT JOIN ${schema}._lockstep_mapping mapping ON mapping.table_name = $2
     WHERE (source.columns OPERATOR(${hstore}.->) 'id') IS NOT NULL
    RETURNING id
$update$;

-- Every role may execute a new function. These would let it forge changes of records that it can't see.
REVOKE EXECUTE ON FUNCTION
    ${schema}._lockstep_capture(),
    ${schema}._lockstep_are_same_numbers(${hstore}.hstore, ${hstore}.hstore),
    ${schema}._lockstep_capture_move(text, text[], bigint, text, ${hstore}.hstore),
    ${schema}._lockstep_capture_truncate(),
    ${schema}._lockstep_status(),
    ${schema}._lockstep_row_text(anyelement),
    ${schema}._lockstep_recaptured(${hstore}.hstore, text),
    ${schema}.hc_capture_insert_from_row(${hstore}.hstore, varchar, text[]),
    ${schema}.hc_capture_update_from_row(${hstore}.hstore, varchar, text[])
FROM PUBLIC;
