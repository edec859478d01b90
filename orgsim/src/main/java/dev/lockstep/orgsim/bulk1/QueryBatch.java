package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.JobTime;
import dev.lockstep.orgsim.org.QueryAnswer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A batch that is a query. It needs no memory for rows: they are computed from the picture that the query saw,
/// whenever they are read.
///
/// @param soql as it was sent, or made of what was sent
/// @param outcome is completed as soon as the records are found; being seen to run follows the org's clock
record QueryBatch(long number, BatchLife life, String soql, CompletableFuture<Outcome> outcome) implements AsyncBatch {
    /// What has become of a query.
    sealed interface Outcome {
        record Found(QueryAnswer answer) implements Outcome {}

        /// Why it has no answer.
        ///
        /// @param retries how often it was tried again
        record Failed(String message, int retries) implements Outcome {}
    }

    @Override
    public BatchState state(Instant now) {
        if (life.isSkipped()) {
            return BatchState.NOT_PROCESSED;
        }
        if (!life.hasBegun(now)) {
            return BatchState.QUEUED;
        }
        if (end().filter(at -> !now.isBefore(at)).isEmpty()) {
            return BatchState.IN_PROGRESS;
        }
        return failure().isPresent() ? BatchState.FAILED : BatchState.COMPLETED;
    }

    @Override
    public Optional<Instant> end() {
        if (life.isSkipped()) {
            return life.job().aborted();
        }
        return outcome.isDone() ? life.time().map(JobTime::ends) : Optional.empty();
    }

    @Override
    public Optional<String> failure() {
        return outcome.isDone() && outcome.join() instanceof Outcome.Failed(String message, int _)
                ? Optional.of(message)
                : Optional.empty();
    }

    /// What it found; of a batch that has completed.
    QueryAnswer answer() {
        return switch (outcome.join()) {
            case Outcome.Found(QueryAnswer answer) -> answer;
            case Outcome.Failed(String message, int _) -> throw new IllegalStateException(message);
        };
    }

    @Override
    public long records(Instant now) {
        return state(now) == BatchState.COMPLETED ? answer().totalSize() : 0;
    }

    @Override
    public long recordsFailed() {
        return 0;
    }

    @Override
    public int retries() {
        return outcome.isDone() && outcome.join() instanceof Outcome.Failed(String _, int retries) ? retries : 0;
    }
}
