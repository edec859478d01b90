package dev.lockstep.postgres.schema;

import java.util.List;

/// What [MappedTables] found and made.
///
/// @param addedColumns of a table that was there; they are empty until the mapping is loaded again
public record PreparedTable(Origin origin, List<String> addedColumns) {
    /// Where the table comes from.
    public enum Origin {
        CREATED,
        FOUND,
        /// There is none; a load will make it.
        ABSENT
    }

    public PreparedTable {
        addedColumns = List.copyOf(addedColumns);
    }
}
