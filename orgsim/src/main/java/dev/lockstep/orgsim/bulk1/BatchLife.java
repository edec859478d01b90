package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.JobTime;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// When a batch is worked on, as far as that is settled.
///
/// @param created when it came to its job, if that is settled
/// @param before the batch whose end it waits for, if it does
record BatchLife(AsyncJob job, Supplier<Optional<Instant>> created, Optional<AsyncBatch> before) {
    Optional<JobTime> time() {
        Optional<Instant> start = created.get();
        if (before.isPresent()) {
            Optional<Instant> end = before.get().end();
            start = start.flatMap(at -> end.map(other -> other.isAfter(at) ? other : at));
        }
        return start.map(at -> new JobTime(at, job.origin().jobTime()));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_batches_interpret_status.htm")
    @Assumed(reason = "A batch of an open job is worked on as one of a closed job, as recorded traffic shows it")
    boolean hasBegun(Instant now) {
        return !isSkipped()
                && time().filter(time -> !now.isBefore(time.begins())).isPresent();
    }

    /// Whether the job was aborted before this began.
    boolean isSkipped() {
        return job.aborted()
                .filter(at -> time().map(time -> at.isBefore(time.begins())).orElse(true))
                .isPresent();
    }
}
