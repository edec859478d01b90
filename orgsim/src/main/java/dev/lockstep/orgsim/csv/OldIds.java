package dev.lockstep.orgsim.csv;

import dev.lockstep.orgsim.org.RecordId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What became of the Ids that the records had in the org that they were exported from.
final class OldIds {
    private final Set<String> expected = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();
    private final Map<String, String> made = new HashMap<>();

    sealed interface Fate {
        /// It is in the org.
        ///
        /// @param newId 18 characters
        record Made(String newId) implements Fate {}

        /// A row that hasn't been loaded yet.
        record Expected() implements Fate {}

        /// A row that was in the recycle bin.
        record Deleted() implements Fate {}

        record Unknown() implements Fate {}
    }

    /// The Id in its long form.
    static Optional<String> parse(String text) {
        return RecordId.parse(text.trim()).map(RecordId::text18);
    }

    void expect(CsvTable table, CsvRow row, boolean isDeleted) {
        var text = table.cell(row, CsvColumn.OldId.class).orElse("");
        if (text.isEmpty()) {
            return;
        }
        var id = parse(text).orElseThrow(() -> table.file().refused(row.line(), text + " is no Id: correct it"));
        if (expected.contains(id) || deleted.contains(id)) {
            throw table.file()
                    .refused(row.line(), "the Id " + text + " is that of an earlier row, too: remove one of them");
        }
        (isDeleted ? deleted : expected).add(id);
    }

    void make(CsvTable table, CsvRow row, String newId) {
        table.cell(row, CsvColumn.OldId.class).flatMap(OldIds::parse).ifPresent(old -> made.put(old, newId));
    }

    Fate fate(String oldId) {
        var newId = made.get(oldId);
        if (newId != null) {
            return new Fate.Made(newId);
        }
        if (deleted.contains(oldId)) {
            return new Fate.Deleted();
        }
        return expected.contains(oldId) ? new Fate.Expected() : new Fate.Unknown();
    }
}
