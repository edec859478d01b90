package dev.lockstep.benchmarks.load;

import dev.lockstep.app.console.Texts;
import dev.lockstep.app.settings.SettingsFile;
import dev.lockstep.engine.Shift;
import dev.lockstep.engine.SyncEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/// The engine in a process of its own: begins a shift for a configuration with one mapping, and ends
/// when that is loaded.
///
/// Standard output: lines that say what it is doing, then the line of [Loaded]. It ends, too, when its
/// standard input does, as that of a process does whose parent has died.
final class EngineMain {
    /// How a line begins that tells what is being done.
    static final String DOING = "doing ";

    private static final long NOT_YET = Long.MIN_VALUE;

    private final HeapPeak heap = HeapPeak.watch();
    private final CompletableFuture<Loaded> loaded = new CompletableFuture<>();
    private final AtomicLong firstPageAt = new AtomicLong(NOT_YET);

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().start(EngineMain::endWithTheParent);
        var settings = new SettingsFile(Path.of(arguments[0]), Map.of()).read();
        var engine = new EngineMain();
        var shift = Shift.begin(settings, engine::on);
        try {
            System.out.println(engine.loaded.join().line());
        } finally {
            shift.close();
        }
    }

    private static void endWithTheParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // A standard input that breaks has ended as well.
        }
        Runtime.getRuntime().halt(1);
    }

    private void on(SyncEvent event) {
        switch (event) {
            case SyncEvent.LoadWaits waits ->
                doing(
                        switch (waits.forWhat()) {
                            case ORG -> "the org runs the query";
                            case INDEXES -> "makes the indexes";
                        });
            case SyncEvent.LoadProgress progress -> {
                firstPageAt.compareAndSet(NOT_YET, System.nanoTime());
                doing(Texts.number(progress.rows()) + " of " + Texts.number(progress.expected()) + " rows");
            }
            case SyncEvent.Loaded done -> {
                var since = Duration.ofNanos(System.nanoTime() - firstPageAt.get());
                loaded.complete(
                        new Loaded(done.rows(), done.took(), done.took().minus(since), heap.bytes(), HeapPeak.limit()));
            }
            case SyncEvent.RecordRefused refused ->
                loaded.completeExceptionally(new IllegalStateException(
                        "the database refused " + refused.record() + ": " + refused.message()));
            case SyncEvent.Fault fault -> loaded.completeExceptionally(fault.cause());
            case SyncEvent.ShiftEnded ended -> loaded.completeExceptionally(new IllegalStateException(ended.why()));
            case SyncEvent.LoadedByPages byPages -> System.err.println("read page by page: " + byPages.why());
            case SyncEvent.Retrying retrying ->
                System.err.println("retrying " + retrying.what() + ": " + retrying.why());
            case SyncEvent.WritesBy writes -> {}
            case SyncEvent.JobProgress job -> {}
            case SyncEvent.WrittenWithoutJobs without -> {}
            case SyncEvent.CaptureProblem problem -> System.err.println(problem.problem());
            case SyncEvent.LoadResumed resumed -> {}
            case SyncEvent.ShiftStarted started -> {}
            case SyncEvent.Polled polled -> {}
            case SyncEvent.ArrivedInPostgres arrived -> {}
            case SyncEvent.ArrivedInOrg arrived -> {}
            case SyncEvent.EntryFailed failed -> {}
            case SyncEvent.OutcomeUnknown unknown -> {}
            case SyncEvent.OutcomeResolved resolved -> {}
            case SyncEvent.ArchiveCleared cleared -> {}
        }
    }

    private static void doing(String what) {
        System.out.println(DOING + what);
    }
}
