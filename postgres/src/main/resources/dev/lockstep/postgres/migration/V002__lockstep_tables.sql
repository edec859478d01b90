-- Where the sync of this connection stands. A dump of the schema is whole: data and watermarks move together.

-- One row. Every transaction of ours that settles or merges reads it FOR SHARE; who takes the connection over raises it.
CREATE TABLE _lockstep_epoch (
    single   boolean PRIMARY KEY DEFAULT true CHECK (single),
    epoch    bigint NOT NULL,
    holder   text NOT NULL,
    taken_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO _lockstep_epoch (epoch, holder) VALUES (0, 'nobody');

-- Numbers each settling, after the org has answered. A read that began when the sequence stood at n has seen what the
-- settlings up to n say.
CREATE SEQUENCE _lockstep_settle_seq;

CREATE TABLE _lockstep_mapping (
    number      integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    table_name  text NOT NULL UNIQUE,
    object      text NOT NULL,
    -- READ_ONLY, READ_WRITE
    access      text NOT NULL,
    -- CREATED, LOADING, SYNCED
    state       text NOT NULL DEFAULT 'CREATED',
    -- The org's time up to which everything was read; NULL before the first load.
    watermark   timestamptz,
    -- While LOADING: the org's time before the load began, which becomes the watermark.
    load_began  timestamptz,
    loaded_rows bigint NOT NULL DEFAULT 0,
    polled_at   timestamptz
);

-- A call that was about to be sent, written down before it.
CREATE TABLE _lockstep_attempt (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    epoch      bigint NOT NULL,
    -- SENDING: it may have been sent. UNKNOWN: it may have been processed. SETTLED, RELEASED: done.
    state      text NOT NULL DEFAULT 'SENDING',
    -- CREATE, UPSERT, UPDATE, DELETE
    operation  text NOT NULL,
    entry_ids  bigint[] NOT NULL,
    tables     text[] NOT NULL,
    -- The org's time before the call, and when its answer was found to be lost.
    org_time   timestamptz NOT NULL,
    lost_at    timestamptz,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at timestamptz,
    message    text
);
CREATE INDEX _lockstep_attempt_idx_open ON _lockstep_attempt (id) WHERE state IN ('SENDING', 'UNKNOWN');

-- Outcomes that are in the log but not yet on their row, because an application held it.
CREATE TABLE _lockstep_write_back (
    table_name text NOT NULL,
    record_id  bigint NOT NULL,
    entry_id   bigint NOT NULL,
    sfid       varchar(18),
    lastop     varchar(32) NOT NULL,
    err        text,
    PRIMARY KEY (table_name, record_id)
);
CREATE INDEX _lockstep_write_back_idx_sfid ON _lockstep_write_back (sfid) WHERE sfid IS NOT NULL;

-- Rows whose primary key an application changed, noted by capture: what is settled for the old id belongs to the new
-- one. Entries up to entry_id know the row by old_id, later ones by new_id.
CREATE TABLE _lockstep_renumbered (
    entry_id   bigint PRIMARY KEY,
    table_name text NOT NULL,
    old_id     bigint NOT NULL,
    new_id     bigint NOT NULL,
    -- Which statement did it: rows that swap their ids in one statement must not be followed from one to the other.
    txid       bigint NOT NULL DEFAULT txid_current(),
    command    bigint
);
CREATE INDEX _lockstep_renumbered_idx_old ON _lockstep_renumbered (table_name, old_id);
CREATE INDEX _lockstep_renumbered_idx_new ON _lockstep_renumbered (table_name, new_id);

-- The id that a row has now which was known as `record` when the entry `since` was captured.
CREATE FUNCTION _lockstep_row_now(mapped_table text, record bigint, since bigint) RETURNS bigint
    LANGUAGE sql STABLE
    RETURN (
        WITH RECURSIVE step (id, entry_id, txid, command) AS (
            SELECT record, since - 1, NULL::bigint, NULL::bigint
            UNION ALL
            SELECT n.new_id, n.entry_id, n.txid, n.command
              FROM step s
             CROSS JOIN LATERAL (
                    SELECT r.new_id, r.entry_id, r.txid, r.command
                      FROM _lockstep_renumbered r
                     WHERE r.table_name = mapped_table AND r.old_id = s.id AND r.entry_id > s.entry_id
                       AND (r.txid, r.command) IS DISTINCT FROM (s.txid, s.command)
                     ORDER BY r.entry_id
                     LIMIT 1) n)
        SELECT id FROM step ORDER BY entry_id DESC LIMIT 1);

-- The ids that the row has had, its own of now among them; some may be another row's: _lockstep_row_now tells.
CREATE FUNCTION _lockstep_row_ids(mapped_table text, row_id bigint) RETURNS bigint[]
    LANGUAGE sql STABLE
    RETURN (
        WITH RECURSIVE known (id) AS (
            SELECT row_id
            UNION
            SELECT r.old_id
              FROM known k
              JOIN _lockstep_renumbered r ON r.table_name = mapped_table AND r.new_id = k.id)
        SELECT array_agg(id) FROM known);

-- Records to be read again by Id: an entry of theirs was sent or settled while an older state was on its way here.
CREATE TABLE _lockstep_reread (
    table_name text NOT NULL,
    sfid       varchar(18) NOT NULL,
    reason     text NOT NULL,
    noted_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (table_name, sfid)
);

-- Records from the org that this database refused. They never hold a watermark.
CREATE TABLE _lockstep_read_error (
    table_name text NOT NULL,
    sfid       varchar(18) NOT NULL,
    sql_state  varchar(5) NOT NULL,
    message    text NOT NULL,
    noted_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (table_name, sfid)
);

-- Records that were seen for the first time behind the watermark: the evidence that the overlap is wide enough.
CREATE TABLE _lockstep_late_arrival (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    table_name     text NOT NULL,
    sfid           varchar(18) NOT NULL,
    systemmodstamp timestamptz NOT NULL,
    watermark      timestamptz NOT NULL,
    seen_at        timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Both sides changed one field. Values as text, as the column prints them.
CREATE TABLE _lockstep_conflict (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    table_name     text NOT NULL,
    record_id      bigint NOT NULL,
    sfid           varchar(18),
    column_name    text NOT NULL,
    postgres_value text,
    org_value      text,
    kept           text NOT NULL,
    noted_at       timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX _lockstep_conflict_idx_record ON _lockstep_conflict (table_name, record_id);
