package dev.lockstep.postgres.merge;

import dev.lockstep.model.RecordId;
import java.time.Instant;

/// What a committed merge did to one row.
///
/// `systemModstamp` is the staged record's; `row` the row's `id`.
public sealed interface MergedChange {
    String table();

    RecordId sfid();

    long row();

    Instant systemModstamp();

    record Inserted(String table, RecordId sfid, long row, Instant systemModstamp) implements MergedChange {}

    record Updated(String table, RecordId sfid, long row, Instant systemModstamp) implements MergedChange {}

    record Deleted(String table, RecordId sfid, long row, Instant systemModstamp) implements MergedChange {}

    /// A row that had no `sfid`, or that of a deleted record, is this record's now. Its columns may have changed too.
    record Linked(String table, RecordId sfid, long row, Instant systemModstamp) implements MergedChange {}
}
