package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A batch as it stands at one moment.
///
/// @param active how long it was worked on, if it has ended
/// @param total how long it took with the time that it waited, if it has ended
record BatchInfo(
        AsyncBatch batch,
        BatchState state,
        Instant changed,
        long records,
        long recordsFailed,
        Duration active,
        Duration total) {
    @Assumed(
            reason = "Times are told when the batch has ended, 0 before. There are no triggers, so that theirs stays 0")
    static BatchInfo of(AsyncBatch batch, Instant now) {
        BatchState state = batch.state(now);
        Duration active = Duration.ZERO;
        Duration total = Duration.ZERO;
        if (state == BatchState.COMPLETED || state == BatchState.FAILED) {
            var time = batch.life().time().orElseThrow();
            Instant end = batch.end().orElseThrow();
            active = time.worked(end);
            total = time.took(end);
        }
        return new BatchInfo(
                batch, state, changed(batch, state), batch.records(now), batch.recordsFailed(), active, total);
    }

    /// As it stood when it was added, whatever has become of it since.
    @Assumed(reason = "Recorded traffic and the documents' examples show no other state in the answer")
    static BatchInfo added(AsyncBatch batch) {
        return new BatchInfo(
                batch, BatchState.QUEUED, changed(batch, BatchState.QUEUED), 0, 0, Duration.ZERO, Duration.ZERO);
    }

    @Assumed(reason = "The documents call it the end of the processing; before that it is the last change of state")
    private static Instant changed(AsyncBatch batch, BatchState state) {
        return switch (state) {
            case QUEUED -> batch.life().created().get().orElseThrow();
            case IN_PROGRESS -> batch.life().time().orElseThrow().begins();
            case COMPLETED, FAILED, NOT_PROCESSED -> batch.end().orElseThrow();
        };
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_batchinfo.htm")
    AsyncInfo info() {
        Optional<String> message = state == BatchState.FAILED ? batch.failure() : Optional.empty();
        return new AsyncInfo.Builder("batchInfo")
                .id("id", batch.id())
                .id("jobId", batch.life().job().id())
                .text("state", state.text())
                .text("stateMessage", message)
                .moment("createdDate", batch.life().created().get().orElseThrow())
                .moment("systemModstamp", changed)
                .count("numberRecordsProcessed", records)
                .count("numberRecordsFailed", recordsFailed)
                .count("totalProcessingTime", total.toMillis())
                .count("apiActiveProcessingTime", active.toMillis())
                .count("apexProcessingTime", 0)
                .build();
    }

    /// Of a job with these batches.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_jobinfo.htm")
    @Assumed(
            reason =
                    "A batch that isn't processed counts among all and among none else. JSON tells what nobody has set,"
                            + " XML doesn't, as recorded traffic and clients show it")
    static AsyncInfo ofJob(AsyncJob job, List<BatchInfo> batches) {
        JobRequest request = job.origin().request();
        return new AsyncInfo.Builder("jobInfo")
                .id("id", job.id())
                .text("operation", request.operation().text())
                .text("object", request.object())
                .text("createdById", job.origin().userId())
                .moment("createdDate", job.origin().created())
                .moment("systemModstamp", job.changed())
                .text("state", job.state().text())
                .text("externalIdFieldName", request.externalIdField())
                .text("concurrencyMode", request.mode().text())
                .text("contentType", request.contentType().name())
                .count("numberBatchesQueued", count(batches, BatchState.QUEUED))
                .count("numberBatchesInProgress", count(batches, BatchState.IN_PROGRESS))
                .count("numberBatchesCompleted", count(batches, BatchState.COMPLETED))
                .count("numberBatchesFailed", count(batches, BatchState.FAILED))
                .count("numberBatchesTotal", batches.size())
                .count(
                        "numberRecordsProcessed",
                        batches.stream().mapToLong(BatchInfo::records).sum())
                .count(
                        "numberRetries",
                        batches.stream()
                                .mapToLong(info -> info.batch().retries())
                                .sum())
                .add(
                        "apiVersion",
                        new AsyncInfo.Value.Version(job.origin().version().toString()))
                .text("assignmentRuleId", request.assignmentRuleId())
                .count(
                        "numberRecordsFailed",
                        batches.stream().mapToLong(BatchInfo::recordsFailed).sum())
                .count(
                        "totalProcessingTime",
                        sum(batches.stream().map(BatchInfo::total).toList()))
                .count(
                        "apiActiveProcessingTime",
                        sum(batches.stream().map(BatchInfo::active).toList()))
                .count("apexProcessingTime", 0)
                .add("fastPathEnabled", new AsyncInfo.Value.False())
                .build();
    }

    private static long count(List<BatchInfo> batches, BatchState state) {
        return batches.stream().filter(info -> info.state() == state).count();
    }

    private static long sum(List<Duration> times) {
        return times.stream().mapToLong(Duration::toMillis).sum();
    }
}
