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
import java.util.Optional;

/// What becomes of query jobs, their results aside.
final class JobAnswers {
    private final SimulatedOrg org;
    private final QueryJobs jobs;
    private final BulkSettings settings;
    private final InstantSource clock;

    JobAnswers(SimulatedOrg org, QueryJobs jobs, BulkSettings settings, InstantSource clock) {
        this.org = org;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_create_job.htm")
    Answer create(HttpCall call, ApiVersion version, OrgUser user, Fate fate) {
        JobRequest request = JobRequest.read(call);
        BulkQueryRules.require(org, request.soql(), request.scope());
        // Taken before the org's picture: whatever was saved before a job is in its result.
        var origin = new QueryJob.Origin(user.id(), version, request, clock.instant(), settings.jobTime());
        return told(jobs.add(origin, fate), JobJson.Detail.CHANGED);
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_one_job.htm")
    Answer one(OrgUser user, String id) {
        return told(jobs.ofUser(user, id), JobJson.Detail.ALL);
    }

    private Answer told(QueryJob job, JobJson.Detail detail) {
        Instant now = clock.instant();
        return JsonBody.answer(200, json -> JobJson.write(json, job, now, detail));
    }

    /// Everybody's jobs.
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_get_all_jobs.htm")
    Answer list(HttpCall call, ApiVersion version) {
        Instant now = clock.instant();
        List<QueryJob> found = hasQueryJobs(call) ? jobs.after(JobPages.start(call), JobPages.MOST_TO_FIND) : List.of();
        return JobPages.answer(
                version,
                "query",
                found,
                QueryJob::number,
                (json, job) -> JobJson.write(json, job, now, JobJson.Detail.LISTED));
    }

    /// Whether jobs of this kind pass the filters, which speak of kinds alone.
    @Assumed(reason = "Filters are compared without regard to case, and an unknown one finds nothing")
    private static boolean hasQueryJobs(HttpCall call) {
        return !call.parameter("isPkChunkingEnabled").orElse("false").equalsIgnoreCase("true")
                && call.parameter("jobType").orElse("V2Query").equalsIgnoreCase("V2Query")
                && call.parameter("concurrencyMode").orElse("parallel").equalsIgnoreCase("parallel");
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_abort_job.htm")
    @Assumed(reason = "The states are documented, and so is the right to abort; the errors are those of Bulk API 1.0")
    Answer abort(HttpCall call, OrgUser user, String id) {
        QueryJob job = jobs.ofUser(user, id);
        if (!JobEntries.wishedState(call, job.id().text18()).equals(Optional.of("Aborted"))) {
            throw new RestRefusal(400, "API_ERROR", "A query job can only be set to the state Aborted");
        }
        if (!jobs.abort(job, clock.instant())) {
            throw new RestRefusal(400, "INVALIDJOBSTATE", "Aborting already Completed Job not allowed");
        }
        return told(job, JobJson.Detail.CHANGED);
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/query_delete_job.htm")
    Answer delete(OrgUser user, String id) {
        QueryJob job = jobs.ofUser(user, id);
        if (!job.state(clock.instant()).isEnd()) {
            throw new RestRefusal(
                    400, "API_ERROR", "Error encountered when deleting the job because the job is not terminated");
        }
        jobs.remove(job);
        return Answer.empty(204);
    }
}
