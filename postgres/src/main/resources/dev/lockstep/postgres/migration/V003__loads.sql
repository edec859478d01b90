-- Loads that are under way: what it takes to go on after a death. A load that has ended leaves nothing here.

CREATE TABLE _lockstep_load (
    table_name  text PRIMARY KEY REFERENCES _lockstep_mapping (table_name),
    -- UNSEEN: into a table that takes the mapped table's place when it is whole. STAGING: into staging, to be merged
    -- into the mapped table that was there before.
    target      text NOT NULL,
    -- What the org was asked. Another question begins anew.
    question    text NOT NULL,
    -- The job that the org runs for it. NULL: read page by page, which nobody can take up again.
    job         text,
    -- What was known before the org was asked.
    settle_mark bigint NOT NULL,
    org_time    timestamptz NOT NULL
);

CREATE TABLE _lockstep_load_page (
    table_name text NOT NULL REFERENCES _lockstep_load (table_name) ON DELETE CASCADE,
    page       text NOT NULL,
    -- So many of its records, from the first on, are in the database, but for those that it refused: they stand among
    -- the read errors.
    records    bigint NOT NULL,
    refused    bigint NOT NULL,
    whole      boolean NOT NULL,
    PRIMARY KEY (table_name, page)
);
