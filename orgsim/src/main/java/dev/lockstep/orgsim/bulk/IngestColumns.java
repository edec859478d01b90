package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ExternalReference;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the columns of an ingest job's data mean.
final class IngestColumns {
    private static final String ID = "Id";
    private static final String NULL = "#N/A";
    /// `Account.External_Id__c`, `User:Owner.Username`.
    private static final Pattern PARENT = Pattern.compile("(?:([^:.]+):)?([^:.]+)\\.([^:.]+)");
    private static final Pattern DAY_WITH_ZONE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)(?:Z|[+-]\\d\\d:\\d\\d)");

    private final ObjectDefinition object;
    private final List<Column> columns;

    private sealed interface Column {
        record Id() implements Column {}

        record Field(FieldDefinition field) implements Column {}

        /// A parent, named by one of its fields.
        ///
        /// @param lookup the field behind the relationship
        record Parent(FieldDefinition lookup, String relationship, String object, String key) implements Column {}
    }

    private IngestColumns(ObjectDefinition object, List<Column> columns) {
        this.object = object;
        this.columns = columns;
    }

    /// Understands a header.
    ///
    /// @throws DataRefused when the job's operation can't use it
    static IngestColumns read(SimulatedOrg org, IngestRequest request, List<String> header) {
        ObjectDefinition object = org.object(request.object()).orElseThrow();
        requireIdsAlone(request.operation(), header);
        required(request).filter(name -> !contains(header, name)).ifPresent(name -> {
            throw notFound(name);
        });
        List<Column> columns = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (String name : header) {
            columns.add(column(org, object, name));
            requireOnce(names, name);
        }
        return new IngestColumns(object, columns);
    }

    @Assumed(reason = "The words are in a client's notes about a job that failed")
    private static void requireIdsAlone(IngestOperation operation, List<String> header) {
        switch (operation) {
            case INSERT, UPDATE, UPSERT -> {}
            case DELETE, HARD_DELETE -> {
                if (header.size() != 1 || !header.getFirst().equalsIgnoreCase(ID)) {
                    throw new DataRefused(
                            "InvalidBatch : The '%s' batch must contain only ids".formatted(operation.text()));
                }
            }
        }
    }

    private static Optional<String> required(IngestRequest request) {
        return switch (request.operation()) {
            case INSERT -> Optional.empty();
            case UPDATE, DELETE, HARD_DELETE -> Optional.of(ID);
            case UPSERT -> request.externalIdField();
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

    private static Column column(SimulatedOrg org, ObjectDefinition object, String name) {
        if (name.equalsIgnoreCase(ID)) {
            return new Column.Id();
        }
        Matcher parent = PARENT.matcher(name);
        return parent.matches()
                ? parent(org, object, parent)
                : new Column.Field(object.field(name).orElseThrow(() -> notFound(name)));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_csv_rel_field_header_row.htm")
    @Assumed(reason = "That the type must not be told of a parent of one type is in a report about a job that failed")
    private static Column parent(SimulatedOrg org, ObjectDefinition object, Matcher name) {
        FieldDefinition lookup = object.relationship(name.group(2)).orElseThrow(() -> notFound(name.group()));
        Optional<String> told = Optional.ofNullable(name.group(1));
        boolean hasOneType = lookup.referenceTo().size() == 1;
        if (told.isPresent() && hasOneType) {
            throw new DataRefused(
                    "InvalidBatch : type is not needed for non polymorphic foreign key references: " + name.group(2));
        }
        String type = told.orElseGet(() -> hasOneType ? lookup.referenceTo().getFirst() : "");
        ObjectDefinition parent = org.object(type)
                .filter(found -> lookup.referenceTo().contains(found.name()))
                .orElseThrow(() -> notFound(name.group()));
        FieldDefinition key = parent.field(name.group(3)).orElseThrow(() -> notFound(name.group()));
        return new Column.Parent(lookup, name.group(2), parent.name(), key.name());
    }

    @Assumed(reason = "The words are in issues of many clients")
    private static DataRefused notFound(String name) {
        return new DataRefused("InvalidBatch : Field name not found : " + name);
    }

    /// Whether a row has a cell for each column.
    boolean fit(List<String> row) {
        return row.size() == columns.size();
    }

    /// What the row calls its Id; empty where it doesn't.
    Optional<String> id(List<String> row) {
        for (int place = 0; place < columns.size() && place < row.size(); place++) {
            if (columns.get(place) instanceof Column.Id) {
                return Optional.of(row.get(place)).filter(id -> !id.isEmpty());
            }
        }
        return Optional.empty();
    }

    /// A row that [#fit]s as a record.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_prepare_csv.htm")
    InputRecord record(List<String> row) {
        Map<String, String> fields = new LinkedHashMap<>();
        Set<String> toNull = new LinkedHashSet<>();
        Map<String, ExternalReference> references = new LinkedHashMap<>();
        for (int place = 0; place < columns.size(); place++) {
            String cell = row.get(place);
            if (cell.isEmpty()) {
                continue;
            }
            switch (columns.get(place)) {
                case Column.Id _ -> {}
                case Column.Field(FieldDefinition field) -> {
                    if (cell.equals(NULL)) {
                        toNull.add(field.name());
                    } else {
                        fields.put(field.name(), value(field, cell));
                    }
                }
                case Column.Parent parent -> {
                    if (cell.equals(NULL)) {
                        toNull.add(parent.lookup().name());
                    } else {
                        references.put(
                                parent.relationship(), new ExternalReference(parent.object(), parent.key(), cell));
                    }
                }
            }
        }
        return new InputRecord(object.name(), id(row), fields, toNull, references);
    }

    /// Bulk takes days with a zone behind them, which other APIs don't.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_date_format.htm")
    private static String value(FieldDefinition field, String cell) {
        if (field.type() == FieldKind.DATE) {
            Matcher day = DAY_WITH_ZONE.matcher(cell);
            return day.matches() ? day.group(1) : cell;
        }
        return cell;
    }
}
