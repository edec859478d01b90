package dev.lockstep.engine;

import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.fence.EpochLost;
import dev.lockstep.salesforce.OrgFailure;
import dev.lockstep.salesforce.Treatment;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// A thread of a shift: does one piece of work after the other until the shift ends, and knows what a failure
/// means.
final class Worker implements Runnable {
    private static final Duration AFTER_STOP = Duration.ofSeconds(60);

    private final String what;
    private final StopSignal stop;
    private final Backoff backoff;
    private final SyncListener listener;
    private final Supplier<Duration> work;

    /// @param what names the work in what is told of it, such as `reading account`
    /// @param work does a piece, and says how long to wait before the next
    Worker(String what, StopSignal stop, Backoff backoff, SyncListener listener, Supplier<Duration> work) {
        this.what = what;
        this.stop = stop;
        this.backoff = backoff;
        this.listener = listener;
        this.work = work;
    }

    @Override
    public void run() {
        while (!stop.isRaised()) {
            stop.await(piece());
        }
    }

    private Duration piece() {
        try {
            var wait = work.get();
            backoff.succeeded();
            return wait;
        } catch (EpochLost lost) {
            return end(lost.getMessage());
        } catch (OrgFailure failure) {
            return retry(failure.getMessage(), failure.treatment() == Treatment.STOP);
        } catch (DatabaseFailure failure) {
            return switch (failure.kind()) {
                case GONE, BUSY -> retry(failure.getMessage(), false);
                case REFUSED, MISCONFIGURED -> retry(failure.getMessage(), true);
                case BUG -> end(what + " met a fault of this program: " + failure.getMessage());
            };
        } catch (RuntimeException | Error fault) {
            // Nothing of ours is expected to end up here; to go on could do harm, to end does none.
            listener.on(new SyncEvent.Fault(what, fault));
            return end(what + " met a fault of this program: " + fault);
        }
    }

    private Duration retry(String why, boolean patiently) {
        if (stop.isRaised()) {
            return Duration.ZERO;
        }
        var after = patiently ? AFTER_STOP : backoff.afterFailure();
        listener.on(new SyncEvent.Retrying(what, why, after));
        return after;
    }

    private Duration end(String why) {
        if (!stop.isRaised()) {
            stop.raise(Optional.of(why));
            listener.on(new SyncEvent.ShiftEnded(why));
        }
        return Duration.ZERO;
    }
}
