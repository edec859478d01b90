package dev.lockstep.postgres.verify;

import dev.lockstep.model.MappedField;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.Identifier;
import dev.lockstep.postgres.copy.PageCsv;
import dev.lockstep.rows.RowPage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/// One comparison of a mapped table with the org. The org's records are put into a table of their own, with
/// the types of the mapped one, so that PostgreSQL itself says what is equal. Nothing of the mapped table is
/// changed.
///
/// The two sides must be at rest meanwhile, or what is on its way shows as a difference.
public final class Comparison implements AutoCloseable {
    private static final String CREATE =
            "CREATE UNLOGGED TABLE ${records} AS SELECT ${columns} FROM ${table} WITH NO DATA";
    private static final String COPY = "COPY ${records} (${columns}) FROM STDIN (FORMAT csv)";

    private static final String COUNTS = """
        SELECT (SELECT count(*) FROM ${records}),
               (SELECT count(*) FROM ${table}),
               count(*)
          FROM ${table} t
          FULL JOIN ${records} o ON t.sfid COLLATE "C" = o.sfid COLLATE "C"
         WHERE t.id IS NULL OR o.sfid IS NULL OR (${t_columns}) IS DISTINCT FROM (${o_columns})\
        """;

    private static final String DIFFERENCES = """
        SELECT coalesce(t.sfid, o.sfid), t.id, o.sfid IS NULL, ARRAY[${t_texts}]::text[], ARRAY[${o_texts}]::text[]
          FROM ${table} t
          FULL JOIN ${records} o ON t.sfid COLLATE "C" = o.sfid COLLATE "C"
         WHERE t.id IS NULL OR o.sfid IS NULL OR (${t_columns}) IS DISTINCT FROM (${o_columns})
         ORDER BY 1 NULLS FIRST, 2
         LIMIT ?\
        """;

    private final DataDatabase database;
    private final Mapping mapping;
    private final String table;
    private final String records;

    private Comparison(DataDatabase database, Mapping mapping) {
        this.database = database;
        this.mapping = mapping;
        this.table = database.schema().qualified(mapping.table());
        this.records = database.schema().quoted() + "."
                + Identifier.shortened("_lockstep_verify_" + mapping.table()).quoted();
    }

    /// Begins a comparison. What an earlier one left behind when it died is removed.
    public static Comparison begin(DataDatabase database, Mapping mapping) {
        var comparison = new Comparison(database, mapping);
        comparison.close();
        database.transaction(connection -> execute(connection, comparison.in(CREATE)));
        return comparison;
    }

    /// Adds a page of the org's records, its columns named as queries name them.
    public void add(RowPage page) {
        int[] order = mapping.fields().stream()
                .mapToInt(field -> page.column(field.path()))
                .toArray();
        database.transaction(connection -> {
            try {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(in(COPY), new ByteArrayInputStream(PageCsv.of(page, order, "")));
            } catch (IOException failure) {
                throw new SQLException("the connection broke while a page was copied", "08006", failure);
            }
        });
    }

    /// Compares what was added with the table.
    ///
    /// @param mostDifferent of how many records differences are told; all are counted
    public ComparisonResult compare(int mostDifferent) {
        return database.read(connection -> {
            var first = differences(connection, mostDifferent);
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(in(COUNTS))) {
                row.next();
                return new ComparisonResult(row.getLong(1), row.getLong(2), row.getLong(3), first);
            }
        });
    }

    private List<Difference> differences(Connection connection, int most) throws SQLException {
        try (var statement = connection.prepareStatement(in(DIFFERENCES))) {
            statement.setInt(1, most);
            var differences = new ArrayList<Difference>();
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    differences.addAll(differences(row));
                }
            }
            return differences;
        }
    }

    private List<Difference> differences(ResultSet row) throws SQLException {
        var sfid = Optional.ofNullable(row.getString(1));
        long id = row.getLong(2);
        var rowId = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(id);
        if (rowId.isEmpty() || row.getBoolean(3)) {
            var kind = rowId.isEmpty() ? Difference.Kind.ONLY_IN_ORG : Difference.Kind.ONLY_IN_POSTGRES;
            return List.of(new Difference(kind, sfid, rowId, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        var inPostgres = (String[]) row.getArray(4).getArray();
        var inOrg = (String[]) row.getArray(5).getArray();
        return IntStream.range(0, inOrg.length)
                .filter(i -> !Optional.ofNullable(inPostgres[i]).equals(Optional.ofNullable(inOrg[i])))
                .mapToObj(i -> new Difference(
                        Difference.Kind.VALUES_DIFFER,
                        sfid,
                        rowId,
                        Optional.of(mapping.fields().get(i).column()),
                        Optional.ofNullable(inPostgres[i]),
                        Optional.ofNullable(inOrg[i])))
                .toList();
    }

    private String in(String sql) {
        return sql.replace("${records}", records)
                .replace("${table}", table)
                .replace("${columns}", each(c -> c))
                .replace("${t_columns}", each(c -> "t." + c))
                .replace("${o_columns}", each(c -> "o." + c))
                .replace("${t_texts}", each(c -> "t." + c + "::text"))
                .replace("${o_texts}", each(c -> "o." + c + "::text"));
    }

    private String each(Function<String, String> form) {
        return mapping.fields().stream()
                .map(MappedField::column)
                .map(column -> form.apply(new Identifier(column).quoted()))
                .collect(Collectors.joining(", "));
    }

    /// Removes the table that was made for it.
    @Override
    public void close() {
        database.transaction(connection -> execute(connection, "DROP TABLE IF EXISTS " + records));
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
