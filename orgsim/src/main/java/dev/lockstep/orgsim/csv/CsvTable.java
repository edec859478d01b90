package dev.lockstep.orgsim.csv;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.source.SourceFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A file of records whose header is understood.
///
/// @param object whose records they are
/// @param columns one a cell of each row
record CsvTable(SourceFile file, ObjectDefinition object, List<CsvColumn> columns) {
    CsvTable {
        columns = List.copyOf(columns);
    }

    /// The text of the first column of this kind.
    Optional<String> cell(CsvRow row, Class<? extends CsvColumn> kind) {
        for (var place = 0; place < columns.size(); place++) {
            if (kind.isInstance(columns.get(place))) {
                return Optional.of(row.cells().get(place).trim());
            }
        }
        return Optional.empty();
    }

    /// The lookups that the file fills.
    Set<FieldDefinition> lookups() {
        var lookups = new LinkedHashSet<FieldDefinition>();
        for (var column : columns) {
            switch (column) {
                case CsvColumn.ParentId(var lookup) -> lookups.add(lookup);
                case CsvColumn.ParentKey(var lookup, var _, var _) -> lookups.add(lookup);
                case CsvColumn.OldId _, CsvColumn.Deleted _, CsvColumn.Value _, CsvColumn.LeftOut _ -> {}
            }
        }
        return lookups;
    }

    List<String> leftOut() {
        return columns.stream()
                .filter(CsvColumn.LeftOut.class::isInstance)
                .map(column -> ((CsvColumn.LeftOut) column).name())
                .toList();
    }
}
