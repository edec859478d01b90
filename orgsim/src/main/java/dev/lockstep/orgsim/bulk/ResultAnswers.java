package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.time.InstantSource;
import java.util.Optional;

/// The results of query jobs, page by page.
final class ResultAnswers {
    private static final int LINKS_AT_ONCE = 5;

    private final QueryJobs jobs;
    private final BulkSettings settings;
    private final InstantSource clock;

    ResultAnswers(QueryJobs jobs, BulkSettings settings, InstantSource clock) {
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_job_results.htm")
    Answer page(HttpCall call, ApiVersion version, OrgUser user, String id) {
        QueryJob job = jobs.ofUser(user, id);
        QueryAnswer answer = answer(job, version);
        long offset = offset(call, job, answer);
        long rows = Math.min(wishedRows(call), answer.totalSize() - offset);
        long end = offset + rows;
        JobRequest request = job.origin().request();
        return Answer.of(
                        200,
                        ResultCsv.CONTENT_TYPE,
                        new CsvPage(
                                answer,
                                job.origin().version(),
                                request.columnDelimiter(),
                                request.lineEnding(),
                                offset,
                                rows))
                .with("Sforce-NumberOfRecords", Long.toString(rows))
                .with(
                        "Sforce-Locator",
                        end < answer.totalSize() ? new ResultLocator(job.number(), end).text() : "null");
    }

    private static long offset(HttpCall call, QueryJob job, QueryAnswer answer) {
        return call.parameter("locator")
                .map(text -> ResultLocator.read(text, job.number(), answer.totalSize())
                        .offset())
                .orElse(0L);
    }

    @Assumed(
            reason =
                    "What isn't a number of rows is refused with this code; pages may be as large as the client wishes")
    private int wishedRows(HttpCall call) {
        return call.parameter("maxRecords")
                .map(text -> {
                    int rows = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
                    if (rows == 0) {
                        throw new RestRefusal(
                                400, "API_ERROR", "maxRecords is a number of at least 1, not '%s'".formatted(text));
                    }
                    return rows;
                })
                .orElse(settings.pageRows());
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_parallel_job_results.htm")
    @Assumed(
            reason =
                    "Its table names nextRecordUrl; its example, its text and clients nextRecordsUrl, as here. A result"
                            + " without rows has one page, and the list behind the last is null, as a client says")
    Answer pages(HttpCall call, ApiVersion version, OrgUser user, String id) {
        QueryJob job = jobs.ofUser(user, id);
        QueryAnswer answer = answer(job, version);
        long start = offset(call, job, answer);
        long end = start + (long) LINKS_AT_ONCE * settings.pageRows();
        boolean done = end >= answer.totalSize();
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart(settings.resultLinks().list());
            long offset = start;
            do {
                json.writeStartObject();
                json.writeStringProperty(settings.resultLinks().link(), link(job, version, "results", offset));
                json.writeEndObject();
                offset += settings.pageRows();
            } while (offset < Math.min(end, answer.totalSize()));
            json.writeEndArray();
            JobJson.writeNext(json, done ? Optional.empty() : Optional.of(link(job, version, "resultPages", end)));
            json.writeBooleanProperty("done", done);
            json.writeEndObject();
        });
    }

    private String link(QueryJob job, ApiVersion version, String resource, long offset) {
        String below = "/jobs/query/%s/%s?locator=%s"
                .formatted(job.id().text18(), resource, new ResultLocator(job.number(), offset).text());
        return switch (settings.resultLinks()) {
            case DOCUMENTED -> "/services/data/v" + version + below;
            case SEEN -> below;
        };
    }

    private QueryAnswer answer(QueryJob job, ApiVersion version) {
        requireSameVersion(job, version);
        JobState state = job.state(clock.instant());
        if (state != JobState.JOB_COMPLETE) {
            throw notComplete(state);
        }
        return job.answer();
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_job_results.htm")
    @Assumed(reason = "The documents name status 409; code and words are ours")
    private static void requireSameVersion(QueryJob job, ApiVersion version) {
        if (!job.origin().version().equals(version)) {
            throw new RestRefusal(
                    409,
                    "API_ERROR",
                    "The job was created by API version %s, its results can't be read by %s"
                            .formatted(job.origin().version(), version));
        }
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.ja-jp.222.0.api_bulk_v2.meta/api_bulk_v2/query_get_job_results.htm")
    @Assumed(
            reason = "Newer documents say no more what is told; that failed and aborted jobs tell the same is believed")
    private static RestRefusal notComplete(JobState state) {
        return new RestRefusal(
                412,
                "JOB_NOT_COMPLETE",
                "can only download query results of successfully completed bulk job with status: %s. Current status: %s"
                        .formatted(JobState.JOB_COMPLETE, state));
    }
}
