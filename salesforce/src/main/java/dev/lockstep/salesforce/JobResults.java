package dev.lockstep.salesforce;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.RecordId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Finds out what became of each record of a job, by the three lists that the org makes of its rows. It
/// repeats in each row what was sent, in an order of its own; so a row is paired by what it repeats.
///
/// Everything throws [IllegalArgumentException] for lists that can't be understood.
final class JobResults {
    /// What the org tells of a job that has ended.
    enum Part {
        SUCCESSFUL("successfulResults"),
        FAILED("failedResults"),
        UNPROCESSED("unprocessedrecords");

        private final String resource;

        Part(String resource) {
            this.resource = resource;
        }

        String resource() {
            return resource;
        }
    }

    private static final String ID = "sf__Id";
    private static final String CREATED = "sf__Created";
    private static final String ERROR = "sf__Error";
    private static final int NONE = -1;

    private final JobTable table;
    private final JobDraft draft;
    private final List<Optional<RecordOutcome>> outcomes;

    /// The place of a record that nothing was told of yet, by what a row repeats of it.
    private final Map<Object, Integer> waiting = new HashMap<>();
    /// Of each record, the place of the next one that can't be told from it.
    private final int[] alike;

    JobResults(JobTable table, JobDraft draft) {
        this.table = table;
        this.draft = draft;
        int size = draft.records().size();
        this.outcomes = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
        this.alike = new int[size];
        for (int place = 0; place < size; place++) {
            var before = waiting.put(mark(draft.records().get(place)), place);
            alike[place] = before == null ? NONE : before;
        }
    }

    /// What tells a record from the others; records that are alike in everything are as good as each
    /// other.
    private Object mark(OutgoingRecord record) {
        return switch (draft.verb()) {
            case UPDATE, DELETE -> record.id().orElseThrow();
            case INSERT, UPSERT ->
                draft.key()
                        .<Object>map(key -> CanonicalText.key(record.values().getOrDefault(key, "")))
                        .orElseGet(() -> table.cells(record));
        };
    }

    void read(Part part, InputStream csv) throws IOException {
        // The library is lenient about an end within quotes: a list that was cut off there isn't whole.
        try (var reader = CsvReader.builder().allowUnclosedQuote(false).ofCsvRecord(csv, StandardCharsets.UTF_8)) {
            var rows = reader.iterator();
            // An org may answer with nothing at all where it has no rows to tell of.
            if (!rows.hasNext()) {
                return;
            }
            var columns = new Columns(rows.next());
            while (rows.hasNext()) {
                take(part, columns, rows.next());
            }
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        } catch (CsvParseException unsound) {
            if (unsound.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IllegalArgumentException("the list " + part.resource() + " is no sound CSV", unsound);
        }
    }

    private void take(Part part, Columns columns, CsvRecord row) {
        int place = place(mark(columns, row));
        var outcome = switch (part) {
            case SUCCESSFUL ->
                Optional.of(accepted(columns, row, draft.records().get(place)));
            case FAILED -> Optional.of(refused(columns.text(row, ERROR)));
            case UNPROCESSED -> Optional.<RecordOutcome>empty();
        };
        outcomes.set(place, outcome);
    }

    private Object mark(Columns columns, CsvRecord row) {
        return switch (draft.verb()) {
            case UPDATE, DELETE ->
                RecordId.of(columns.text(row, FieldName.ID.value()).strip());
            case INSERT, UPSERT ->
                draft.key()
                        .<Object>map(key -> CanonicalText.key(columns.text(row, key.value())))
                        .orElseGet(() -> table.header().stream()
                                .map(column -> columns.text(row, column))
                                .toList());
        };
    }

    /// Each place is given away once.
    private int place(Object mark) {
        var place = waiting.remove(mark);
        if (place == null) {
            throw new IllegalArgumentException("the org told of a record twice, or of one that wasn't sent");
        }
        if (alike[place] != NONE) {
            waiting.put(mark, alike[place]);
        }
        return place;
    }

    private RecordOutcome accepted(Columns columns, CsvRecord row, OutgoingRecord record) {
        var created = switch (columns.text(row, CREATED)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("a saved record is neither created nor not");
        };
        var id = RecordId.of(columns.text(row, ID));
        if (record.id().isPresent() && !record.id().get().equals(id)) {
            throw new IllegalArgumentException(
                    "the org told of " + id + " where " + record.id().get() + " was sent");
        }
        return new RecordOutcome.Accepted(id, created);
    }

    private static RecordOutcome refused(String text) {
        return new RecordOutcome.Refused(JobErrors.read(text));
    }

    /// What became of each record, in the order of the draft.
    List<Optional<RecordOutcome>> complete() {
        if (!waiting.isEmpty()) {
            throw new IllegalArgumentException(
                    "the org told nothing of at least " + waiting.size() + " of " + outcomes.size() + " records");
        }
        return List.copyOf(outcomes);
    }

    /// Where the columns of a list are.
    private static final class Columns {
        private final CsvRecord header;

        Columns(CsvRecord header) {
            this.header = header;
        }

        String text(CsvRecord row, String column) {
            return row.getField(place(column)
                    .orElseThrow(() -> new IllegalArgumentException("a list of results lacks the column " + column)));
        }

        private OptionalInt place(String column) {
            for (int place = 0; place < header.getFieldCount(); place++) {
                if (header.getField(place).equalsIgnoreCase(column)) {
                    return OptionalInt.of(place);
                }
            }
            return OptionalInt.empty();
        }
    }
}
