package dev.lockstep.postgres.schema;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.schema.ExistingTable.Filled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an existing table lacks for a mapping, and what forbids that it serves it.
record TableDifference(Map<String, ColumnType> missing, Map<String, ColumnType> tooShort, List<String> refusals) {

    static TableDifference between(Mapping mapping, ExistingTable table) {
        var missing = new LinkedHashMap<String, ColumnType>();
        var tooShort = new LinkedHashMap<String, ColumnType>();
        var refusals = new ArrayList<String>();
        if (table.kind() == ExistingTable.Kind.OTHER) {
            refusals.add("it is a view, a foreign table or a partition; rename it or leave the object out");
        }
        MappedTables.wanted(mapping).forEach((name, type) -> {
            var column = table.column(name);
            if (column.isEmpty()) {
                missing.put(name, type);
                return;
            }
            if (name.equals("id") && column.get().type().name().equals("integer")) {
                // As Heroku Connect made it; its health check tells when it runs out.
                return;
            }
            switch (type.fitOf(column.get().type())) {
                case FITS -> {}
                case TOO_SHORT -> tooShort.put(name, type);
                case OTHER_TYPE ->
                    refusals.add("column " + name + " is " + column.get().type() + " and has to be " + type);
            }
            if (column.get().filled() == Filled.GENERATED) {
                refusals.add("column " + name + " is generated and can't be written");
            }
        });
        if (missing.remove("id") != null) {
            refusals.add("it has no column id of type bigint as its primary key");
        } else if (table.column("id").orElseThrow().filled() == Filled.BY_HAND) {
            refusals.add("column id has no default: rows from the org could not be inserted");
        }
        return new TableDifference(missing, tooShort, refusals);
    }
}
