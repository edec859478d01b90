package dev.lockstep.app.sync;

import dev.lockstep.app.console.ConsoleListener;
import dev.lockstep.app.console.UntilInterrupted;
import dev.lockstep.app.settings.SettingsFile;
import dev.lockstep.engine.Shift;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Syncs the org and the database that a configuration file names.
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps the org and the database that a configuration file names in lockstep, until Ctrl-C or SIGTERM.",
            "Who starts it takes the connection over from who had it."
        })
public final class SyncCommand implements Callable<Integer> {
    private static final long LOOK_EVERY_MILLIS = 200;

    @Parameters(paramLabel = "FILE", description = "the configuration file; docs/configuration.md describes it")
    private Path file = Path.of("lockstep.yaml");

    @Override
    public Integer call() throws InterruptedException {
        var listener = new ConsoleListener(System.out);
        var settings = new SettingsFile(file, System.getenv()).read();
        var end = new UntilInterrupted(() -> {});
        try (var shift = Shift.begin(settings, listener)) {
            while (!end.isAsked() && shift.endedBecause().isEmpty()) {
                end.await(LOOK_EVERY_MILLIS);
            }
            return shift.endedBecause().isEmpty() ? 0 : 1;
        } finally {
            end.done();
        }
    }
}
