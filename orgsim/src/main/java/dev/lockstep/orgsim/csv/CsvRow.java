package dev.lockstep.orgsim.csv;

import java.util.List;

/// A row of a CSV file.
///
/// @param line where it begins
record CsvRow(long line, List<String> cells) {
    CsvRow {
        cells = List.copyOf(cells);
    }
}
