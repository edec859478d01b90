package dev.lockstep.app.sql;

import dev.lockstep.app.Refusal;
import dev.lockstep.app.console.TextTable;
import dev.lockstep.app.demo.DemoOptions;
import dev.lockstep.app.settings.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs SQL as an application would, and prints what comes back.
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = {
            "Runs SQL in the demo's database, or in the one that a configuration file names, and prints the result.",
            "It is an application like any other: what it writes to a mapped table goes to the org."
        })
public final class SqlCommand implements Callable<Integer> {
    private static final int MOST_ROWS = 1_000;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration file that names the database (default: the demo's)")
    private Optional<Path> configuration = Optional.empty();

    @Parameters(paramLabel = "SQL", description = "one or several statements")
    private String sql = "";

    @Override
    public Integer call() throws SQLException {
        var file = configuration.orElseGet(() -> DemoOptions.standardFolder().resolve("lockstep.yaml"));
        if (configuration.isEmpty() && !Files.exists(file)) {
            throw new Refusal("No demo has run here yet: start ./lockstep demo, or name a file with --config.");
        }
        var database = new SettingsFile(file, System.getenv()).read().database();
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal());
                var statement = connection.createStatement()) {
            boolean isResult = statement.execute(sql);
            while (isResult || statement.getUpdateCount() >= 0) {
                System.out.println(isResult ? rows(statement) : statement.getUpdateCount() + " rows changed");
                isResult = statement.getMoreResults();
            }
            return 0;
        } catch (SQLException failure) {
            if (failure.getSQLState() != null && failure.getSQLState().startsWith("08")) {
                throw new Refusal(
                        "No database answers at " + database.jdbcUrl()
                                + ": is the demo running? Start ./lockstep demo in another terminal.",
                        failure);
            }
            throw failure;
        }
    }

    private static String rows(Statement statement) throws SQLException {
        try (var rows = statement.getResultSet()) {
            var table = new TextTable(heads(rows));
            int count = 0;
            while (rows.next()) {
                if (count++ < MOST_ROWS) {
                    table.add(cells(rows));
                }
            }
            var cut = count > MOST_ROWS ? ", the first " + MOST_ROWS + " shown" : "";
            return table.print() + "(" + count + (count == 1 ? " row" : " rows") + cut + ")";
        }
    }

    private static List<String> heads(ResultSet rows) throws SQLException {
        var heads = new ArrayList<String>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            heads.add(rows.getMetaData().getColumnLabel(column));
        }
        return heads;
    }

    private static List<String> cells(ResultSet rows) throws SQLException {
        var cells = new ArrayList<String>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
            var text = rows.getString(column);
            cells.add(text == null ? "" : text);
        }
        return cells;
    }
}
