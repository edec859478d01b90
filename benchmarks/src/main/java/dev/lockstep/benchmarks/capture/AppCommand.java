package dev.lockstep.benchmarks.capture;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Machine;
import dev.lockstep.benchmarks.Progress;
import dev.lockstep.benchmarks.ScratchFolder;
import dev.lockstep.benchmarks.ScratchServer;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What is left of the throughput of an application that writes in many sessions once its table is captured. Nothing
/// drains the log meanwhile.
@Command(
        name = "app",
        mixinStandardHelpOptions = true,
        description = "transactions of sixteen writing sessions with capture, beside a bare table")
public final class AppCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "100000",
            description = "rows that both tables have at the beginning (default: ${DEFAULT-VALUE})")
    private int rows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "10",
            description = "rounds that are counted, after one that isn't (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "how long the sessions write to each table in a round (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        check(rows >= AppSessions.COUNT, "--rows " + rows + ": take " + AppSessions.COUNT + " or more");
        check(rounds >= 1, "--rounds " + rounds + ": take 1 or more");
        check(seconds >= 1, "--seconds " + seconds + ": take 1 or more");
        try (var progress = new Progress();
                var folder = ScratchFolder.create("app")) {
            progress.step("making a fresh PostgreSQL and tables of " + Texts.number(rows) + " rows");
            try (var server = ScratchServer.start(folder);
                    var connection = server.connect()) {
                CaptureTables.create(server.settings(), connection);
                try (var statement = connection.createStatement()) {
                    statement.execute("SET search_path = public");
                }
                new AppRounds(server, connection, rows, progress)
                        .run(rounds, seconds)
                        .tell(Machine.told(connection));
            }
        }
        return 0;
    }

    private void check(boolean isRight, String sentence) {
        var known = spec;
        if (!isRight && known != null) {
            throw new ParameterException(known.commandLine(), sentence);
        }
    }
}
