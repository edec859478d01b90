package dev.lockstep.orgsim.soql;

import io.github.apexdevtools.apexparser.ApexParser.QueryContext;
import io.github.apexdevtools.apexparser.ApexParser.SelectEntryContext;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Finds the constructs of a query in the grammar's tree.
final class Constructs {
    private static final Set<String> AGGREGATES = Set.of("count", "count_distinct", "min", "max", "sum", "avg");

    private Constructs() {}

    static Set<Construct> of(QueryContext query) {
        var found = EnumSet.noneOf(Construct.class);
        if (query.groupByClause() != null) {
            found.add(Construct.GROUP_BY);
        }
        if (query.offsetClause() != null) {
            found.add(Construct.OFFSET);
        }
        query.selectList().selectEntry().forEach(entry -> addThoseOf(entry, found));
        return found;
    }

    private static void addThoseOf(SelectEntryContext entry, Set<Construct> found) {
        if (entry.subQuery() != null) {
            found.add(Construct.CHILDREN);
        }
        if (entry.typeOf() != null) {
            found.add(Construct.TYPEOF);
        }
        if (entry.soqlFunction() != null) {
            var name = entry.soqlFunction().getStart().getText().toLowerCase(Locale.ROOT);
            if (name.equals("fields")) {
                found.add(Construct.FIELDS);
            }
            if (AGGREGATES.contains(name)) {
                found.add(Construct.AGGREGATE);
            }
        }
    }
}
