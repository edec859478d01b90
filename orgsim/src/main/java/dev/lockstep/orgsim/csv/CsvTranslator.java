package dev.lockstep.orgsim.csv;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.ExternalReference;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.NewOrg;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.source.NotSimulated;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns a row into a record that a call could bring, with the lookups that can only be set when all records are there.
final class CsvTranslator {
    private final NewOrg org;
    private final OldIds oldIds;
    private final NotSimulated notSimulated;
    /// The objects that have a file, and those whose file hasn't been loaded to its end.
    private final Set<String> objects = new HashSet<>();
    private final Set<String> unfinished = new HashSet<>();

    CsvTranslator(NewOrg org, OldIds oldIds, List<CsvTable> tables, NotSimulated notSimulated) {
        this.org = org;
        this.oldIds = oldIds;
        this.notSimulated = notSimulated;
        tables.forEach(table -> objects.add(table.object().name()));
        unfinished.addAll(objects);
    }

    /// What is to be set when all records are there.
    ///
    /// @param ids old Ids of parents, by lookup
    /// @param keys parents that are named by a field of theirs, by relationship
    record Later(Map<String, String> ids, Map<String, ExternalReference> keys) {
        boolean isEmpty() {
            return ids.isEmpty() && keys.isEmpty();
        }
    }

    sealed interface Translated {
        record Ready(InputRecord record, Later later) implements Translated {}

        /// It can't be created yet.
        ///
        /// @param oldId of a record that has to be there first
        record Waits(String oldId) implements Translated {}
    }

    /// All records of the table are there.
    void finished(CsvTable table) {
        unfinished.remove(table.object().name());
    }

    Translated translate(CsvTable table, CsvRow row) {
        var translation = new Translation(table);
        for (var place = 0; place < table.columns().size(); place++) {
            translation.take(table.columns().get(place), row.cells().get(place));
        }
        return translation.result();
    }

    private final class Translation {
        private final CsvTable table;
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Set<String> toNull = new HashSet<>();
        private final Map<String, ExternalReference> keys = new LinkedHashMap<>();
        private final Later later = new Later(new LinkedHashMap<>(), new LinkedHashMap<>());
        private Optional<String> missing = Optional.empty();

        private Translation(CsvTable table) {
            this.table = table;
        }

        private Translated result() {
            return missing.<Translated>map(Translated.Waits::new)
                    .orElseGet(() -> new Translated.Ready(
                            new InputRecord(table.object().name(), Optional.empty(), values, toNull, keys), later));
        }

        private void take(CsvColumn column, String cell) {
            switch (column) {
                case CsvColumn.OldId _, CsvColumn.Deleted _, CsvColumn.LeftOut _ -> {}
                case CsvColumn.Value(var field) -> value(field, cell);
                case CsvColumn.ParentId(var lookup) -> parent(lookup, cell.trim());
                case CsvColumn.ParentKey(var lookup, var object, var key) ->
                    key(lookup, new ExternalReference(object, key, cell));
            }
        }

        private void value(FieldDefinition field, String cell) {
            if (!cell.isEmpty()) {
                values.put(field.name(), cell);
            } else if (field.has(FieldFlag.NILLABLE) && field.defaultValue().isPresent()) {
                // The record had no value there: it mustn't get the default of a new one.
                toNull.add(field.name());
            }
        }

        private void parent(FieldDefinition lookup, String cell) {
            if (cell.isEmpty()) {
                return;
            }
            var oldId = OldIds.parse(cell);
            if (oldId.isEmpty()) {
                values.put(lookup.name(), cell);
                return;
            }
            switch (oldIds.fate(oldId.get())) {
                case OldIds.Fate.Made(var newId) -> values.put(lookup.name(), newId);
                case OldIds.Fate.Deleted() -> leaveOut(lookup);
                case OldIds.Fate.Unknown() -> unknownParent(lookup, cell);
                case OldIds.Fate.Expected() -> {
                    if (CsvOrder.canBeSetLater(lookup)) {
                        later.ids().put(lookup.name(), oldId.get());
                    } else {
                        missing = oldId;
                    }
                }
            }
        }

        @Assumed(
                reason = "An export of some objects names users and records of others that nobody exports along: such"
                        + " values are left out, while a parent that its own file lacks is refused")
        private void unknownParent(FieldDefinition lookup, String cell) {
            var isHere = RecordId.parse(cell).flatMap(org.state()::find).isPresent();
            if (isHere || lookup.referenceTo().stream().anyMatch(objects::contains)) {
                values.put(lookup.name(), cell);
            } else {
                leaveOut(lookup);
            }
        }

        private void leaveOut(FieldDefinition lookup) {
            notSimulated.count("Values of " + table.object() + "." + lookup.name()
                    + " are left out, which name records that aren't here");
        }

        private void key(FieldDefinition lookup, ExternalReference key) {
            if (!key.value().isBlank()) {
                var isLater = unfinished.contains(key.object()) && CsvOrder.canBeSetLater(lookup);
                (isLater ? later.keys() : keys).put(lookup.relationshipName().orElseThrow(), key);
            }
        }
    }
}
