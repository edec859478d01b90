package dev.lockstep.verification.campaign;

import dev.lockstep.model.FieldType;
import dev.lockstep.salesforce.Org;
import dev.lockstep.salesforce.QueryColumn;
import dev.lockstep.salesforce.QueryScope;
import dev.lockstep.verification.campaign.plan.Table;
import dev.lockstep.verification.campaign.plan.Thing;
import dev.lockstep.verification.campaign.stage.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is to be seen on one side: of each mark the versions, one each time it is there.
record Sighting(Map<String, List<Integer>> versions) {
    Sighting {
        versions = Map.copyOf(versions);
    }

    List<Integer> of(Thing thing) {
        return versions.getOrDefault(thing.mark(), List.of());
    }

    static Sighting in(Org org) {
        var versions = new HashMap<String, List<Integer>>();
        for (var table : Table.values()) {
            var columns = List.of(
                    new QueryColumn(table.nameField(), FieldType.STRING),
                    new QueryColumn("Description", FieldType.TEXTAREA));
            var soql = "SELECT %s, Description FROM %s".formatted(table.nameField(), table.object());
            try (var pages = org.query(soql, QueryScope.LIVE, columns)) {
                while (pages.hasNext()) {
                    var page = pages.next();
                    for (int row = 0; row < page.rows(); row++) {
                        if (!page.isNull(row, 0) && !page.isNull(row, 1)) {
                            note(versions, page.text(row, 0), page.text(row, 1));
                        }
                    }
                }
            }
        }
        return new Sighting(versions);
    }

    static Sighting in(Database database) throws SQLException {
        var versions = new HashMap<String, List<Integer>>();
        for (var table : Table.values()) {
            var sql = "SELECT %s, description FROM %s WHERE description IS NOT NULL"
                    .formatted(table.nameColumn(), table.sql());
            database.rows(sql).forEach(row -> note(versions, row.getFirst(), row.getLast()));
        }
        return new Sighting(versions);
    }

    /// The org's own sample has other descriptions.
    private static void note(Map<String, List<Integer>> versions, String mark, String description) {
        if (description.matches("v\\d+")) {
            versions.computeIfAbsent(mark, _ -> new ArrayList<>()).add(Integer.parseInt(description.substring(1)));
        }
    }
}
