package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.time.Instant;
import java.time.InstantSource;

/// What becomes of jobs.
final class JobAnswers {
    private final SimulatedOrg org;
    private final AsyncJobs jobs;
    private final BulkSettings settings;
    private final InstantSource clock;

    JobAnswers(SimulatedOrg org, AsyncJobs jobs, BulkSettings settings, InstantSource clock) {
        this.org = org;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_jobs_create.htm")
    Answer create(AsyncCall call, Fate fate) {
        JobRequest request = JobRequest.read(call.http(), JobEntries.read(call.http()), org);
        AsyncJob job = jobs.add(new AsyncJob.Origin(
                call.user().id(), call.version(), request, clock.instant(), settings.jobTime(), fate));
        return told(call, job, 201)
                .with("Location", "%s/job/%s".formatted(call.root(), job.id().text18()));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_jobs_get_details.htm")
    Answer one(AsyncCall call, String id) {
        return told(call, jobs.ofUser(call.user(), id), 200);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_jobs_close.htm")
    @Assumed(reason = "Beside the state nothing of a job is changed here; code and words of the refusal are ours")
    Answer change(AsyncCall call, String id) {
        AsyncJob job = jobs.ofUser(call.user(), id);
        JobEntries entries = JobEntries.read(call.http());
        entries.refuseSystemFields();
        String state = entries.text("state").orElse("");
        if (state.equals(AsyncJob.State.CLOSED.text())) {
            jobs.close(job);
        } else if (state.equals(AsyncJob.State.ABORTED.text())) {
            jobs.abort(job);
        } else {
            throw ExceptionCode.INVALID_JOB_STATE.refusal(
                    "A job can be set to the states Closed and Aborted, not to \"%s\"".formatted(state));
        }
        return told(call, job, 200);
    }

    private Answer told(AsyncCall call, AsyncJob job, int status) {
        Instant now = clock.instant();
        return BatchInfo.ofJob(
                        job,
                        job.batches(now).stream()
                                .map(batch -> BatchInfo.of(batch, now))
                                .toList())
                .answer(status, call.form());
    }
}
