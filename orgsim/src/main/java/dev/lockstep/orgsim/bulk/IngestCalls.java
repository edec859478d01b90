package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.UploadPlace;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// `/services/data/vNN.0/jobs/ingest` and what lies below it.
final class IngestCalls {
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/create_job.htm")
    static final int FIRST_VERSION = 41;

    /// 150 MB as base64, which is what an org turns data into.
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/upload_job_data.htm")
    private static final long LIMIT_BYTES = 150L * 1024 * 1024 / 4 * 3;

    private final InstantSource clock;
    private final JobFiles files;
    private final IngestJobs jobs;
    private final IngestWorkers workers;
    private final IngestAnswers answers;

    IngestCalls(SimulatedOrg org, BulkSettings settings, InstantSource clock, JobNumbers numbers, Optional<Path> data) {
        this.clock = clock;
        this.files = new JobFiles(data, new JobFiles.Kind("uploads", JobNumbers.KEY_PREFIX, ".csv", LIMIT_BYTES));
        this.jobs = new IngestJobs(org, clock, numbers, files);
        this.workers = new IngestWorkers(org, clock, jobs, files);
        this.answers = new IngestAnswers(org, jobs, workers, settings, clock);
    }

    void start() {
        workers.resume();
    }

    void stop() {
        workers.stop();
        files.close();
    }

    /// Where the body of a request goes; empty where it is no upload.
    Optional<UploadPlace> upload(String method, IngestResource resource) {
        return method.equals("PUT") && resource instanceof IngestResource.Batches
                ? Optional.of(files.place())
                : Optional.empty();
    }

    ApiOperation operation(HttpCall call, IngestResource resource) {
        Optional<String> object = switch (resource) {
            case IngestResource.Jobs _ -> IngestRequest.objectOf(call);
            default ->
                resource.job()
                        .flatMap(jobs::find)
                        .map(job -> job.origin().request().object());
        };
        return new ApiOperation(
                Api.BULK, resource.operation(call), object.stream().toList());
    }

    Answer answer(HttpCall call, IngestResource resource, Fate fate, ApiVersion version, OrgUser user) {
        if (!version.isAtLeast(FIRST_VERSION)) {
            throw RestRefusal.notFound();
        }
        return switch (resource) {
            case IngestResource.Jobs _ ->
                switch (call.method()) {
                    case "POST" -> answers.create(call, version, user, fate);
                    case "GET" -> answers.list(call, version);
                    default -> throw RestRefusal.methodNotAllowed(call, "GET,POST");
                };
            case IngestResource.Job(String id) ->
                switch (call.method()) {
                    case "GET" -> answers.one(user, id);
                    case "PATCH" -> answers.change(call, user, id);
                    case "DELETE" -> answers.delete(user, id);
                    default -> throw RestRefusal.methodNotAllowed(call, "DELETE,GET,PATCH");
                };
            case IngestResource.Batches(String id) -> {
                requireMethod(call, "PUT");
                yield answers.upload(call, user, id);
            }
            case IngestResource.Results(String id, IngestResource.Part part) -> {
                requireMethod(call, "GET");
                yield results(jobs.ofUser(user, id), part);
            }
            case IngestResource.Unknown _ -> throw RestRefusal.notFound();
        };
    }

    private static void requireMethod(HttpCall call, String method) {
        if (!call.method().equals(method)) {
            throw RestRefusal.methodNotAllowed(call, method);
        }
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/get_job_successful_results.htm")
    @Assumed(reason = "Results are said to be those of a job that has ended; how others are refused is ours")
    private Answer results(IngestJob job, IngestResource.Part part) {
        IngestState state = job.state(clock.instant());
        if (!state.isEnd()) {
            throw IngestJobs.wrongState("There are no results before the job has ended; it is in " + state.text());
        }
        return Answer.of(200, ResultCsv.CONTENT_TYPE, new IngestResults(job, files.of(job.number()), part));
    }
}
