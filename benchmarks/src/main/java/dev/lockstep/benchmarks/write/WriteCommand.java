package dev.lockstep.benchmarks.write;

import dev.lockstep.app.console.Texts;
import dev.lockstep.benchmarks.Machine;
import dev.lockstep.benchmarks.Progress;
import dev.lockstep.benchmarks.ScratchFolder;
import dev.lockstep.benchmarks.load.LoadStage;
import dev.lockstep.benchmarks.write.DrainRounds.Statistics;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.configuration.WritingSection;
import dev.lockstep.salesforce.Org;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How fast changes of the database reach the simulated org, one by one and many at once, against the same changes sent
/// to the org alone. The org has a process of its own; the engine and the peer share this one.
@Command(
        name = "write",
        mixinStandardHelpOptions = true,
        description = "changes on their way to the simulated org, beside the org's own answers to the same calls")
public final class WriteCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "5000",
            description = "changes that are drained at once (default: ${DEFAULT-VALUE})")
    private int rows;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "rounds that are counted, after one that isn't (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--singles",
            paramLabel = "N",
            defaultValue = "200",
            description = "single changes whose way is timed, after as many that aren't (default: ${DEFAULT-VALUE})")
    private int singles;

    @Option(
            names = "--statistics",
            paramLabel = "KIND",
            defaultValue = "OF_AN_EMPTY_LOG",
            description = "what PostgreSQL knows of the log when it is drained: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE})")
    private Statistics statistics = Statistics.OF_AN_EMPTY_LOG;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        check(rows >= 1, "--rows " + rows + ": take 1 or more");
        check(rounds >= 1, "--rounds " + rounds + ": take 1 or more");
        check(singles >= 1, "--singles " + singles + ": take 1 or more");
        try (var progress = new Progress();
                var folder = ScratchFolder.create("write")) {
            progress.step("starting a fresh PostgreSQL and an org with " + Texts.number(rows) + " records");
            try (var stage = LoadStage.start(folder, rows);
                    var org = Org.signIn(stage.settings().org())) {
                progress.step("loading the records (not measured)");
                Engine.begin(stage.settings(), WritingSection.DEFAULT).close();
                var alone = new OrgAlone(org, ids(stage));
                var latencies = new LatencyRounds(stage, alone, rows, progress).run(singles);
                var drained = new DrainRounds(stage, alone, rows, statistics, progress).run(rounds);
                new WriteReport(rows, latencies, drained).tell(Machine.told(stage.connection()));
            }
        }
        return 0;
    }

    /// In the order of the rows, as the engine sends them.
    private static List<RecordId> ids(LoadStage stage) throws SQLException {
        var ids = new ArrayList<RecordId>();
        try (var statement = stage.connection().createStatement();
                var found = statement.executeQuery("SELECT sfid FROM salesforce." + LoadStage.TABLE + " ORDER BY id")) {
            while (found.next()) {
                ids.add(RecordId.of(found.getString(1)));
            }
        }
        return ids;
    }

    private void check(boolean isRight, String sentence) {
        var known = spec;
        if (!isRight && known != null) {
            throw new ParameterException(known.commandLine(), sentence);
        }
    }
}
