package dev.lockstep.benchmarks.load;

import dev.lockstep.benchmarks.ScratchServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The peer: `psql \copy` of the org's rows into a table with the columns and indexes of the one that the engine has
/// loaded, but without its triggers.
final class CopySide {
    private static final String SCHEMA = "copied";
    private static final String TABLE = SCHEMA + "." + LoadStage.TABLE;
    private static final double NANOS_A_SECOND = 1e9;

    private static final String INDEXES = """
        SELECT indexdef FROM pg_indexes WHERE schemaname = ? AND tablename = ? ORDER BY indexname\
        """;

    /// When the indexes are made.
    enum Order {
        INDEXES_FIRST,
        INDEXES_AFTER
    }

    private final LoadStage stage;
    private final Psql psql;

    CopySide(LoadStage stage, Psql psql) {
        this.stage = stage;
        this.psql = psql;
    }

    /// Loads the file anew; seconds until table and indexes are complete.
    double load(OrgCsv csv, Order order) throws SQLException, IOException, InterruptedException {
        var indexes = indexes();
        createEmpty();
        if (order == Order.INDEXES_FIRST) {
            create(indexes);
        }
        stage.execute("CHECKPOINT");
        long began = System.nanoTime();
        psql.execute(stage.server().postgres(), copy(csv));
        if (order == Order.INDEXES_AFTER) {
            create(indexes);
        }
        return (System.nanoTime() - began) / NANOS_A_SECOND;
    }

    /// The status is the default here, so that both tables hold the same.
    private void createEmpty() throws SQLException {
        stage.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
        stage.execute("CREATE SCHEMA " + SCHEMA);
        stage.execute("CREATE TABLE " + TABLE + " (LIKE " + loaded() + " INCLUDING DEFAULTS INCLUDING IDENTITY)");
        stage.execute("ALTER TABLE " + TABLE + " ALTER COLUMN _hc_lastop SET DEFAULT 'SYNCED'");
    }

    private static String loaded() {
        return ScratchServer.SCHEMA.qualified(LoadStage.TABLE);
    }

    private void create(List<String> indexes) throws SQLException {
        for (var index : indexes) {
            stage.execute(index);
        }
    }

    /// The indexes of the engine's table, for the other one.
    private List<String> indexes() throws SQLException {
        var indexes = new ArrayList<String>();
        try (var statement = stage.connection().prepareStatement(INDEXES)) {
            statement.setString(1, ScratchServer.SCHEMA.value());
            statement.setString(2, LoadStage.TABLE);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    indexes.add(rows.getString(1).replace(" ON " + ScratchServer.SCHEMA + ".", " ON " + SCHEMA + "."));
                }
            }
        }
        return indexes;
    }

    private static String copy(OrgCsv csv) {
        var columns = csv.columns().stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
        return "\\copy " + TABLE + " (" + columns + ") FROM '"
                + csv.file().toString().replace("'", "''") + "' WITH (FORMAT csv, HEADER)";
    }

    /// What a table holds, in one number: equal for equal rows, whatever their order.
    ///
    /// @throws IllegalStateException where the engine loaded something else than the file holds
    void proveEqual(OrgCsv csv) throws SQLException {
        var copied = sum(csv, TABLE);
        var loaded = sum(csv, loaded());
        if (!copied.equals(loaded)) {
            throw new IllegalStateException(
                    "the engine's table differs from the copied one: rows and sum are " + loaded + " and " + copied);
        }
    }

    private String sum(OrgCsv csv, String table) throws SQLException {
        var columns = csv.columns().stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
        try (var statement = stage.connection().createStatement();
                var row = statement.executeQuery("SELECT count(*) || ' ' || sum(hashtextextended(ROW(" + columns
                        + ", _hc_lastop)::text, 0)::numeric) FROM " + table)) {
            row.next();
            return row.getString(1);
        }
    }
}
