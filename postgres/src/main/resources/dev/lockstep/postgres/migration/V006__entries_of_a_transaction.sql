-- What became of a transaction is asked by applications that wait for it. Only the archive gets an index for that: every
-- index of the log is paid for by each row that an application writes.
CREATE INDEX _trigger_log_archive_idx_txid ON _trigger_log_archive (txid);
