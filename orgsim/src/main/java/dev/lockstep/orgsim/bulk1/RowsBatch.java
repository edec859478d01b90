package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.SavedChunks;
import dev.lockstep.orgsim.faults.Fate;
import java.time.Instant;
import java.util.Optional;

/// A batch of records that are saved or deleted.
final class RowsBatch implements AsyncBatch {
    private static final int RETRIES_OF_A_FAILURE = 10;

    private final long number;
    private final BatchLife life;
    private final Fate fate;
    private final SavedChunks saved = new SavedChunks();
    private volatile Optional<End> end = Optional.empty();

    /// How it ended.
    ///
    /// @param failure why it failed, if it did
    record End(Instant at, Optional<String> failure) {}

    RowsBatch(long number, BatchLife life, Fate fate) {
        this.number = number;
        this.life = life;
        this.fate = fate;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public BatchLife life() {
        return life;
    }

    Fate fate() {
        return fate;
    }

    /// What was saved of it.
    SavedChunks saved() {
        return saved;
    }

    void markEnded(End how) {
        end = Optional.of(how);
    }

    /// Whether its rows are, or will be, worked on.
    boolean isUnderWay() {
        return end.isEmpty() && !life.isSkipped();
    }

    @Override
    public BatchState state(Instant now) {
        if (end.isPresent()) {
            return failure().isPresent() ? BatchState.FAILED : BatchState.COMPLETED;
        }
        if (life.isSkipped()) {
            return BatchState.NOT_PROCESSED;
        }
        return life.hasBegun(now) ? BatchState.IN_PROGRESS : BatchState.QUEUED;
    }

    @Override
    public Optional<Instant> end() {
        return life.isSkipped() ? life.job().aborted() : end.map(End::at);
    }

    @Override
    public Optional<String> failure() {
        return end.flatMap(End::failure);
    }

    @Override
    public long records(Instant now) {
        return saved.rows();
    }

    @Override
    public long recordsFailed() {
        return saved.rowsFailed();
    }

    @Override
    public int retries() {
        return fate == Fate.FAILURE && failure().isPresent() ? RETRIES_OF_A_FAILURE : 0;
    }
}
