package dev.lockstep.benchmarks.write;

import dev.lockstep.engine.Shift;
import dev.lockstep.engine.ShiftSettings;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.model.configuration.Configuration;
import dev.lockstep.model.configuration.WritingSection;
import dev.lockstep.salesforce.CallReason;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A shift in this process, which tells when changes have arrived in the org.
final class Engine implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 2;
    private static final long TELL_EVERY_MILLIS = 250;

    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private volatile CountDownLatch expected = new CountDownLatch(0);
    private final Shift shift;

    private Engine(ShiftSettings settings) {
        this.shift = Shift.begin(settings, this::on);
    }

    /// Begins a shift, and returns when everything is loaded and was polled once. The next poll is far away.
    static Engine begin(ShiftSettings settings, WritingSection writing) throws InterruptedException {
        var document = settings.configuration();
        var configuration = new Configuration(
                document.name(),
                document.org(),
                document.database(),
                document.captureRule(),
                writing,
                document.reading(),
                document.mappings());
        var engine =
                new Engine(new ShiftSettings(configuration, settings.org(), settings.database(), settings.memory()));
        while (engine.shift.polledUpTo().isEmpty()) {
            engine.check();
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return engine;
    }

    /// Called before the changes are made.
    void expect(int changes) {
        expected = new CountDownLatch(changes);
    }

    /// Returns when the expected changes are in the org and the log says so.
    void awaitArrival(Runnable meanwhile) throws InterruptedException {
        while (!expected.await(TELL_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            check();
            meanwhile.run();
        }
    }

    /// How many of the expected changes are still to come.
    long missing() {
        return expected.getCount();
    }

    /// Returns when nothing is left to do: the rows have what the log has, too.
    void awaitRest() throws InterruptedException {
        while (!shift.backlog().isSettled()) {
            check();
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /// Whether jobs were asked about since the shift began.
    boolean hasWrittenByJobs() {
        return shift.sides().org().requests().of(CallReason.WRITE_JOB) > 0;
    }

    private void on(SyncEvent event) {
        told(event).ifPresent(what -> failure.completeExceptionally(new IllegalStateException(what)));
    }

    /// What must not happen while something is measured; empty where all is well.
    private Optional<String> told(SyncEvent event) {
        return switch (event) {
            case SyncEvent.ArrivedInOrg arrived -> {
                expected.countDown();
                yield Optional.empty();
            }
            case SyncEvent.EntryFailed failed -> Optional.of("the org refused a change: " + failed.message());
            case SyncEvent.OutcomeUnknown unknown -> Optional.of("an answer was lost: " + unknown.why());
            case SyncEvent.WrittenWithoutJobs without -> Optional.of("the org took no job: " + without.why());
            case SyncEvent.RecordRefused refused ->
                Optional.of("the database refused " + refused.record() + ": " + refused.message());
            case SyncEvent.CaptureProblem problem -> Optional.of(problem.problem());
            case SyncEvent.Retrying retrying -> Optional.of(retrying.what() + " is tried again: " + retrying.why());
            case SyncEvent.Fault fault -> Optional.of(fault.what() + " met a fault: " + fault.cause());
            case SyncEvent.ShiftEnded ended -> Optional.of("the shift ended: " + ended.why());
            case SyncEvent.ShiftStarted started -> Optional.empty();
            case SyncEvent.LoadResumed resumed -> Optional.empty();
            case SyncEvent.LoadWaits waits -> Optional.empty();
            case SyncEvent.LoadedByPages byPages -> Optional.empty();
            case SyncEvent.LoadProgress progress -> Optional.empty();
            case SyncEvent.Loaded loaded -> Optional.empty();
            case SyncEvent.Polled polled -> Optional.empty();
            case SyncEvent.ArrivedInPostgres arrived -> Optional.empty();
            case SyncEvent.OutcomeResolved resolved -> Optional.empty();
            case SyncEvent.WritesBy writes -> Optional.empty();
            case SyncEvent.JobProgress job -> Optional.empty();
            case SyncEvent.ArchiveCleared cleared -> Optional.empty();
        };
    }

    private void check() {
        failure.getNow(null);
    }

    @Override
    public void close() {
        shift.close();
    }
}
