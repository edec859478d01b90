package dev.lockstep.postgres.copy;

import java.util.List;

/// What became of a page.
///
/// @param copied rows that are in the table; without those that a trigger of the table left out
/// @param refused in the order of the page
public record CopyResult(long copied, List<RefusedRow> refused) {
    public CopyResult {
        refused = List.copyOf(refused);
    }
}
