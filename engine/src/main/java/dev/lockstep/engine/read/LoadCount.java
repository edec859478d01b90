package dev.lockstep.engine.read;

import dev.lockstep.engine.SyncEvent;
import dev.lockstep.engine.SyncListener;
import dev.lockstep.model.ObjectName;
import java.time.Duration;

/// How far a load is, and who is told. Safe for several threads; tells one thing after the other.
final class LoadCount {
    private final ObjectName object;
    private final SyncListener listener;
    private final long made = System.nanoTime();
    private long began = made;
    private long resumedAt;
    private long expected;
    private long rows;
    private long refused;
    private long bytes;

    LoadCount(ObjectName object, SyncListener listener) {
        this.object = object;
        this.listener = listener;
    }

    /// The count begins, or begins anew.
    ///
    /// @param here records that are in the database already
    /// @param all as many as the org says there are
    synchronized void begin(long here, long all) {
        resumedAt = here;
        rows = here;
        refused = 0;
        bytes = 0;
        expected = all;
        began = System.nanoTime();
        tellProgress();
    }

    /// More records came, so many of which the database refused.
    synchronized void add(long came, long refusedOnes, long bytesRead) {
        rows += came - refusedOnes;
        refused += refusedOnes;
        bytes += bytesRead;
        tellProgress();
    }

    private void tellProgress() {
        listener.on(new SyncEvent.LoadProgress(object, rows, expected, resumedAt, bytes, since(began)));
    }

    synchronized void resumed(String job, long here) {
        listener.on(new SyncEvent.LoadResumed(object, job, here));
    }

    synchronized void waits(SyncEvent.LoadWait forWhat, long records) {
        listener.on(new SyncEvent.LoadWaits(object, forWhat, records, since(made)));
    }

    synchronized void byPages(String why) {
        listener.on(new SyncEvent.LoadedByPages(object, why));
    }

    synchronized void over() {
        listener.on(new SyncEvent.Loaded(object, rows, refused, since(made)));
    }

    synchronized long rows() {
        return rows;
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
