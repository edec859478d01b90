package dev.lockstep.app.sync;

import dev.lockstep.app.console.ConsoleListener;
import dev.lockstep.app.console.UntilInterrupted;
import dev.lockstep.app.settings.SettingsFile;
import dev.lockstep.engine.Backoff;
import dev.lockstep.engine.Shift;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.salesforce.OrgFailure;
import dev.lockstep.salesforce.Treatment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Syncs the org and the database that a configuration file names.
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps the org and the database that a configuration file names in lockstep, until Ctrl-C or SIGTERM.",
            "Who starts it takes the connection over from who had it. A side that is away is waited for."
        })
public final class SyncCommand implements Callable<Integer> {
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    @Parameters(paramLabel = "FILE", description = "the configuration file; docs/configuration.md describes it")
    private Path file = Path.of("lockstep.yaml");

    @Override
    public Integer call() throws InterruptedException {
        var listener = new ConsoleListener(System.out);
        var settings = new SettingsFile(file, System.getenv()).read();
        var end = new UntilInterrupted(() -> {});
        try {
            var patience = new Backoff(FIRST_RETRY, LONGEST_RETRY, RandomGenerator.getDefault());
            while (!end.isAsked()) {
                try (var shift = Shift.begin(settings, listener)) {
                    return work(shift, end);
                } catch (DatabaseFailure | OrgFailure failure) {
                    if (!isPassing(failure)) {
                        throw failure;
                    }
                    var after = patience.afterFailure();
                    listener.on(new SyncEvent.Retrying("the start", String.valueOf(failure.getMessage()), after));
                    end.await(after.toMillis());
                }
            }
            return 0;
        } finally {
            end.done();
        }
    }

    private static int work(Shift shift, UntilInterrupted end) throws InterruptedException {
        while (!end.isAsked() && shift.endedBecause().isEmpty()) {
            end.await(LOOK_EVERY_MILLIS);
        }
        return shift.endedBecause().isEmpty() ? 0 : 1;
    }

    /// Whether a side is only away for a while. A database that recovers and an org in maintenance come back; a wrong
    /// password doesn't become right.
    private static boolean isPassing(RuntimeException failure) {
        return switch (failure) {
            case DatabaseFailure database ->
                database.kind() == DatabaseFailure.Kind.GONE || database.kind() == DatabaseFailure.Kind.BUSY;
            case OrgFailure org -> org.treatment() == Treatment.RETRY_LATER;
            default -> false;
        };
    }
}
