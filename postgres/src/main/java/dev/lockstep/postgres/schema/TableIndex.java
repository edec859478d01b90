package dev.lockstep.postgres.schema;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.Identifier;
import java.util.ArrayList;
import java.util.List;

/// An index of a mapped table, named as Heroku Connect names it.
///
/// @param key what stands between the parentheses
record TableIndex(Identifier name, Uniqueness uniqueness, String key) {
    enum Uniqueness {
        UNIQUE("UNIQUE INDEX"),
        PLAIN("INDEX");

        private final String words;

        Uniqueness(String words) {
            this.words = words;
        }
    }

    static List<TableIndex> of(Mapping mapping, ExistingTable.Kind kind) {
        var indexes = new ArrayList<TableIndex>();
        indexes.add(plain(mapping, "systemmodstamp"));
        indexes.add(unique(mapping, kind, "sfid"));
        mapping.uniqueIdentifier().ifPresent(field -> {
            var column = field.name().columnName();
            // This one serves ON CONFLICT (column) of applications, the other one tells what Salesforce calls equal.
            indexes.add(unique(mapping, kind, column));
            if (!UniqueIdentifierKey.isTheColumnItself(field)) {
                var key = UniqueIdentifierKey.canonical(field, new Identifier(column).quoted());
                indexes.add(new TableIndex(
                        Identifier.shortened("hcu_idx_" + mapping.table() + "_" + column + "_canonical"),
                        possible(kind),
                        "(" + key + ")"));
            }
        });
        return List.copyOf(indexes);
    }

    private static TableIndex plain(Mapping mapping, String column) {
        return new TableIndex(
                Identifier.shortened("hc_idx_" + mapping.table() + "_" + column),
                Uniqueness.PLAIN,
                new Identifier(column).quoted());
    }

    private static TableIndex unique(Mapping mapping, ExistingTable.Kind kind, String column) {
        return new TableIndex(
                Identifier.shortened("hcu_idx_" + mapping.table() + "_" + column),
                possible(kind),
                new Identifier(column).quoted());
    }

    /// A unique index of a partitioned table would have to hold the partition key.
    private static Uniqueness possible(ExistingTable.Kind kind) {
        return kind == ExistingTable.Kind.PARTITIONED ? Uniqueness.PLAIN : Uniqueness.UNIQUE;
    }

    String create(DataDatabase database, Mapping mapping) {
        return createOn(database.schema().qualified(mapping.table()));
    }

    /// On the table that SQL names so.
    String createOn(String table) {
        return "CREATE " + uniqueness.words + " IF NOT EXISTS " + on(table);
    }

    /// Without a lock that stops writers; not in a transaction, not for a partitioned table.
    String createConcurrently(DataDatabase database, Mapping mapping) {
        return "CREATE " + uniqueness.words + " CONCURRENTLY IF NOT EXISTS "
                + on(database.schema().qualified(mapping.table()));
    }

    private String on(String table) {
        return name.quoted() + " ON " + table + " (" + key + ")";
    }
}
