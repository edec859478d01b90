package dev.lockstep.postgres.log;

import dev.lockstep.model.Action;
import dev.lockstep.model.RecordId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One captured change.
///
/// @param recordId the row's `id` as it is now, or was when it was deleted
/// @param sfid the record that the row is: as captured, else as an earlier settled entry or the row tells
/// @param values column and text, empty for NULL: the whole row of an INSERT, the changed columns of an UPDATE
/// @param old the same columns before an UPDATE, the whole row of a DELETE
/// @param txid the application's transaction
public record Entry(
        long id,
        Action action,
        String table,
        long recordId,
        Optional<RecordId> sfid,
        Map<String, Optional<String>> values,
        Map<String, Optional<String>> old,
        long txid,
        Instant createdAt) {
    public Entry {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        old = Collections.unmodifiableMap(new LinkedHashMap<>(old));
    }

    Entry withSfid(RecordId found) {
        return new Entry(id, action, table, recordId, Optional.of(found), values, old, txid, createdAt);
    }
}
