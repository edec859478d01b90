package dev.lockstep.benchmarks.orgsim;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Machine;
import dev.lockstep.benchmarks.Progress;
import dev.lockstep.benchmarks.ScratchFolder;
import dev.lockstep.benchmarks.load.LoadStage;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What millions of generated rows cost the simulated org, and how fast it serves them as pages of a bulk query, beside
/// PostgreSQL's COPY of the same pages.
@Command(
        name = "orgsim",
        mixinStandardHelpOptions = true,
        description = "the simulated org's memory, and its bulk pages beside PostgreSQL's COPY of them")
public final class OrgsimCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "rows of the generated object (default: ${DEFAULT-VALUE})")
    private long rows;

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "30",
            description = "pages that are measured, 50,000 rows each (default: ${DEFAULT-VALUE})")
    private int pages;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        check(rows >= 1, "--rows " + rows + ": take 1 or more");
        check(pages >= 1, "--pages " + pages + ": take 1 or more");
        try (var progress = new Progress()) {
            long empty = heapOfAnEmptyOrg(progress);
            try (var folder = ScratchFolder.create("orgsim")) {
                progress.step("starting a fresh PostgreSQL and an org with " + Texts.number(rows) + " rows");
                try (var stage = LoadStage.start(folder, rows)) {
                    var served = new OrgsimRounds(stage, progress).run(pages);
                    new OrgsimReport(rows, served, empty).tell(Machine.told(stage.connection()));
                }
            }
        }
        return 0;
    }

    /// Of one that has done the same work, for a single row: code and buffers aren't the rows' cost.
    private static long heapOfAnEmptyOrg(Progress progress) throws IOException, InterruptedException, SQLException {
        try (var folder = ScratchFolder.create("orgsim-empty")) {
            progress.step("starting a fresh PostgreSQL and an org with a single row");
            try (var stage = LoadStage.start(folder, 1)) {
                return new OrgsimRounds(stage, progress).run(1).heapBytes();
            }
        }
    }

    private void check(boolean isRight, String sentence) {
        var known = spec;
        if (!isRight && known != null) {
            throw new ParameterException(known.commandLine(), sentence);
        }
    }
}
