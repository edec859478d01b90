package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.bulk.JobFiles;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.Body;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/// What becomes of batches.
final class BatchAnswers {
    private final AsyncJobs jobs;
    private final JobFiles files;
    private final AsyncWorkers workers;
    private final BulkSettings settings;
    private final InstantSource clock;

    BatchAnswers(AsyncJobs jobs, JobFiles files, AsyncWorkers workers, BulkSettings settings, InstantSource clock) {
        this.jobs = jobs;
        this.files = files;
        this.workers = workers;
        this.settings = settings;
        this.clock = clock;
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_batches_create.htm")
    Answer add(AsyncCall call, String jobId, Fate fate) {
        AsyncJob job = jobs.ofUser(call.user(), jobId);
        requireContentOf(job, call);
        Path file = call.http().upload().orElseThrow();
        UploadSize.require(file);
        AsyncBatch batch = jobs.add(job, file, fate);
        if (batch instanceof RowsBatch rows) {
            workers.begin(rows);
        }
        return BatchInfo.added(batch)
                .info()
                .answer(201, call.form())
                .with(
                        "Location",
                        "%s/job/%s/batch/%s"
                                .formatted(
                                        call.root(),
                                        job.id().text18(),
                                        batch.id().text18()));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/async_api_headers_content_type.htm")
    @Assumed(reason = "That both must match is documented; code and words of the refusal are ours")
    private static void requireContentOf(AsyncJob job, AsyncCall call) {
        String wanted = job.origin().request().contentType().mediaType();
        String sent = Form.mediaTypeOf(call.http());
        if (!sent.equals(wanted)) {
            throw ExceptionCode.CLIENT_INPUT_ERROR.refusal(
                    "The job's batches are %s, not \"%s\"".formatted(wanted, sent));
        }
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_batches_get_info_all.htm")
    Answer all(AsyncCall call, String jobId) {
        Instant now = clock.instant();
        AsyncJob job = jobs.ofUser(call.user(), jobId);
        return AsyncInfo.answer(
                call.form(),
                "batchInfoList",
                "batchInfo",
                job.batches(now).stream()
                        .map(batch -> BatchInfo.of(batch, now).info())
                        .toList());
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_batches_get_info.htm")
    Answer one(AsyncCall call, String jobId, String id) {
        AsyncBatch batch = jobs.batch(jobs.ofUser(call.user(), jobId), id);
        return BatchInfo.of(batch, clock.instant()).info().answer(200, call.form());
    }

    /// As it was sent; a range of a query as it was made.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_batches_get_request.htm")
    Answer request(AsyncCall call, String jobId, String id) {
        AsyncJob job = jobs.ofUser(call.user(), jobId);
        AsyncBatch batch = jobs.batch(job, id);
        String mediaType = job.origin().request().contentType().mediaType();
        Path file = files.of(batch.number());
        return batch instanceof QueryBatch query && !job.added().contains(query)
                ? Answer.of(200, mediaType, query.soql().getBytes(StandardCharsets.UTF_8))
                : Answer.of(200, mediaType, new FileBody(file));
    }

    /// What a client has sent.
    private record FileBody(Path file) implements Body {
        @Override
        public OptionalLong length() {
            try {
                return OptionalLong.of(Files.size(file));
            } catch (IOException e) {
                throw new UncheckedIOException("The data of a batch can't be read", e);
            }
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            Files.copy(file, out);
        }
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_batches_get_results.htm")
    Answer results(AsyncCall call, String jobId, String id) {
        AsyncJob job = jobs.ofUser(call.user(), jobId);
        AsyncBatch batch = jobs.batch(job, id);
        ContentType contentType = job.origin().request().contentType();
        return switch (batch) {
            case RowsBatch rows -> {
                requireResults(rows);
                yield Answer.of(200, contentType.mediaType(), new RowResults(rows.saved(), contentType));
            }
            case QueryBatch query -> files(query).list(contentType);
            case CutBatch _ -> throw notCompleted();
        };
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_using_bulk_query.htm")
    Answer result(AsyncCall call, String jobId, String batchId, String id) {
        AsyncBatch batch = jobs.batch(jobs.ofUser(call.user(), jobId), batchId);
        return switch (batch) {
            case QueryBatch query -> files(query).one(id);
            case RowsBatch _, CutBatch _ -> throw notCompleted();
        };
    }

    private QueryFiles files(QueryBatch query) {
        if (query.state(clock.instant()) != BatchState.COMPLETED) {
            throw notCompleted();
        }
        return QueryFiles.of(query, settings.pageRows());
    }

    /// A batch that failed tells what it saved.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_batches_interpret_status.htm")
    private void requireResults(RowsBatch batch) {
        BatchState state = batch.state(clock.instant());
        boolean hasResults = state == BatchState.COMPLETED
                || (state == BatchState.FAILED && batch.saved().count() > 0);
        if (!hasResults) {
            throw notCompleted();
        }
    }

    @Assumed(reason = "Code and words are in reports about several clients")
    private static AsyncRefusal notCompleted() {
        return ExceptionCode.INVALID_BATCH.refusal("Batch not completed");
    }
}
