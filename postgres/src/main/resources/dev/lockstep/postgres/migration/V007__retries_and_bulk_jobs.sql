-- Entries that are tried again by themselves: how often they were tried, and when they will be next. A table of its own,
-- since an index of the log is paid for by each row that an application writes.
CREATE TABLE _lockstep_retry (
    entry_id bigint PRIMARY KEY,
    tries    integer NOT NULL,
    next_try timestamptz NOT NULL,
    reason   text NOT NULL
);

-- Why an entry failed, for this program; the message is for people.
ALTER TABLE _trigger_log ADD COLUMN _lockstep_code text;

-- The bulk job of an attempt. It is known before its data are closed, and its results can be read for days: the job is
-- its own receipt.
ALTER TABLE _lockstep_attempt
    ADD COLUMN transport text NOT NULL DEFAULT 'SOAP',
    ADD COLUMN job text;

-- An insert whose answer was lost and whose outcome nobody could tell is never sent again by itself.
UPDATE _trigger_log SET _lockstep_code = 'OUTCOME_UNKNOWN'
 WHERE state = 'FAILED' AND sf_message LIKE 'the answer to this insert was lost%';
