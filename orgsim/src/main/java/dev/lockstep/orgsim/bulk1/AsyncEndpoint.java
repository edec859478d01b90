package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.bulk.JobFiles;
import dev.lockstep.orgsim.bulk.JobNumbers;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.faults.RequestRefusal;
import dev.lockstep.orgsim.http.Allocation;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiUsage;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.PreparedCall;
import dev.lockstep.orgsim.http.RequestTarget;
import dev.lockstep.orgsim.http.UploadPlace;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// `/services/async/NN.0/job` and what lies below it.
public final class AsyncEndpoint implements Endpoint {
    /// Segments of `/services/async/NN.0`.
    private static final int ROOT_SEGMENTS = 3;

    /// What is read at all, so that more than the API takes is refused by it.
    private static final long MOST_READ_BYTES = 50L * 1024 * 1024;

    private final JobFiles files;
    private final AsyncJobs jobs;
    private final AsyncWorkers workers;
    private final AsyncAdmission admission;
    private final JobAnswers jobAnswers;
    private final BatchAnswers batchAnswers;

    /// With the jobs that the org knows. Those that an earlier process has left go on once this is started.
    ///
    /// @param data the org's folder, where it has one
    public AsyncEndpoint(
            SimulatedOrg org,
            Sessions sessions,
            ApiUsage usage,
            BulkSettings settings,
            InstantSource clock,
            JobNumbers numbers,
            Optional<Path> data) {
        this.files = new JobFiles(data, new JobFiles.Kind("batches", AsyncBatch.KEY_PREFIX, ".data", MOST_READ_BYTES));
        this.jobs = new AsyncJobs(org, clock, numbers, files, settings.batchesADay());
        this.workers = new AsyncWorkers(org, clock, jobs, files);
        this.admission = new AsyncAdmission(org, sessions, usage, settings.batchesADay());
        this.jobAnswers = new JobAnswers(org, jobs, settings, clock);
        this.batchAnswers = new BatchAnswers(jobs, files, workers, settings, clock);
    }

    /// How many batches 24 hours may bring.
    public Allocation allocation() {
        return jobs.allocation();
    }

    /// Begins to work on batches.
    public void start() {
        workers.resume();
    }

    /// Leaves the work on batches as it is; returns when nobody works any more.
    public void stop() {
        workers.stop();
        files.close();
    }

    private static AsyncResource resource(List<String> segments) {
        return AsyncResource.of(segments.subList(Math.min(ROOT_SEGMENTS, segments.size()), segments.size()));
    }

    @Override
    public Optional<UploadPlace> upload(String method, RequestTarget target) {
        return method.equals("POST") && resource(target.segments()) instanceof AsyncResource.Batches
                ? Optional.of(files.place())
                : Optional.empty();
    }

    @Override
    public PreparedCall receive(HttpCall call) {
        AsyncResource resource = resource(call.segments());
        Optional<AsyncJob> job = resource.jobId().flatMap(jobs::find);
        Form form = Form.of(call, job.map(found -> found.origin().request().contentType()));
        Optional<String> object = resource instanceof AsyncResource.Jobs
                ? JobEntries.find(call, "object")
                : job.map(found -> found.origin().request().object());
        return new PreparedCall(
                new ApiOperation(
                        Api.BULK1, resource.operation(call), object.stream().toList()),
                fate -> admission.admit(
                        call,
                        form,
                        (version, user) -> answer(new AsyncCall(call, form, version, user), resource, fate)));
    }

    private Answer answer(AsyncCall call, AsyncResource resource, Fate fate) {
        return switch (resource) {
            case AsyncResource.Jobs _ -> {
                requireMethod(call, "POST");
                yield jobAnswers.create(call, fate);
            }
            case AsyncResource.Job(String id) -> {
                if (call.http().method().equals("POST")) {
                    yield jobAnswers.change(call, id);
                }
                requireMethod(call, "GET");
                yield jobAnswers.one(call, id);
            }
            case AsyncResource.Batches(String id) -> {
                if (call.http().method().equals("POST")) {
                    yield batchAnswers.add(call, id, fate);
                }
                requireMethod(call, "GET");
                yield batchAnswers.all(call, id);
            }
            case AsyncResource.Batch(String job, String id) -> {
                requireMethod(call, "GET");
                yield batchAnswers.one(call, job, id);
            }
            case AsyncResource.Request(String job, String batch) -> {
                requireMethod(call, "GET");
                yield batchAnswers.request(call, job, batch);
            }
            case AsyncResource.Results(String job, String batch) -> {
                requireMethod(call, "GET");
                yield batchAnswers.results(call, job, batch);
            }
            case AsyncResource.Result(String job, String batch, String id) -> {
                requireMethod(call, "GET");
                yield batchAnswers.result(call, job, batch, id);
            }
            case AsyncResource.OtherWord _ -> throw ExceptionCode.INVALID_OPERATION.refusal("The URI names no job");
            case AsyncResource.Unknown _ -> throw ExceptionCode.INVALID_URL.refusal("The URI names nothing of a job");
        };
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_errors.htm")
    @Assumed(reason = "The status is that of HTTP; code and words are ours")
    private static void requireMethod(AsyncCall call, String allowed) {
        if (!call.http().method().equals(allowed)) {
            throw new AsyncRefusal(
                    405,
                    ExceptionCode.INVALID_OPERATION,
                    "HTTP Method '%s' not allowed here".formatted(call.http().method()));
        }
    }

    @Override
    public Optional<String> sessionToken(HttpCall call) {
        return AsyncAdmission.token(call);
    }

    @Override
    public Answer refused(RequestRefusal refusal) {
        return AsyncAdmission.refused(refusal, Form.XML);
    }

    @Override
    public Answer unavailable() {
        return AsyncAdmission.unavailable();
    }

    @Override
    public Answer broken() {
        return AsyncAdmission.broken();
    }
}
