package dev.lockstep.postgres.verify;

import java.util.List;

/// What a comparison found.
///
/// @param records how many live records the org has
/// @param rows how many rows the table has
/// @param different how many records or rows are missing on one side or differ in a value
/// @param first the first differences, a line for each column that differs
public record ComparisonResult(long records, long rows, long different, List<Difference> first) {
    public ComparisonResult {
        first = List.copyOf(first);
    }
}
