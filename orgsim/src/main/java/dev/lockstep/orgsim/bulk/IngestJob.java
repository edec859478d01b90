package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.org.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// One ingest job: what was asked for, and what has become of it. Its state follows from that and the time.
///
/// Safe for use by several threads. What was saved of it is kept as the short text of its notes: a job may have a
/// million rows.
final class IngestJob {
    private final long number;
    private final Origin origin;
    private final List<Chunk> chunks = new CopyOnWriteArrayList<>();
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

    /// Rows that were saved together.
    ///
    /// @param note the text of a [ChunkNote]
    private record Chunk(String note, int rows, int failed) {}

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

    /// When the work is to begin; of a job that was closed.
    Instant begins() {
        return closed.orElseThrow().plus(origin.jobTime().dividedBy(3));
    }

    /// When the work is to have so many of so many rows behind it: they are spread evenly over the job's time.
    Instant due(long rows, long of) {
        Instant begins = begins();
        Duration work = Duration.between(begins, closed.orElseThrow().plus(origin.jobTime()));
        return begins.plus(Duration.ofNanos(Math.round((double) work.toNanos() * rows / of)));
    }

    /// How long it was worked on, until its end.
    Duration worked() {
        if (closed.isEmpty() || end.isEmpty() || end.get().at().isBefore(begins())) {
            return Duration.ZERO;
        }
        return Duration.between(begins(), end.get().at());
    }

    /// How long it took from its closing to its end, if it was worked on.
    Duration took() {
        Duration worked = worked();
        return worked.isZero() ? worked : worked.plus(Duration.between(closed.orElseThrow(), begins()));
    }

    /// How many rows were worked on, those that failed included.
    long rowsDone() {
        return chunks.stream().mapToLong(Chunk::rows).sum();
    }

    long rowsFailed() {
        return chunks.stream().mapToLong(Chunk::failed).sum();
    }

    int chunks() {
        return chunks.size();
    }

    /// What became of the rows of a chunk that was saved.
    ///
    /// @param index from 0
    List<RowOutcome> outcomes(int index) {
        return ChunkNote.read(chunks.get(index).note()).outcomes();
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
        chunks.add(new Chunk(note.text(), note.outcomes().size(), note.failed()));
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
