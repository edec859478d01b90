package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.cursor.QueriedObject;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.Allocation;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.PreparedCall;
import dev.lockstep.orgsim.http.RequestTarget;
import dev.lockstep.orgsim.http.UploadPlace;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.rest.Admission;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// `/services/data/vNN.0/jobs` and what lies below it.
public final class BulkEndpoint implements Endpoint {
    /// Segments of `/services/data/vNN.0/jobs`.
    private static final int ROOT_SEGMENTS = 4;

    private static final int FIRST_WITH_QUERY_JOBS = 47;
    private static final int FIRST_WITH_RESULT_PAGES = 58;

    private final Admission admission;
    private final QueryJobs jobs;
    private final JobAnswers answers;
    private final ResultAnswers results;
    private final IngestCalls ingest;

    /// With the jobs that the org knows. Those that an earlier process has left go on once this is started.
    ///
    /// @param data the org's folder, where it has one
    public BulkEndpoint(
            SimulatedOrg org,
            Admission admission,
            BulkSettings settings,
            InstantSource clock,
            JobNumbers numbers,
            Optional<Path> data) {
        this.admission = admission;
        this.ingest = new IngestCalls(org, settings, clock, numbers, data);
        this.jobs = new QueryJobs(org, clock, numbers);
        this.answers = new JobAnswers(org, jobs, settings, clock);
        this.results = new ResultAnswers(jobs, settings, clock);
    }

    /// How many query jobs 24 hours may bring.
    public Allocation allocation() {
        return jobs.allocation();
    }

    /// Begins to work on jobs.
    public void start() {
        ingest.start();
    }

    /// Leaves the work on jobs as it is; returns when nobody works any more.
    public void stop() {
        ingest.stop();
    }

    @Override
    public Optional<UploadPlace> upload(String method, RequestTarget target) {
        return ingestResource(target.segments()).flatMap(resource -> ingest.upload(method, resource));
    }

    /// Empty for paths of other jobs.
    private static Optional<IngestResource> ingestResource(List<String> segments) {
        return segments.size() > ROOT_SEGMENTS && segments.get(ROOT_SEGMENTS).equals("ingest")
                ? Optional.of(IngestResource.of(segments.subList(ROOT_SEGMENTS + 1, segments.size())))
                : Optional.empty();
    }

    @Override
    public PreparedCall receive(HttpCall call) {
        return ingestResource(call.segments())
                .map(resource -> receiveIngest(call, resource))
                .orElseGet(() -> receiveQuery(call));
    }

    private PreparedCall receiveIngest(HttpCall call, IngestResource resource) {
        return new PreparedCall(ingest.operation(call, resource), fate -> answer(call, resource, fate));
    }

    private Answer answer(HttpCall call, IngestResource resource, Fate fate) {
        return admission.admit(call, (version, user) -> ingest.answer(call, resource, fate, version, user));
    }

    private PreparedCall receiveQuery(HttpCall call) {
        BulkResource resource = BulkResource.of(
                call.segments().subList(ROOT_SEGMENTS, call.segments().size()));
        return new PreparedCall(
                new ApiOperation(Api.BULK, resource.operation(call.method()), objects(call, resource)),
                fate -> answer(call, resource, fate));
    }

    private List<String> objects(HttpCall call, BulkResource resource) {
        return switch (resource) {
            case BulkResource.Jobs _ ->
                JobRequest.queryOf(call).flatMap(QueriedObject::of).stream().toList();
            case BulkResource.Job(String id) -> objectOf(id);
            case BulkResource.Results(String id) -> objectOf(id);
            case BulkResource.ResultPages(String id) -> objectOf(id);
            case BulkResource.Unknown _ -> List.of();
        };
    }

    private List<String> objectOf(String id) {
        return jobs.find(id).map(job -> job.query().object().name()).stream().toList();
    }

    private Answer answer(HttpCall call, BulkResource resource, Fate fate) {
        return admission.admit(call, (version, user) -> {
            requireVersion(version, FIRST_WITH_QUERY_JOBS);
            return admitted(call, resource, fate, version, user);
        });
    }

    private Answer admitted(HttpCall call, BulkResource resource, Fate fate, ApiVersion version, OrgUser user) {
        return switch (resource) {
            case BulkResource.Jobs _ ->
                switch (call.method()) {
                    case "POST" -> answers.create(call, version, user, fate);
                    case "GET" -> answers.list(call, version);
                    default -> throw RestRefusal.methodNotAllowed(call, "GET,POST");
                };
            case BulkResource.Job(String id) ->
                switch (call.method()) {
                    case "GET" -> answers.one(user, id);
                    case "PATCH" -> answers.abort(call, user, id);
                    case "DELETE" -> answers.delete(user, id);
                    default -> throw RestRefusal.methodNotAllowed(call, "DELETE,GET,PATCH");
                };
            case BulkResource.Results(String id) -> {
                requireGet(call);
                yield results.page(call, version, user, id);
            }
            case BulkResource.ResultPages(String id) -> {
                requireVersion(version, FIRST_WITH_RESULT_PAGES);
                requireGet(call);
                yield results.pages(call, version, user, id);
            }
            case BulkResource.Unknown _ -> throw RestRefusal.notFound();
        };
    }

    private static void requireGet(HttpCall call) {
        if (!call.method().equals("GET")) {
            throw RestRefusal.methodNotAllowed(call, "GET");
        }
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/queries.htm")
    @Assumed(reason = "Since when a resource is there is documented; what is told before is believed")
    private static void requireVersion(ApiVersion version, int first) {
        if (!version.isAtLeast(first)) {
            throw RestRefusal.notFound();
        }
    }

    @Override
    public Answer unavailable() {
        return admission.unavailable();
    }

    @Override
    public Answer broken() {
        return admission.broken();
    }
}
