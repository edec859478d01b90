-- The tables that applications written for Heroku Connect read: same names, columns and types, but bigint where an
-- integer would run out. The schema is the connection's own and is set as search path by the migration.

CREATE TABLE _hcmeta (
    id      serial PRIMARY KEY,
    hcver   integer,
    org_id  varchar(50),
    details text
);

CREATE TABLE _trigger_log (
    id           bigserial PRIMARY KEY,
    txid         bigint,
    created_at   timestamptz DEFAULT now(),
    updated_at   timestamptz DEFAULT now(),
    processed_at timestamptz,
    processed_tx bigint,
    state        varchar(8),
    action       varchar(7),
    table_name   varchar(128),
    record_id    bigint,
    sfid         varchar(18),
    old          text,
    "values"     text,
    sf_result    integer,
    sf_message   text,
    -- The attempt that claimed the entry, and the number under which its outcome was settled.
    _lockstep_attempt bigint,
    _lockstep_settled bigint
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000);

-- What claiming reads. Few entries are ever in it, however long the log is.
CREATE INDEX _trigger_log_idx_unsettled ON _trigger_log (id) WHERE state IN ('NEW', 'PENDING');
-- What holds others back, and what needs no call. Few as well, and looked at as often.
CREATE INDEX _trigger_log_idx_holding ON _trigger_log (id) WHERE state IN ('PENDING', 'FAILED');
CREATE INDEX _trigger_log_idx_never_sent ON _trigger_log (id) WHERE state IN ('IGNORE', 'READONLY');
-- Which records are held back by an entry that failed or whose outcome isn't known, and which columns wait.
CREATE INDEX _trigger_log_idx_record ON _trigger_log (table_name, record_id);
CREATE INDEX _trigger_log_idx_sfid ON _trigger_log (sfid) WHERE sfid IS NOT NULL;
-- Deletions whose record isn't known by its Id yet: a merge must not bring these back. Few at any time.
CREATE INDEX _trigger_log_idx_unlinked_delete ON _trigger_log (table_name, record_id)
    WHERE action = 'DELETE' AND sfid IS NULL;

CREATE TABLE _trigger_log_archive (
    id           bigint PRIMARY KEY,
    txid         bigint,
    created_at   timestamptz,
    updated_at   timestamptz,
    processed_at timestamptz,
    processed_tx bigint,
    state        varchar(8),
    action       varchar(7),
    table_name   varchar(128),
    record_id    bigint,
    sfid         varchar(18),
    old          text,
    "values"     text,
    sf_result    integer,
    sf_message   text,
    _lockstep_attempt bigint,
    _lockstep_settled bigint
);
CREATE INDEX _trigger_log_archive_idx_created_at ON _trigger_log_archive (created_at);
CREATE INDEX _trigger_log_archive_idx_record_id ON _trigger_log_archive (record_id);
CREATE INDEX _trigger_log_archive_idx_state_table_name ON _trigger_log_archive (state, table_name) WHERE state = 'FAILED';
CREATE INDEX _trigger_log_archive_idx_sfid ON _trigger_log_archive (sfid) WHERE sfid IS NOT NULL;
-- What was settled since a reading began, and archived entries whose change is still to be sent: a merge asks for both.
CREATE INDEX _trigger_log_archive_idx_settled ON _trigger_log_archive (_lockstep_settled);
CREATE INDEX _trigger_log_archive_idx_unsettled ON _trigger_log_archive (table_name, record_id)
    WHERE state IN ('FAILED', 'REQUEUE');

CREATE TABLE _sf_event_log (
    id           serial PRIMARY KEY,
    table_name   varchar(128),
    action       varchar(7),
    synced_at    timestamptz DEFAULT now(),
    sf_timestamp timestamptz,
    sfid         varchar(20),
    record       text,
    processed    boolean
);
CREATE INDEX idx__sf_event_log_comp_key ON _sf_event_log (table_name, synced_at);
CREATE INDEX idx__sf_event_log_sfid ON _sf_event_log (sfid);
