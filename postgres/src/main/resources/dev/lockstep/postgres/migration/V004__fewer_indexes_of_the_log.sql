-- Every index of the log is paid for by each row that an application writes, and a partial one costs the more, since its
-- condition is prepared anew for each entry. Two indexes do what five did. The new ones come first: until the end nobody
-- has to do without.

-- What waits, what holds others back, what needs no call: each state in the order of capture. Claiming reads the entries
-- that wait and no others, however long the log is.
CREATE INDEX _trigger_log_idx_state_id ON _trigger_log (state, id);
-- The entries of a record, and deletions whose record isn't known by its Id yet: a merge must not bring these back.
CREATE INDEX _trigger_log_idx_record_or_deletion ON _trigger_log (sfid, table_name)
    WHERE sfid IS NOT NULL OR action = 'DELETE';

DROP INDEX _trigger_log_idx_unsettled;
DROP INDEX _trigger_log_idx_holding;
DROP INDEX _trigger_log_idx_never_sent;
DROP INDEX _trigger_log_idx_sfid;
DROP INDEX _trigger_log_idx_unlinked_delete;
