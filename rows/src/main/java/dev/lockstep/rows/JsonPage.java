package dev.lockstep.rows;

import java.util.Optional;

/// What one answer to a query by REST holds.
///
/// @param totalSize how many records the whole query finds
/// @param nextRecordsUrl where the next page is, as the org wrote it; absent on the last page
public record JsonPage(RowPage rows, long totalSize, Optional<String> nextRecordsUrl) {}
