package dev.lockstep.engine;

import dev.lockstep.postgres.log.ArchiveRetention;
import java.time.Duration;
import java.util.Optional;

/// What a shift does about old entries of the archive: it removes them in small batches, now and then.
final class ArchiveWork {
    private static final Duration LOOK_EVERY = Duration.ofHours(1);
    /// Between two batches: others want the disk, too.
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Sides sides;
    private final ArchiveRetention retention;
    private final Duration keep;
    private Optional<ArchiveRetention.Pass> pass = Optional.empty();
    private long removed;
    private long kept;

    ArchiveWork(Sides sides, ArchiveRetention retention, Duration keep) {
        this.sides = sides;
        this.retention = retention;
        this.keep = keep;
    }

    /// One piece of work; says how long to wait before the next. After a failure the pass goes on where it
    /// stood.
    Duration piece() {
        var batch = retention.remove(sides.epoch(), pass.orElseGet(() -> retention.begin(keep)));
        removed += batch.removed();
        kept += batch.kept();
        pass = batch.next();
        if (pass.isPresent()) {
            return PAUSE;
        }
        if (removed > 0) {
            sides.listener().on(new SyncEvent.ArchiveCleared(removed, kept, keep));
        }
        removed = 0;
        kept = 0;
        return LOOK_EVERY;
    }
}
