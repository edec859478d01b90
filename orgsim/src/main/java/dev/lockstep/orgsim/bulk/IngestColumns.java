package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What the columns of a job's CSV mean.
final class IngestColumns {
    private static final String NULL = "#N/A";

    private final ObjectDefinition object;
    private final List<DataColumn> columns;

    private IngestColumns(ObjectDefinition object, List<DataColumn> columns) {
        this.object = object;
        this.columns = columns;
    }

    /// Understands a header.
    ///
    /// @throws DataRefused when the job's operation can't use it
    static IngestColumns read(SimulatedOrg org, Saving saving, List<String> header) {
        ObjectDefinition object = org.object(saving.object()).orElseThrow();
        saving.operation().requireUsable(header);
        required(saving).filter(name -> !contains(header, name)).ifPresent(name -> {
            throw DataColumn.notFound(name);
        });
        List<DataColumn> columns = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (String name : header) {
            columns.add(DataColumn.of(org, object, name));
            requireOnce(names, name);
        }
        return new IngestColumns(object, columns);
    }

    private static Optional<String> required(Saving saving) {
        return switch (saving.operation()) {
            case INSERT -> Optional.empty();
            case UPDATE, DELETE, HARD_DELETE -> Optional.of(DataColumn.ID);
            case UPSERT -> saving.externalIdField();
        };
    }

    private static boolean contains(List<String> header, String name) {
        return header.stream().anyMatch(name::equalsIgnoreCase);
    }

    @Assumed(reason = "A column that stands twice fails the job; the words are ours")
    private static void requireOnce(Set<String> names, String name) {
        if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw new DataRefused("InvalidBatch : Field name duplicated : " + name);
        }
    }

    DataRow row(List<String> cells) {
        if (cells.size() != columns.size()) {
            return misfit();
        }
        var draft = new RecordDraft(object.name());
        for (int place = 0; place < columns.size(); place++) {
            if (cells.get(place).equals(NULL)) {
                draft.putNull(columns.get(place));
            } else {
                draft.put(columns.get(place), cells.get(place));
            }
        }
        return new DataRow.Fitting(draft.record());
    }

    @Assumed(reason = "A row with more or fewer cells than the header fails alone; code and words are ours")
    private static DataRow misfit() {
        return new DataRow.Misfit(new RowOutcome.Refused(
                List.of(new SaveError("INVALID_FIELD", "The row doesn't have as many cells as the header"))));
    }
}
