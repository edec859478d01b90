package dev.lockstep.postgres.copy;

import dev.lockstep.postgres.copy.CopyColumn.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Looks a table's columns up in the catalog.
final class TableColumns {
    private static final String COLUMNS = """
        SELECT attname, atttypid, atttypmod
          FROM pg_catalog.pg_attribute
         WHERE attrelid = pg_catalog.to_regclass(?) AND attnum > 0 AND NOT attisdropped
         ORDER BY attnum\
        """;

    private static final String NO_TABLE = "42P01";
    private static final String NO_COLUMN = "42703";

    private TableColumns() {}

    /// The columns that have a source, in the table's order.
    ///
    /// @throws SQLException with the server's own SQLSTATE where the table or a column doesn't exist
    static List<CopyColumn> find(Connection connection, String table, Map<String, Source> sources) throws SQLException {
        var found = new ArrayList<CopyColumn>();
        var missing = new TreeSet<>(sources.keySet());
        boolean tableExists = false;
        try (var statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    tableExists = true;
                    var name = row.getString(1);
                    var source = sources.get(name);
                    if (source != null) {
                        missing.remove(name);
                        found.add(new CopyColumn(name, Encoders.of((int) row.getLong(2), row.getInt(3)), source));
                    }
                }
            }
        }
        if (!tableExists) {
            throw new SQLException("there is no table " + table, NO_TABLE);
        }
        if (!missing.isEmpty()) {
            throw new SQLException("the table " + table + " has no columns " + missing, NO_COLUMN);
        }
        return found;
    }
}
