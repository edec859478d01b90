package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.org.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// One ingest job: what was asked for, and what has become of it. Its state follows from that and the time.
///
/// Safe for use by several threads.
final class IngestJob {
    private final long number;
    private final Origin origin;
    private final SavedChunks saved = new SavedChunks();
    private volatile boolean uploaded;
    private volatile Optional<Instant> closed = Optional.empty();
    private volatile Optional<End> end = Optional.empty();
    private volatile boolean removed;

    /// Whose job it is, and what was asked for.
    ///
    /// @param jobTime how long the job is to take from its closing on: a third of it queued, the rest in progress
    record Origin(
            String userId, ApiVersion version, IngestRequest request, Instant created, Duration jobTime, Fate fate) {}

    /// How a job ended.
    ///
    /// @param state the last one
    /// @param error why it failed
    record End(IngestState state, Instant at, Optional<String> error) {}

    IngestJob(long number, Origin origin) {
        this.number = number;
        this.origin = origin;
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

    boolean isUploaded() {
        return uploaded;
    }

    Optional<End> end() {
        return end;
    }

    /// Whether its rows are, or will be, worked on.
    boolean isUnderWay() {
        return closed.isPresent() && end.isEmpty() && !removed;
    }

    /// Where it stands.
    ///
    /// @param now the org's time
    IngestState state(Instant now) {
        if (end.isPresent()) {
            return end.get().state();
        }
        if (closed.isEmpty()) {
            return IngestState.OPEN;
        }
        return now.isBefore(begins()) ? IngestState.UPLOAD_COMPLETE : IngestState.IN_PROGRESS;
    }

    /// When it came into a state that it has.
    @Assumed(reason = "The documents call it the time of the last update; the updates are the changes of state")
    Instant reached(IngestState state) {
        return switch (state) {
            case OPEN -> origin.created();
            case UPLOAD_COMPLETE -> closed.orElseThrow();
            case IN_PROGRESS -> begins();
            case JOB_COMPLETE, FAILED, ABORTED -> end.orElseThrow().at();
        };
    }

    private JobTime time() {
        return new JobTime(closed.orElseThrow(), origin.jobTime());
    }

    /// When the work is to begin; of a job that was closed.
    Instant begins() {
        return time().begins();
    }

    /// When the work is to have so many of so many rows behind it.
    Instant due(long rows, long of) {
        return time().due(rows, of);
    }

    /// How long it was worked on, until its end.
    Duration worked() {
        return closed.isEmpty() || end.isEmpty()
                ? Duration.ZERO
                : time().worked(end.get().at());
    }

    /// How long it took from its closing to its end, if it was worked on.
    Duration took() {
        return closed.isEmpty() || end.isEmpty()
                ? Duration.ZERO
                : time().took(end.get().at());
    }

    /// What was saved of it.
    SavedChunks saved() {
        return saved;
    }

    synchronized void markUploaded() {
        uploaded = true;
    }

    synchronized void markClosed(Instant at) {
        closed = Optional.of(at);
    }

    synchronized void markEnded(End how) {
        end = Optional.of(how);
    }

    synchronized void markRemoved() {
        removed = true;
    }

    synchronized void add(ChunkNote note) {
        saved.add(note);
    }

    /// Saves a chunk unless the job was stopped; nobody stops it meanwhile.
    ///
    /// @return whether it was saved
    synchronized boolean work(Supplier<ChunkNote> save) {
        if (!isUnderWay()) {
            return false;
        }
        add(save.get());
        return true;
    }
}
