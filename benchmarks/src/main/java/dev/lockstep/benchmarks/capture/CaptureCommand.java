package dev.lockstep.benchmarks.capture;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Machine;
import dev.lockstep.benchmarks.Progress;
import dev.lockstep.benchmarks.ScratchFolder;
import dev.lockstep.benchmarks.ScratchServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What capture costs an application: the same statements on three tables that are alike, one bare, one captured by
/// Lockstep, one per row as Heroku Connect's published triggers do it.
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = "what capture costs statements and single rows, beside a bare table and per-row triggers")
public final class CaptureCommand implements Callable<Integer> {
    private static final int FEWEST_ROWS = 100;
    private static final int MOST_ROWS = 10_000_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "100000",
            description = "rows of one statement (default: ${DEFAULT-VALUE})")
    private int rows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "rounds that are counted, after one that isn't (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        check(
                rows >= FEWEST_ROWS && rows <= MOST_ROWS,
                "--rows " + rows + ": take " + FEWEST_ROWS + " to " + MOST_ROWS);
        check(rounds >= 1, "--rounds " + rounds + ": take 1 or more");
        try (var progress = new Progress();
                var folder = ScratchFolder.create("capture")) {
            progress.step("making a fresh PostgreSQL");
            try (var server = ScratchServer.start(folder);
                    var connection = server.connect()) {
                CaptureTables.create(server.settings(), connection);
                run(connection, progress);
            }
        }
        return 0;
    }

    private void run(Connection connection, Progress progress) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET search_path = public");
        }
        var size = CaptureSize.of(rows);
        var times = new CaptureRounds(connection, size, progress).run(rounds);
        var report = new CaptureReport(size, times);
        System.out.println(Machine.told(connection));
        System.out.println("Medians of " + rounds + " rounds; single rows: " + Texts.number(size.singles())
                + " a round on each table, by turns, each a transaction of its own, over JDBC.");
        if (size.peerRows() < size.rows()) {
            System.out.println("The peer's statements are of " + Texts.number(size.peerRows())
                    + " rows, and their times scaled to " + Texts.number(size.rows()) + ".");
        }
        System.out.println();
        System.out.println(report.table());
        report.figures().lines().forEach(System.out::println);
    }

    private void check(boolean isRight, String sentence) {
        var known = spec;
        if (!isRight && known != null) {
            throw new ParameterException(known.commandLine(), sentence);
        }
    }
}
