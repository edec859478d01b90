package dev.lockstep.postgres.log;

import dev.lockstep.model.Action;
import dev.lockstep.model.EntryState;
import dev.lockstep.model.RecordId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One captured change.
///
/// @param recordId the row's `id` as it is now, or was when it was deleted
/// @param sfid the record that the row is: as captured, else as an earlier settled entry or the row
///     tells
/// @param values column and text, empty for NULL: the whole row of an INSERT, the changed columns of an
///     UPDATE
/// @param old the same columns before an UPDATE, the whole row of a DELETE
/// @param txid the application's transaction
/// @param standing where it stood in the log when it was read
public record Entry(
        long id,
        Action action,
        String table,
        long recordId,
        Optional<RecordId> sfid,
        Map<String, Optional<String>> values,
        Map<String, Optional<String>> old,
        long txid,
        Instant createdAt,
        Standing standing) {
    public Entry {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        old = Collections.unmodifiableMap(new LinkedHashMap<>(old));
    }

    /// Where an entry stands.
    ///
    /// @param tries how often it was sent in vain for a reason that passes by itself
    public record Standing(EntryState state, int tries) {
        /// Never tried.
        public static final Standing WAITING = new Standing(EntryState.NEW, 0);
    }

    /// The row that it changed.
    public RecordKey row() {
        return new RecordKey(table, recordId);
    }

    public boolean hasFailed() {
        return standing.state() == EntryState.FAILED;
    }

    /// The same change with other values.
    public Entry withValues(Map<String, Optional<String>> other) {
        return new Entry(id, action, table, recordId, sfid, other, old, txid, createdAt, standing);
    }

    Entry withSfid(RecordId found) {
        return new Entry(id, action, table, recordId, Optional.of(found), values, old, txid, createdAt, standing);
    }
}
