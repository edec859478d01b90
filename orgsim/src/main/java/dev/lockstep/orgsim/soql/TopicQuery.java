package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.FaultKind;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.OrgState;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.soql.ParsedQuery.Selected;
import io.github.apexdevtools.apexparser.ApexParser.LogicalExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.QueryContext;
import io.github.apexdevtools.apexparser.ApexParser.SubQueryContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.tree.ParseTree;

/// The query of a PushTopic: it looks at one record after the other as they change, and never at the org.
///
/// @param selected the fields of the SELECT, in their order
/// @param compared the fields of the WHERE, each as often as it stands there
public record TopicQuery(
        ObjectDefinition object,
        List<FieldDefinition> selected,
        List<FieldDefinition> compared,
        Predicate<RecordView> condition) {
    public TopicQuery {
        selected = List.copyOf(selected);
        compared = List.copyOf(compared);
    }

    /// Understands a query. Throws [OrgFault] for one that a PushTopic can't have.
    ///
    /// @param now what date literals such as `TODAY` count from
    public static TopicQuery read(OrgState state, String soql, Instant now) {
        var text = new SoqlText(soql);
        var faults = new Faults(text);
        var strings = new Strings(text, faults);
        var tree = new Grammar(text, faults).parse(strings.masked());
        refuseUnsupported(tree);
        var literals = new LiteralReader(faults, strings, new Periods(LocalDate.ofInstant(now, ZoneOffset.UTC)));
        var query = new QueryReader(faults, new ConditionReader(faults, literals)).read(tree);
        var object = state.schema()
                .object(query.object().text())
                .orElseThrow(() ->
                        faults.noSuchObject(query.object().at(), query.object().text()));
        var fields = new FieldResolver(new Parents(state, QueryScope.LIVE), object, query.alias(), faults);
        return of(object, query, fields, faults);
    }

    private static TopicQuery of(ObjectDefinition object, ParsedQuery query, FieldResolver fields, Faults faults) {
        var selected = query.select().stream()
                .flatMap(entry -> entry instanceof Selected.Field(var path) ? Stream.of(path) : Stream.empty())
                .map(path -> direct(fields, path))
                .toList();
        if (selected.stream().noneMatch(field -> field.type() == FieldKind.ID)) {
            throw idNotSelected();
        }
        var compared = query.where().stream()
                .flatMap(TopicQuery::paths)
                .map(path -> direct(fields, path))
                .toList();
        refuseFormulas(compared);
        Optional<Filter> filter = query.where().map(new FilterMaker(fields, faults)::make);
        return new TopicQuery(
                object,
                selected,
                compared,
                record -> filter.isEmpty() || filter.get().of(record) == Truth.TRUE);
    }

    private static Stream<FieldPath> paths(Condition condition) {
        return switch (condition) {
            case Condition.And(var parts) -> parts.stream().flatMap(TopicQuery::paths);
            case Condition.Or(var parts) -> parts.stream().flatMap(TopicQuery::paths);
            case Condition.Not(var part) -> paths(part);
            case Condition.Comparison comparison -> Stream.of(comparison.field());
        };
    }

    private static FieldDefinition direct(FieldResolver fields, FieldPath path) {
        var access = fields.resolve(path);
        if (!access.isDirect()) {
            throw refused("relationships are not supported");
        }
        return access.field();
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/unsupported_soql_statements.htm")
    private static void refuseUnsupported(QueryContext query) {
        if (query.whereClause() != null && holds(query.whereClause(), part -> part instanceof SubQueryContext)) {
            throw refused("semi/anti join sub-selects are not supported");
        }
        if (query.groupByClause() != null
                || query.selectList().selectEntry().stream().anyMatch(entry -> entry.soqlFunction() != null)) {
            throw refused("Aggregate queries are not supported");
        }
        if (query.limitClause() != null) {
            throw refused("'LIMIT' is not allowed");
        }
        if (query.orderByClause() != null) {
            throw refused("'ORDER BY' clause is not allowed");
        }
        if (query.offsetClause() != null) {
            throw refused("'OFFSET' clause is not allowed");
        }
        if (query.whereClause() != null && holds(query.whereClause(), TopicQuery::isNot)) {
            throw refused("'NOT' is not supported");
        }
    }

    private static boolean isNot(ParseTree part) {
        return part instanceof LogicalExpressionContext expression && expression.NOT() != null;
    }

    private static boolean holds(ParseTree tree, Predicate<ParseTree> wanted) {
        return wanted.test(tree)
                || IntStream.range(0, tree.getChildCount())
                        .mapToObj(tree::getChild)
                        .anyMatch(child -> holds(child, wanted));
    }

    @Assumed(reason = "That formulas can't be compared is documented; the words are ours")
    private static void refuseFormulas(List<FieldDefinition> compared) {
        for (var field : compared) {
            if (field.formula().isPresent()) {
                throw refused("formula field '" + field.name() + "' is not supported in the WHERE clause");
            }
        }
    }

    @Assumed(reason = "That the Id must be selected is documented; the words are ours")
    private static OrgFault idNotSelected() {
        return refused("Id must be among the selected fields");
    }

    private static OrgFault refused(String words) {
        return new OrgFault(FaultKind.INVALID_FIELD, "INVALID_FIELD", words);
    }
}
