package dev.lockstep.engine.doubt;

import dev.lockstep.engine.Sides;
import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.rows.RowPage;
import dev.lockstep.salesforce.FieldText;
import dev.lockstep.salesforce.QueryColumn;
import dev.lockstep.salesforce.QueryScope;
import dev.lockstep.salesforce.Soql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks the org what it shows of the records of a doubtful call. It only reads, and may be asked any number
/// of times.
final class Evidence {
    private static final QueryColumn ID = new QueryColumn("Id", FieldType.ID);
    private static final QueryColumn CREATED = new QueryColumn("CreatedDate", FieldType.DATETIME);
    private static final QueryColumn DELETED = new QueryColumn("IsDeleted", FieldType.BOOLEAN);

    private final Sides sides;
    private final Mapping mapping;

    Evidence(Sides sides, Mapping mapping) {
        this.sides = sides;
        this.mapping = mapping;
    }

    /// All records of the object that the signed-in user created in the time.
    List<FoundRecord> createdByUs(List<QueryColumn> compared, Instant from, Instant until) {
        var columns = columns(compared);
        var us = sides.org().identity().userId();
        return find(Soql.created(mapping.object(), columns, us, from, until), columns);
    }

    List<FoundRecord> byIds(List<QueryColumn> compared, Collection<RecordId> ids) {
        var columns = columns(compared);
        return find(Soql.byId(mapping.object(), columns, ids), columns);
    }

    List<FoundRecord> byKeys(List<QueryColumn> compared, FieldDescription key, Collection<String> values) {
        var columns = columns(compared);
        return find(Soql.byKey(mapping.object(), columns, key, values), columns);
    }

    private List<QueryColumn> columns(List<QueryColumn> compared) {
        var columns = new LinkedHashSet<>(List.of(ID, CREATED));
        if (mapping.hasIsDeleted()) {
            columns.add(DELETED);
        }
        columns.addAll(compared);
        return List.copyOf(columns);
    }

    private List<FoundRecord> find(String soql, List<QueryColumn> columns) {
        var scope = mapping.hasIsDeleted() ? QueryScope.WITH_DELETED : QueryScope.LIVE;
        var found = new ArrayList<FoundRecord>();
        try (var pages = sides.org().query(soql, scope, columns)) {
            while (pages.hasNext()) {
                var page = pages.next();
                for (int row = 0; row < page.rows(); row++) {
                    found.add(record(page, row, columns));
                }
            }
        }
        return found;
    }

    private FoundRecord record(RowPage page, int row, List<QueryColumn> columns) {
        var values = new HashMap<String, Optional<String>>();
        for (int column = 0; column < columns.size(); column++) {
            var path = columns.get(column).path();
            var text = page.isNull(row, column) ? Optional.<String>empty() : Optional.of(page.text(row, column));
            values.put(
                    path,
                    typedBy(path)
                            .map(field -> text.flatMap(value -> FieldText.comparable(field, value)))
                            .orElse(text));
        }
        boolean deleted = value(values, DELETED).filter("true"::equals).isPresent();
        return new FoundRecord(
                RecordId.of(value(values, ID).orElseThrow()),
                deleted,
                value(values, CREATED).map(Instant::parse).orElse(Instant.EPOCH),
                values);
    }

    private Optional<FieldDescription> typedBy(String path) {
        return mapping.fields().stream()
                .filter(field -> field.path().equals(path))
                .map(field -> field.typedBy())
                .findFirst();
    }

    private static Optional<String> value(Map<String, Optional<String>> values, QueryColumn column) {
        return values.getOrDefault(column.path(), Optional.empty());
    }
}
