package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.org.PreparedQuery;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One job. It sees the org as it was when the job was made, and needs no memory for rows: they are computed from that
/// picture whenever they are read.
///
/// Safe for use by several threads.
final class QueryJob {
    private final long number;
    private final Origin origin;
    private final PreparedQuery query;
    private final CompletableFuture<QueryAnswer> answer;
    private volatile Optional<Instant> aborted = Optional.empty();

    /// Whose job it is, and what was asked for.
    ///
    /// @param jobTime how long the job is to take
    record Origin(String userId, ApiVersion version, JobRequest request, Instant created, Duration jobTime) {}

    /// Begins to run at once; being seen to run follows the org's clock.
    QueryJob(long number, Origin origin, PreparedQuery query, Fate fate) {
        this.number = number;
        this.origin = origin;
        this.query = query;
        this.answer = switch (fate) {
            case SUCCESS -> CompletableFuture.supplyAsync(query::run, Thread::startVirtualThread);
            case FAILURE -> CompletableFuture.failedFuture(new JobFailure());
            case HANGING -> new CompletableFuture<>();
        };
    }

    private static final class JobFailure extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    long number() {
        return number;
    }

    RecordId id() {
        return JobNumbers.id(number);
    }

    Origin origin() {
        return origin;
    }

    PreparedQuery query() {
        return query;
    }

    /// @param now the org's time
    JobState state(Instant now) {
        if (aborted.isPresent()) {
            return JobState.ABORTED;
        }
        if (now.isBefore(started())) {
            return JobState.UPLOAD_COMPLETE;
        }
        if (now.isBefore(ended()) || !answer.isDone()) {
            return JobState.IN_PROGRESS;
        }
        return answer.isCompletedExceptionally() ? JobState.FAILED : JobState.JOB_COMPLETE;
    }

    /// When it came, or will come, into a state that it has or had.
    @Assumed(
            reason = "The documents call it the time of the last update of the job; the updates are the changes of"
                    + " state")
    Instant reached(JobState state) {
        return switch (state) {
            case UPLOAD_COMPLETE -> origin.created();
            case IN_PROGRESS -> started();
            case JOB_COMPLETE, FAILED -> ended();
            case ABORTED -> aborted.orElseThrow();
        };
    }

    private Instant started() {
        return origin.created().plus(origin.jobTime().dividedBy(3));
    }

    private Instant ended() {
        return origin.created().plus(origin.jobTime());
    }

    /// Stops it unless it has ended.
    ///
    /// @return whether it was still on its way
    synchronized boolean abort(Instant now) {
        if (state(now).isEnd()) {
            return false;
        }
        aborted = Optional.of(now);
        return true;
    }

    /// What it found; of a job that has completed.
    QueryAnswer answer() {
        return answer.join();
    }
}
