package dev.lockstep.postgres.merge;

import java.time.Instant;
import java.util.Optional;

/// Where the reading of a mapping stands.
///
/// @param watermark the org's time up to which everything was read
/// @param loadBegan while a load runs, the org's time before it
/// @param loadedRows records that the load has brought into the table
/// @param polledAt our time when the last poll was merged
public record ReadProgress(
        State state,
        Optional<Instant> watermark,
        Optional<Instant> loadBegan,
        long loadedRows,
        Optional<Instant> polledAt) {
    /// The states of a mapping's reading.
    public enum State {
        CREATED,
        LOADING,
        SYNCED
    }
}
