package dev.lockstep.postgres.schema;

import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes the indexes that an existing table lacks, without stopping its writers.
final class MissingIndexes {
    private static final String VALID = """
        SELECT index_name.relname
          FROM pg_index index
          JOIN pg_class index_name ON index_name.oid = index.indexrelid
         WHERE index.indrelid = to_regclass(?) AND index.indisvalid\
        """;

    private final DataDatabase database;
    private final Ddl ddl;

    MissingIndexes(DataDatabase database, Ddl ddl) {
        this.database = database;
        this.ddl = ddl;
    }

    void make(Mapping mapping, ExistingTable.Kind kind) {
        var valid = valid(mapping);
        for (var index : TableIndex.of(mapping, kind)) {
            if (!valid.contains(index.name().value())) {
                make(mapping, kind, index);
            }
        }
    }

    private Set<String> valid(Mapping mapping) {
        return database.read(connection -> valid(connection, database.schema().qualified(mapping.table())));
    }

    /// The names of the indexes of a table that can be relied on.
    static Set<String> valid(Connection connection, String table) throws SQLException {
        var names = new HashSet<String>();
        Rows.each(connection, VALID, table, row -> names.add(row.getString(1)));
        return names;
    }

    private void make(Mapping mapping, ExistingTable.Kind kind, TableIndex index) {
        switch (kind) {
            case PARTITIONED -> ddl.run(List.of(index.create(database, mapping)));
            case PLAIN -> makeConcurrently(mapping, index);
            case OTHER -> throw new IllegalStateException("no index can be made on " + mapping.table());
        }
    }

    /// Waits for transactions that are under way, in the queue of a lock that no writer needs.
    private void makeConcurrently(Mapping mapping, TableIndex index) {
        try (var connection = database.unpooled().getConnection();
                var statement = connection.createStatement()) {
            // What a broken build left behind has the name and serves no one.
            statement.execute("SET search_path = pg_catalog");
            statement.execute("DROP INDEX CONCURRENTLY IF EXISTS "
                    + database.schema().qualified(index.name().value()));
            statement.execute(index.createConcurrently(database, mapping));
        } catch (SQLException failure) {
            var cause = DatabaseFailure.of(failure, database.toString());
            if (cause.kind() != Kind.REFUSED) {
                throw cause;
            }
            throw new DatabaseFailure(
                    Kind.MISCONFIGURED,
                    "the table " + database.schema() + "." + mapping.table() + " holds values twice that have to be"
                            + " unique in " + index.key() + ", so that rows could not be told apart: "
                            + failure.getMessage());
        }
    }
}
