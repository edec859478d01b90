-- Archived entries go when they have been there for long enough: the oldest are found by this, however long the archive is.
CREATE INDEX _trigger_log_archive_idx_processed_at ON _trigger_log_archive (processed_at, id);

-- An attempt has the entries that name it and were not settled since. A retried entry bore the number of its former end.
UPDATE _trigger_log SET _lockstep_settled = NULL WHERE state = 'PENDING';
