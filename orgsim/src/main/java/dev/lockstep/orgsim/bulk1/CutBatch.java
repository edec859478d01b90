package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.JobTime;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A batch whose query was cut into ranges of Ids, each of which is a batch of its own. It isn't processed itself.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/async_api_headers_enable_pk_chunking.htm")
@Assumed(
        reason =
                "That the others come while this one is still in progress, and all at once, is believed; an org may add"
                        + " them one after the other")
final class CutBatch implements AsyncBatch {
    private final long number;
    private final BatchLife life;
    private final List<QueryBatch> ranges;

    /// @param ranges whose lives begin with [#cut]
    CutBatch(long number, BatchLife life, List<QueryBatch> ranges) {
        this.number = number;
        this.life = life;
        this.ranges = List.copyOf(ranges);
    }

    /// When a batch of this life is cut.
    static Optional<Instant> cut(BatchLife life) {
        return life.isSkipped() ? Optional.empty() : life.time().map(JobTime::begins);
    }

    /// All of them, those that aren't there yet included.
    List<QueryBatch> ranges() {
        return ranges;
    }

    /// Those that are there.
    List<QueryBatch> ranges(Instant now) {
        return life.hasBegun(now) ? ranges : List.of();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public BatchLife life() {
        return life;
    }

    @Override
    public BatchState state(Instant now) {
        if (end().filter(at -> !now.isBefore(at)).isPresent()) {
            return BatchState.NOT_PROCESSED;
        }
        return life.hasBegun(now) ? BatchState.IN_PROGRESS : BatchState.QUEUED;
    }

    @Override
    public Optional<Instant> end() {
        return life.isSkipped()
                ? life.job().aborted()
                : life.time().map(time -> time.begins().plus(time.takes().dividedBy(3)));
    }

    @Override
    public Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    public long records(Instant now) {
        return 0;
    }

    @Override
    public long recordsFailed() {
        return 0;
    }

    @Override
    public int retries() {
        return 0;
    }
}
