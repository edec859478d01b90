package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.ObjectFlag;
import dev.lockstep.orgsim.org.OrgState;
import dev.lockstep.orgsim.org.PreparedQuery;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryAnswer.Kind;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.SelectedColumn;
import dev.lockstep.orgsim.org.Table;
import dev.lockstep.orgsim.soql.ParsedQuery.Selected;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Answers one parsed query from one state of the org.
final class Answering {
    private final ParsedQuery query;
    private final Faults faults;
    private final Parents parents;
    private final ObjectDefinition object;
    private final Table table;
    private final FieldResolver fields;

    Answering(OrgState state, QueryScope scope, ParsedQuery query, Faults faults) {
        this.query = query;
        this.faults = faults;
        this.parents = new Parents(state, scope);
        this.object = object(state, query.object(), faults);
        this.table = state.table(object);
        this.fields = new FieldResolver(parents, object, query.alias(), faults);
    }

    private static ObjectDefinition object(OrgState state, FieldPath name, Faults faults) {
        if (name.names().size() > 1) {
            throw faults.unsupported(name.at(), "relationships in FROM");
        }
        return state.schema()
                .object(name.text())
                .filter(found ->
                        found.has(ObjectFlag.QUERYABLE) && state.access().sees(found))
                .orElseThrow(() -> faults.noSuchObject(name.at(), name.text()));
    }

    /// Refuses what can't be answered; looks at no record yet.
    PreparedQuery prepare() {
        return switch (query.select().getFirst()) {
            case Selected.CountOfRows _ -> count();
            case Selected.Aggregate _ -> aggregate();
            case Selected.Field _ -> records();
        };
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_count.htm")
    private PreparedQuery count() {
        if (query.select().size() > 1) {
            throw faults.malformed(query.select().get(1).at(), "COUNT() must be the only element in the SELECT list");
        }
        if (!query.orderBy().isEmpty()) {
            throw faults.malformed(query.orderBy().getFirst().path().at(), "COUNT() can't be used with ORDER BY");
        }
        var matching = matching(SortOrder.of(List.of(), fields, faults));
        return new PreparedQuery(
                Kind.COUNT,
                object,
                List.of(),
                () -> new QueryAnswer(
                        Kind.COUNT, object, List.of(), numbers(matching).size(), (_, _) -> List.<QueryRow>of()));
    }

    private PreparedQuery aggregate() {
        var selected = new ArrayList<Selected.Aggregate>();
        for (var entry : query.select()) {
            switch (entry) {
                case Selected.Aggregate aggregate -> selected.add(aggregate);
                case Selected.Field(var path) -> throw mustBeGrouped(path);
                case Selected.CountOfRows(var at) ->
                    throw faults.malformed(at, "COUNT() must be the only element in the SELECT list");
            }
        }
        if (query.limit().isPresent() || query.offset() > 0 || !query.orderBy().isEmpty()) {
            throw faults.malformed(
                    0,
                    "Non-grouped query that uses overall aggregate functions cannot also use LIMIT, OFFSET or ORDER"
                            + " BY");
        }
        var aggregates = Aggregates.of(selected, fields, faults);
        var matching = matching(SortOrder.of(List.of(), fields, faults));
        return new PreparedQuery(Kind.AGGREGATE, object, aggregates.columns(), () -> {
            var row = aggregates.row(table, numbers(matching));
            return new QueryAnswer(Kind.AGGREGATE, object, aggregates.columns(), 1, (_, _) -> List.of(row));
        });
    }

    private RuntimeException mustBeGrouped(FieldPath path) {
        return faults.malformed(path.at(), "Field must be grouped or aggregated: " + path.text());
    }

    private PreparedQuery records() {
        var columns = selectedFields();
        var selected = columns.stream().map(Column::access).toList();
        var shown = columns.stream().map(Column::shown).toList();
        var projection = Projection.of(parents, selected);
        var matching = matching(SortOrder.of(query.orderBy(), fields, faults));
        return new PreparedQuery(Kind.RECORDS, object, shown, () -> {
            var numbers = numbers(matching);
            return new QueryAnswer(
                    Kind.RECORDS,
                    object,
                    shown,
                    numbers.size(),
                    new AnswerRows(table, numbers, parents, selected, projection));
        });
    }

    private record Column(FieldPath path, FieldAccess access) {
        SelectedColumn shown() {
            return new SelectedColumn(path.text(), access.path(), Optional.of(access.field()));
        }
    }

    @Assumed(reason = "A field that is selected twice is a fault with these words; seen in forums")
    private List<Column> selectedFields() {
        var names = new HashSet<String>();
        var selected = new ArrayList<Column>();
        for (var entry : query.select()) {
            switch (entry) {
                case Selected.Field(var path) -> {
                    var access = fields.resolve(path);
                    if (!names.add(String.join(".", access.path()).toLowerCase(Locale.ROOT))) {
                        throw faults.invalidField(path.at(), "duplicate field selected: " + path.text());
                    }
                    selected.add(new Column(path, access));
                }
                case Selected.Aggregate _ -> throw mustBeGrouped(firstField());
                case Selected.CountOfRows(var at) ->
                    throw faults.malformed(at, "COUNT() must be the only element in the SELECT list");
            }
        }
        return selected;
    }

    /// Whether a record of the object satisfies the condition.
    Predicate<RecordView> condition() {
        var filter = new FilterMaker(fields, faults).make(query.where().orElseThrow());
        return record -> filter.of(record) == Truth.TRUE;
    }

    private FieldPath firstField() {
        if (query.select().getFirst() instanceof Selected.Field(var path)) {
            return path;
        }
        throw new IllegalStateException("A query of records starts with a field");
    }

    private Matching matching(SortOrder order) {
        var filter = query.where().map(new FilterMaker(fields, faults)::make);
        return new Matching(table, parents.scope(), parents.state().access(), filter, order);
    }

    private NumberList numbers(Matching matching) {
        return matching.numbers(query.limit(), query.offset());
    }
}
