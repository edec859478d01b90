package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.soql.ParsedQuery.Direction;
import dev.lockstep.orgsim.soql.ParsedQuery.Function;
import dev.lockstep.orgsim.soql.ParsedQuery.Nulls;
import dev.lockstep.orgsim.soql.ParsedQuery.Selected;
import dev.lockstep.orgsim.soql.ParsedQuery.Sorting;
import io.github.apexdevtools.apexparser.ApexParser.FieldNameContext;
import io.github.apexdevtools.apexparser.ApexParser.FieldOrderContext;
import io.github.apexdevtools.apexparser.ApexParser.OrderByClauseContext;
import io.github.apexdevtools.apexparser.ApexParser.QueryContext;
import io.github.apexdevtools.apexparser.ApexParser.SelectEntryContext;
import io.github.apexdevtools.apexparser.ApexParser.SoqlFunctionContext;
import io.github.apexdevtools.apexparser.ApexParser.SoqlIdContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Turns the grammar's tree into a query of ours, and refuses what isn't supported.
final class QueryReader {
    /// The grammar takes them for an alias.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_alias.htm")
    private static final Set<String> RESERVED = Set.of(
            "and",
            "asc",
            "desc",
            "excludes",
            "first",
            "from",
            "group",
            "having",
            "in",
            "includes",
            "last",
            "like",
            "limit",
            "not",
            "null",
            "nulls",
            "or",
            "order",
            "by",
            "offset",
            "select",
            "update",
            "using",
            "where",
            "with",
            "for",
            "all",
            "scope",
            "typeof",
            "end",
            "as");

    private final Faults faults;
    private final Limits limits;
    private final ConditionReader conditions;

    QueryReader(Faults faults, ConditionReader conditions) {
        this.faults = faults;
        this.limits = new Limits(faults);
        this.conditions = conditions;
    }

    ParsedQuery read(QueryContext query) {
        refuseClauses(query);
        var from = query.fromNameList();
        if (from.fieldName().size() > 1) {
            throw unsupported(from.fieldName(1), "several objects in FROM");
        }
        var where = query.whereClause();
        var orderBy = query.orderByClause();
        return new ParsedQuery(
                query.selectList().selectEntry().stream().map(this::selected).toList(),
                path(from.fieldName(0)),
                from.soqlId().isEmpty() ? Optional.empty() : alias(from.soqlId(0)),
                where == null ? Optional.empty() : Optional.of(conditions.read(where.logicalExpression())),
                orderBy == null ? List.of() : sortings(orderBy),
                query.limitClause() == null ? OptionalInt.empty() : OptionalInt.of(limits.limit(query.limitClause())),
                query.offsetClause() == null ? 0 : limits.offset(query.offsetClause()));
    }

    private void refuseClauses(QueryContext query) {
        refuse(query.usingScope(), "USING SCOPE");
        refuse(query.withClause(), "WITH");
        refuse(query.groupByClause(), "GROUP BY");
        refuse(query.allRowsClause(), "ALL ROWS");
        refuse(query.updateList(), "UPDATE TRACKING and UPDATE VIEWSTAT");
        if (!query.forClauses().FOR().isEmpty()) {
            throw unsupported(query.forClauses(), "FOR VIEW, FOR REFERENCE and FOR UPDATE");
        }
    }

    private void refuse(@Nullable ParserRuleContext clause, String what) {
        if (clause != null) {
            throw unsupported(clause, what);
        }
    }

    private RuntimeException unsupported(ParserRuleContext place, String what) {
        return faults.unsupported(place.getStart().getStartIndex(), what);
    }

    private Optional<String> alias(SoqlIdContext name) {
        var token = name.getStart();
        if (RESERVED.contains(name.getText().toLowerCase(Locale.ROOT))) {
            throw faults.unexpectedToken(token.getStartIndex(), token.getStopIndex() + 1);
        }
        return Optional.of(name.getText());
    }

    private Selected selected(SelectEntryContext entry) {
        if (entry.subQuery() != null) {
            throw unsupported(entry, "queries of children in SELECT");
        }
        if (entry.typeOf() != null) {
            throw unsupported(entry, "TYPEOF");
        }
        var alias = entry.soqlId() == null ? Optional.<String>empty() : alias(entry.soqlId());
        if (entry.soqlFunction() != null) {
            return function(entry.soqlFunction(), alias);
        }
        if (alias.isPresent()) {
            throw faults.malformed(
                    entry.soqlId().getStart().getStartIndex(), "only aggregate expressions use field aliasing");
        }
        return new Selected.Field(path(entry.fieldName()));
    }

    private Selected function(SoqlFunctionContext call, Optional<String> alias) {
        var at = call.getStart().getStartIndex();
        if (call.COUNT() != null && call.fieldName() == null) {
            if (alias.isPresent()) {
                throw faults.unsupported(at, "an alias of COUNT()");
            }
            return new Selected.CountOfRows(at);
        }
        for (var function : Function.values()) {
            if (isCallOf(function, call) != null) {
                return new Selected.Aggregate(at, function, path(call.fieldName()), alias);
            }
        }
        throw faults.unsupported(at, "the function " + call.getStart().getText());
    }

    private static @Nullable TerminalNode isCallOf(Function function, SoqlFunctionContext call) {
        return switch (function) {
            case COUNT -> call.COUNT();
            case COUNT_DISTINCT -> call.COUNT_DISTINCT();
            case MIN -> call.MIN();
            case MAX -> call.MAX();
            case SUM -> call.SUM();
        };
    }

    static FieldPath path(FieldNameContext name) {
        return new FieldPath(
                name.soqlId().stream().map(SoqlIdContext::getText).toList(),
                name.getStart().getStartIndex());
    }

    private List<Sorting> sortings(OrderByClauseContext clause) {
        return clause.fieldOrderList().fieldOrder().stream().map(this::sorting).toList();
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_orderby.htm")
    private Sorting sorting(FieldOrderContext order) {
        if (order.soqlFunction() != null) {
            throw unsupported(order, "functions in ORDER BY");
        }
        return new Sorting(
                path(order.fieldName()),
                order.DESC() == null ? Direction.ASCENDING : Direction.DESCENDING,
                order.LAST() == null ? Nulls.FIRST : Nulls.LAST);
    }
}
