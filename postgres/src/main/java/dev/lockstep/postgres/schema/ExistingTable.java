package dev.lockstep.postgres.schema;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A table as the catalog has it.
///
/// @param triggers the signatures (comments) of our triggers by name; empty for one without
record ExistingTable(Kind kind, Map<String, Column> columns, Map<String, String> triggers) {
    enum Kind {
        PLAIN,
        PARTITIONED,
        /// A view, a foreign table or a partition: nothing that a mapping can fill.
        OTHER
    }

    enum Filled {
        BY_HAND,
        BY_DEFAULT,
        /// Computed by PostgreSQL from other columns; no one can write it.
        GENERATED
    }

    record Column(ColumnType type, Filled filled) {}

    private static final String KIND = """
        SELECT CASE WHEN relispartition THEN 'OTHER'
                    WHEN relkind = 'r' THEN 'PLAIN'
                    WHEN relkind = 'p' THEN 'PARTITIONED'
                    ELSE 'OTHER' END
          FROM pg_class WHERE oid = to_regclass(?)\
        """;

    private static final String IS_THERE = "SELECT 1 WHERE to_regclass(?) IS NOT NULL";

    private static final String COLUMNS = """
        SELECT attname,
               format_type(atttypid, NULL) AS type,
               CASE WHEN atttypid = 'varchar'::regtype AND atttypmod > 0 THEN atttypmod - 4 END AS length,
               CASE WHEN attgenerated <> '' THEN 'GENERATED'
                    WHEN atthasdef OR attidentity <> '' THEN 'BY_DEFAULT'
                    ELSE 'BY_HAND' END AS filled
          FROM pg_attribute
         WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped
         ORDER BY attnum\
        """;

    private static final String TRIGGERS = """
        SELECT tgname, coalesce(obj_description(oid, 'pg_trigger'), '')
          FROM pg_trigger
         WHERE tgrelid = to_regclass(?) AND NOT tgisinternal AND tgname LIKE '_lockstep\\_%'\
        """;

    ExistingTable {
        columns = new LinkedHashMap<>(columns);
        triggers = Map.copyOf(triggers);
    }

    static Optional<ExistingTable> of(DataDatabase database, Identifier table) {
        var name = database.schema().qualified(table.value());
        return database.read(connection -> {
            var kinds = new LinkedHashMap<String, Kind>();
            var columns = new LinkedHashMap<String, Column>();
            var triggers = new LinkedHashMap<String, String>();
            Rows.each(connection, KIND, name, row -> kinds.put("", Kind.valueOf(row.getString(1))));
            Rows.each(connection, COLUMNS, name, row -> columns.put(row.getString(1), column(row)));
            Rows.each(connection, TRIGGERS, name, row -> triggers.put(row.getString(1), row.getString(2)));
            return Optional.ofNullable(kinds.get("")).map(kind -> new ExistingTable(kind, columns, triggers));
        });
    }

    /// Whether the name is taken by a table, view or anything else that a table can't share it with.
    static boolean isThere(Connection connection, String qualified) throws SQLException {
        var found = new ArrayList<Integer>();
        Rows.each(connection, IS_THERE, qualified, row -> found.add(row.getInt(1)));
        return !found.isEmpty();
    }

    private static Column column(ResultSet row) throws SQLException {
        int length = row.getInt("length");
        var limit = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(length);
        return new Column(new ColumnType(row.getString("type"), limit), Filled.valueOf(row.getString("filled")));
    }

    Optional<Column> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }
}
