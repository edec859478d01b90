package dev.lockstep.salesforce;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectDescription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The records of a job as a table: a column for each field that any of them names.
final class JobTable {
    /// What empties a field; an empty cell leaves it as it is.
    static final String NULL = "#N/A";

    private final JobDraft draft;
    private final Set<String> polymorphic;
    private final List<String> header = new ArrayList<>();
    /// The places of columns by their names in small letters.
    private final Map<String, Integer> places = new HashMap<>();

    /// @param polymorphic the relationships that lead to several types, whatever their case: only there
    ///     is the parent's type a part of the column's name, and the org refuses it elsewhere
    JobTable(JobDraft draft, Set<String> polymorphic) {
        this.draft = draft;
        this.polymorphic = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        this.polymorphic.addAll(polymorphic);
        switch (draft.verb()) {
            case DELETE -> add(FieldName.ID.value());
            case UPDATE -> {
                add(FieldName.ID.value());
                addFields();
            }
            case INSERT, UPSERT -> addFields();
        }
        if (header.size() > JobDraft.MOST_FIELDS) {
            throw new OrgFailure(
                    "JOB_TOO_WIDE",
                    Treatment.HALVE_THE_CALL,
                    draft.concerns(),
                    "the records name " + header.size() + " fields, where a job takes " + JobDraft.MOST_FIELDS,
                    "Send fewer records at once.");
        }
    }

    /// The relationships of an object that lead to parents of several types.
    static Set<String> polymorphic(ObjectDescription object) {
        return object.fields().stream()
                .filter(field -> field.referenceTo().size() > 1)
                .map(FieldDescription::relationshipName)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void addFields() {
        for (var record : draft.records()) {
            record.values().keySet().forEach(field -> add(field.value()));
            record.nulls().forEach(field -> add(field.value()));
            record.references().forEach((relationship, parent) -> add(column(relationship, parent)));
        }
    }

    private void add(String column) {
        if (places.putIfAbsent(column.toLowerCase(Locale.ROOT), header.size()) == null) {
            header.add(column);
        }
    }

    private String column(String relationship, KeyReference parent) {
        var path = relationship + "." + parent.key();
        return polymorphic.contains(relationship) ? parent.parent() + ":" + path : path;
    }

    List<String> header() {
        return List.copyOf(header);
    }

    /// The cells of a record of the draft.
    List<String> cells(OutgoingRecord record) {
        var cells = new String[header.size()];
        Arrays.fill(cells, "");
        record.id().ifPresent(id -> put(cells, FieldName.ID.value(), id.value()));
        if (draft.verb() != JobVerb.DELETE) {
            record.values().forEach((field, text) -> put(cells, field.value(), text));
            record.nulls().forEach(field -> put(cells, field.value(), NULL));
            record.references()
                    .forEach((relationship, parent) -> put(cells, column(relationship, parent), parent.value()));
        }
        return Arrays.asList(cells);
    }

    private void put(String[] cells, String column, String text) {
        cells[Objects.requireNonNull(places.get(column.toLowerCase(Locale.ROOT)))] = text;
    }

    /// As CSV in UTF-8, with commas and LF. Throws [OrgFailure] where it is more than a job takes.
    byte[] csv() {
        var bytes = new ByteArrayOutputStream();
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(new Bounded(bytes))) {
            csv.writeRecord(header);
            for (var record : draft.records()) {
                csv.writeRecord(cells(record));
            }
        } catch (UncheckedIOException | IOException full) {
            throw new OrgFailure(
                    "JOB_TOO_LARGE",
                    Treatment.HALVE_THE_CALL,
                    draft.concerns(),
                    "its data have more than the " + JobDraft.MOST_BYTES + " bytes that a job takes",
                    "Send fewer records at once.",
                    full);
        }
        return bytes.toByteArray();
    }

    /// Full after [JobDraft#MOST_BYTES].
    private static final class Bounded extends OutputStream {
        private final ByteArrayOutputStream bytes;

        Bounded(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int octet) throws IOException {
            requireRoom(1);
            bytes.write(octet);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            requireRoom(length);
            bytes.write(octets, offset, length);
        }

        private void requireRoom(int more) throws IOException {
            if (bytes.size() > JobDraft.MOST_BYTES - more) {
                throw new IOException("the data of a job are full");
            }
        }
    }
}
