package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/// What becomes of ingest jobs, their results aside.
final class IngestAnswers {

    private final SimulatedOrg org;
    private final IngestJobs jobs;
    private final IngestWorkers workers;
    private final BulkSettings settings;
    private final InstantSource clock;

    IngestAnswers(
            SimulatedOrg org, IngestJobs jobs, IngestWorkers workers, BulkSettings settings, InstantSource clock) {
        this.org = org;
        this.jobs = jobs;
        this.workers = workers;
        this.settings = settings;
        this.clock = clock;
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/create_job.htm")
    Answer create(HttpCall call, ApiVersion version, OrgUser user, Fate fate) {
        IngestRequest request = IngestRequest.read(call, org);
        var origin = new IngestJob.Origin(user.id(), version, request, clock.instant(), settings.jobTime(), fate);
        return told(jobs.add(origin), JobJson.Detail.CHANGED);
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/get_job_info.htm")
    Answer one(OrgUser user, String id) {
        return told(jobs.ofUser(user, id), JobJson.Detail.ALL);
    }

    private Answer told(IngestJob job, JobJson.Detail detail) {
        Instant now = clock.instant();
        return JsonBody.answer(200, json -> IngestJson.write(json, job, now, detail));
    }

    /// Everybody's jobs.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/get_all_jobs.htm")
    Answer list(HttpCall call, ApiVersion version) {
        Instant now = clock.instant();
        List<IngestJob> found =
                hasIngestJobs(call) ? jobs.after(JobPages.start(call), JobPages.MOST_TO_FIND) : List.of();
        return JobPages.answer(
                version,
                "ingest",
                found,
                IngestJob::number,
                (json, job) -> IngestJson.write(json, job, now, JobJson.Detail.LISTED));
    }

    /// Whether jobs of this kind pass the filters, which speak of kinds alone.
    @Assumed(reason = "Filters are compared without regard to case, and an unknown one finds nothing")
    private static boolean hasIngestJobs(HttpCall call) {
        return !call.parameter("isPkChunkingEnabled").orElse("false").equalsIgnoreCase("true")
                && call.parameter("jobType").orElse("V2Ingest").equalsIgnoreCase("V2Ingest");
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/upload_job_data.htm")
    Answer upload(HttpCall call, OrgUser user, String id) {
        IngestJob job = jobs.ofUser(user, id);
        requireCsv(call);
        jobs.upload(job, call.upload().orElseThrow());
        return Answer.empty(201);
    }

    @Assumed(reason = "The format is documented; that another is refused, and how, is what the REST API does")
    private static void requireCsv(HttpCall call) {
        String type = call.header("Content-Type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).matches("text/csv\\s*(;.*)?")) {
            throw new RestRefusal(
                    415, "UNSUPPORTED_MEDIA_TYPE", "The data of a job is text/csv, not \"%s\"".formatted(type));
        }
    }

    /// Closes or aborts a job.
    Answer change(HttpCall call, OrgUser user, String id) {
        IngestJob job = jobs.ofUser(user, id);
        String wished = JobEntries.wishedState(call, job.id().text18()).orElse("");
        if (wished.equals(IngestState.UPLOAD_COMPLETE.text())) {
            jobs.close(job);
            workers.begin(job);
        } else if (wished.equals(IngestState.ABORTED.text())) {
            jobs.abort(job);
        } else {
            throw JobEntries.refused("An ingest job can only be set to the states UploadComplete and Aborted");
        }
        return told(job, JobJson.Detail.CHANGED);
    }

    Answer delete(OrgUser user, String id) {
        jobs.remove(jobs.ofUser(user, id));
        return Answer.empty(204);
    }
}
