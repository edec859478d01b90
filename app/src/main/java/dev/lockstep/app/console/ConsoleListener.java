package dev.lockstep.app.console;

import dev.lockstep.engine.SyncEvent;
import dev.lockstep.engine.SyncListener;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Prints what the sync tells: progress of loads, each change as it crosses, and what doesn't go as it
/// should. Safe for several threads.
public final class ConsoleListener implements SyncListener {
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);
    private static final Duration SAME_TROUBLE_EVERY = Duration.ofSeconds(30);

    private static final double BYTES_OF_MB = 1e6;

    private final PrintStream out;
    private final Map<ObjectName, Long> toldAt = new ConcurrentHashMap<>();
    private final Map<String, Long> troubles = new ConcurrentHashMap<>();
    private volatile boolean muted;

    public ConsoleListener(PrintStream out) {
        this.out = out;
    }

    /// What happens while everything is being stopped is nothing to look at.
    public void mute() {
        muted = true;
    }

    @Override
    public void on(SyncEvent event) {
        if (!muted) {
            print(event);
        }
    }

    private void print(SyncEvent event) {
        switch (event) {
            case SyncEvent.ShiftStarted started ->
                out.printf("Connection %s: epoch %d.%n", started.connection(), started.epoch());
            case SyncEvent.LoadResumed resumed ->
                out.printf(
                        "  %-14s goes on where it was cut short: %s records of the job %s are here%n",
                        resumed.object(), Texts.number(resumed.rows()), resumed.job());
            case SyncEvent.LoadWaits waits -> waits(waits);
            case SyncEvent.LoadedByPages byPages ->
                out.printf("  %-14s is read page by page: %s%n", byPages.object(), byPages.why());
            case SyncEvent.LoadProgress loading -> loading(loading);
            case SyncEvent.Loaded loaded -> loaded(loaded);
            case SyncEvent.Polled polled -> {}
            case SyncEvent.ArrivedInPostgres arrived ->
                change(
                        "org -> postgres",
                        arrived.action().name(),
                        arrived.object(),
                        arrived.row(),
                        arrived.record().value(),
                        "%s after its stamp".formatted(Texts.duration(arrived.latency())));
            case SyncEvent.ArrivedInOrg arrived ->
                change(
                        "postgres -> org",
                        arrived.action().name(),
                        arrived.object(),
                        arrived.row(),
                        arrived.record().map(RecordId::value).orElse("-"),
                        "in " + Texts.duration(arrived.latency()));
            case SyncEvent.EntryFailed failed ->
                out.printf(
                        "REFUSED by the org: %s %s, row %d, entry %d: %s%n",
                        failed.action(), failed.object(), failed.row(), failed.entry(), failed.message());
            case SyncEvent.OutcomeUnknown unknown ->
                out.printf(
                        "OUTCOME UNKNOWN: attempt %d with %d changes: %s. They wait until the org shows what became"
                                + " of them.%n",
                        unknown.attempt(), unknown.entries(), unknown.why());
            case SyncEvent.OutcomeResolved resolved ->
                out.printf(
                        "OUTCOME RESOLVED: attempt %d: %d had arrived, %d are sent again, %d are on the list of"
                                + " errors.%n",
                        resolved.attempt(), resolved.accepted(), resolved.sentAgain(), resolved.listed());
            case SyncEvent.ArchiveCleared cleared ->
                out.printf(
                        "  archive of the log: %s entries that ended more than %s ago were removed, %s are still"
                                + " needed%n",
                        Texts.number(cleared.removed()), Texts.duration(cleared.keep()), Texts.number(cleared.kept()));
            case SyncEvent.RecordRefused refused ->
                out.printf(
                        "REFUSED by the database: %s %s: %s%n", refused.object(), refused.record(), refused.message());
            case SyncEvent.CaptureProblem problem ->
                out.printf("CAPTURE of %s: %s%n", problem.object(), problem.problem());
            case SyncEvent.WritesBy writes ->
                out.printf(
                        "Writing is %s from now on.%n",
                        writes.algorithm().name().toLowerCase(Locale.ROOT));
            case SyncEvent.JobProgress job -> job(job);
            case SyncEvent.WrittenWithoutJobs without ->
                out.printf("  %-14s no bulk job, since the org refuses it: %s%n", without.object(), without.why());
            case SyncEvent.Retrying retrying -> trouble(retrying);
            case SyncEvent.Fault fault -> fault.cause().printStackTrace(out);
            case SyncEvent.ShiftEnded ended -> out.printf("STOPPED: %s%n", ended.why());
        }
    }

    private void change(String direction, String action, ObjectName object, long row, String record, String latency) {
        out.printf("  %s  %-6s %-14s row %-8d %-18s %s%n", direction, action, object, row, record, latency);
    }

    private void job(SyncEvent.JobProgress job) {
        if (isTimeToTell(job.object())) {
            out.printf(
                    "  %-14s the org works at the job %s: %s of %s records, since %s%n",
                    job.object(),
                    job.job(),
                    Texts.number(job.processed()),
                    Texts.number(job.records()),
                    Texts.duration(job.since()));
        }
    }

    private void waits(SyncEvent.LoadWaits waits) {
        if (isTimeToTell(waits.object())) {
            var records = Texts.number(waits.records());
            var what = switch (waits.forWhat()) {
                case ORG -> "the org runs the query: " + records + " records so far";
                case INDEXES -> "the indexes of " + records + " records are made";
            };
            out.printf("  %-14s %s, since %s%n", waits.object(), what, Texts.duration(waits.since()));
        }
    }

    private void loading(SyncEvent.LoadProgress loading) {
        if (loading.rows() == loading.resumedAt() || !isTimeToTell(loading.object())) {
            return;
        }
        double seconds = Math.max(1, loading.since().toNanos()) / 1e9;
        double rate = (loading.rows() - loading.resumedAt()) / seconds;
        long left = Math.max(0, loading.expected() - loading.rows());
        out.printf(
                Locale.ROOT,
                "  %-14s %12s of %s records%s, %,.0f a second, about %s left%n",
                loading.object(),
                Texts.number(loading.rows()),
                Texts.number(loading.expected()),
                loading.bytes() == 0 ? "" : String.format(Locale.ROOT, ", %,.0f MB", loading.bytes() / BYTES_OF_MB),
                rate,
                Texts.duration(Duration.ofMillis((long) (left * 1_000 / Math.max(1, rate)))));
    }

    /// Nobody needs to be told of what is over soon.
    private boolean isTimeToTell(ObjectName object) {
        long now = System.nanoTime();
        var last = toldAt.putIfAbsent(object, now);
        boolean isTime = last != null && now - last >= PROGRESS_EVERY.toNanos();
        if (isTime) {
            toldAt.put(object, now);
        }
        return isTime;
    }

    private void loaded(SyncEvent.Loaded loaded) {
        toldAt.remove(loaded.object());
        out.printf(
                "  %-14s %12s records loaded in %s%s%n",
                loaded.object(),
                Texts.number(loaded.rows()),
                Texts.duration(loaded.took()),
                loaded.refused() == 0
                        ? ""
                        : ", " + Texts.number(loaded.refused())
                                + " REFUSED by the database: they stand in _lockstep_read_error");
    }

    private void trouble(SyncEvent.Retrying retrying) {
        long now = System.nanoTime();
        var last = troubles.get(retrying.what());
        if (last == null || now - last > SAME_TROUBLE_EVERY.toNanos()) {
            troubles.put(retrying.what(), now);
            out.printf("RETRYING %s in %s: %s%n", retrying.what(), Texts.duration(retrying.after()), retrying.why());
        }
    }
}
