package dev.lockstep.orgsim.csv;

import dev.lockstep.orgsim.org.FieldDefinition;

/// What the cells of a column are.
sealed interface CsvColumn {
    /// The Id that the record had in the org that it was exported from.
    record OldId() implements CsvColumn {}

    /// Whether the record was in the recycle bin there.
    record Deleted() implements CsvColumn {}

    record Value(FieldDefinition field) implements CsvColumn {}

    /// The old Id of a parent.
    record ParentId(FieldDefinition lookup) implements CsvColumn {}

    /// A parent, named by one of its fields.
    record ParentKey(FieldDefinition lookup, String object, String key) implements CsvColumn {}

    /// Filled by the org alone.
    record LeftOut(String name) implements CsvColumn {}
}
