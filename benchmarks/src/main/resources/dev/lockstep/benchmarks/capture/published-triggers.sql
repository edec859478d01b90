-- The peer: what Heroku Connect's published triggers do to a table, step by step, written anew from their description.
-- ${schema} stands for the schema and ${table} for the table in it; hstore is found through the search path, as theirs.
--
-- Three things make it slow, and all are kept: who writes is looked up in the view pg_settings, once for each of the two
-- triggers of a row; each entry notifies; and each update logs the whole former row.

-- "base64" is an application, "hex" the sync.
CREATE FUNCTION ${schema}.get_xmlbinary() RETURNS varchar
    LANGUAGE plpgsql
AS $xmlbinary$
DECLARE
    now_set varchar;
BEGIN
    SELECT setting INTO now_set FROM pg_settings WHERE name = 'xmlbinary';
    RETURN now_set;
END
$xmlbinary$;

CREATE TABLE ${schema}._trigger_log (
    id           serial PRIMARY KEY,
    txid         bigint,
    created_at   timestamptz DEFAULT now(),
    updated_at   timestamptz DEFAULT now(),
    processed_at timestamptz,
    processed_tx bigint,
    state        varchar(8),
    action       varchar(7),
    table_name   varchar(128),
    record_id    integer,
    sfid         varchar(18),
    old          text,
    "values"     text,
    sf_result    integer,
    sf_message   text
);
CREATE INDEX _trigger_log_idx_created_at ON ${schema}._trigger_log (created_at);
CREATE INDEX _trigger_log_idx_state_id ON ${schema}._trigger_log (state, id);
CREATE INDEX _trigger_log_idx_state_table_name ON ${schema}._trigger_log (state, table_name)
    WHERE state IN ('NEW', 'PENDING');

CREATE FUNCTION ${schema}.tlog_notify_trigger() RETURNS trigger
    LANGUAGE plpgsql
AS $notify$
BEGIN
    PERFORM pg_notify('${schema}.hc_trigger_log', 'ping');
    RETURN NEW;
END
$notify$;
CREATE TRIGGER tlog_insert_trigger AFTER INSERT ON ${schema}._trigger_log
    FOR EACH ROW EXECUTE FUNCTION ${schema}.tlog_notify_trigger();

-- The logger of a read-write mapping.
CREATE FUNCTION ${schema}.hc_${table}_logger() RETURNS trigger
    LANGUAGE plpgsql
AS $logger$
DECLARE
    entry ${schema}._trigger_log;
    ours  text[] := ARRAY['_hc_lastop', '_hc_err'];
BEGIN
    entry.id := nextval('${schema}._trigger_log_id_seq');
    entry.action := TG_OP;
    entry.table_name := TG_TABLE_NAME;
    entry.txid := txid_current();
    entry.created_at := clock_timestamp();
    entry.updated_at := entry.created_at;
    entry.state := 'NEW';
    IF TG_OP = 'INSERT' THEN
        entry.record_id := NEW.id;
        entry."values" := hstore(NEW.*) - ours;
    ELSIF TG_OP = 'UPDATE' THEN
        entry.record_id := NEW.id;
        entry.old := hstore(OLD.*) - ours;
        entry."values" := (hstore(NEW.*) - hstore(entry.old)) - ours;
        IF entry."values" = '' THEN
            entry.state := 'IGNORE';
        END IF;
        IF OLD.sfid IS NOT NULL THEN
            entry.sfid := OLD.sfid;
        END IF;
    ELSIF TG_OP = 'DELETE' THEN
        entry.record_id := OLD.id;
        entry.old := hstore(OLD.*) - ours;
        IF OLD.sfid IS NULL THEN
            entry.state := 'IGNORE';
        ELSE
            entry.sfid := OLD.sfid;
        END IF;
    END IF;
    INSERT INTO ${schema}._trigger_log VALUES (entry.*);
    RETURN NULL;
END
$logger$;
CREATE TRIGGER hc_${table}_logtrigger AFTER INSERT OR DELETE OR UPDATE ON ${schema}.${table}
    FOR EACH ROW WHEN (${schema}.get_xmlbinary()::text = 'base64')
    EXECUTE FUNCTION ${schema}.hc_${table}_logger();

CREATE FUNCTION ${schema}.hc_${table}_status() RETURNS trigger
    LANGUAGE plpgsql
AS $status$
BEGIN
    IF ${schema}.get_xmlbinary() = 'base64' THEN
        NEW._hc_lastop := 'PENDING';
        NEW._hc_err := NULL;
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW._hc_lastop IS NOT NULL AND NEW._hc_lastop IS DISTINCT FROM OLD._hc_lastop THEN
        RETURN NEW;
    END IF;
    NEW._hc_lastop := 'SYNCED';
    NEW._hc_err := NULL;
    RETURN NEW;
END
$status$;
CREATE TRIGGER hc_${table}_status_trigger BEFORE INSERT OR UPDATE ON ${schema}.${table}
    FOR EACH ROW EXECUTE FUNCTION ${schema}.hc_${table}_status();
