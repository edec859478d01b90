package dev.lockstep.benchmarks.load;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Machine;
import dev.lockstep.benchmarks.Progress;
import dev.lockstep.benchmarks.ScratchFolder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How fast the engine loads an object from the simulated org over the wire, against `psql \copy` of the same rows from
/// a file. Both end with the same table and the same indexes, each built in its faster way, and both times include
/// them.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "a load from the simulated org over the wire, beside psql \\copy of the same rows")
public final class LoadCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "records that are loaded (default: ${DEFAULT-VALUE})")
    private long rows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "how often both sides load in turn; the medians count (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        check(rows >= 1, "--rows " + rows + ": take 1 or more");
        check(rounds >= 1, "--rounds " + rounds + ": take 1 or more");
        var psql = Psql.find();
        try (var progress = new Progress();
                var folder = ScratchFolder.create("load")) {
            progress.step("starting a fresh PostgreSQL and an org with " + Texts.number(rows) + " records");
            try (var stage = LoadStage.start(folder, rows)) {
                new LoadRounds(stage, psql, progress)
                        .run(rounds)
                        .tell(psql.version(), Machine.told(stage.connection()));
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
