package dev.lockstep.engine.verify;

import dev.lockstep.model.Mapping;
import dev.lockstep.model.ObjectName;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.verify.Comparison;
import dev.lockstep.postgres.verify.ComparisonResult;
import dev.lockstep.salesforce.Org;
import dev.lockstep.salesforce.QueryColumn;
import dev.lockstep.salesforce.QueryScope;
import dev.lockstep.salesforce.Soql;
import java.util.Collection;
import java.util.List;

/// Compares every record and every mapped field of both sides. It changes neither, and costs the org a query
/// page for each 2,000 records. Both sides have to be at rest.
public final class Verify {
    private static final int MOST_DIFFERENT = 100;

    private final Org org;
    private final DataDatabase database;
    private final List<Mapping> mappings;

    public Verify(Org org, DataDatabase database, Collection<Mapping> mappings) {
        this.org = org;
        this.database = database;
        this.mappings = List.copyOf(mappings);
    }

    /// What the comparison of one mapping found.
    ///
    /// @param fields how many fields of each record were compared
    public record Verified(ObjectName object, int fields, ComparisonResult result) {}

    public List<Verified> all() {
        return mappings.stream().map(this::one).toList();
    }

    public Verified one(Mapping mapping) {
        var columns = QueryColumn.of(mapping.fields());
        try (var comparison = Comparison.begin(database, mapping);
                var pages = org.query(Soql.all(mapping.object(), columns), QueryScope.LIVE, columns)) {
            while (pages.hasNext()) {
                comparison.add(pages.next());
            }
            return new Verified(mapping.object(), columns.size(), comparison.compare(MOST_DIFFERENT));
        }
    }
}
