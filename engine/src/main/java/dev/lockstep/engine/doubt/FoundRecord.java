package dev.lockstep.engine.doubt;

import dev.lockstep.model.RecordId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A record that the org shows when it is asked about a doubtful call.
///
/// @param values comparable texts by path; a path that isn't in it was not asked for
record FoundRecord(RecordId id, boolean deleted, Instant createdAt, Map<String, Optional<String>> values) {
    FoundRecord {
        values = Map.copyOf(values);
    }

    Optional<String> value(String path) {
        return values.getOrDefault(path, Optional.empty());
    }
}
