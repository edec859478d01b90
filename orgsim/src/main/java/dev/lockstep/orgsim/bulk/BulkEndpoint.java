package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.cursor.QueriedObject;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.PreparedCall;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.rest.Admission;
import dev.lockstep.orgsim.rest.RestRefusal;
import java.time.InstantSource;
import java.util.List;

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

    public BulkEndpoint(SimulatedOrg org, Admission admission, BulkSettings settings, InstantSource clock) {
        this.admission = admission;
        this.jobs = new QueryJobs(org, clock);
        this.answers = new JobAnswers(org, jobs, settings, clock);
        this.results = new ResultAnswers(jobs, settings, clock);
    }

    @Override
    public PreparedCall receive(HttpCall call) {
        BulkResource resource = BulkResource.of(
                call.segments().subList(ROOT_SEGMENTS, call.segments().size()));
        return new PreparedCall(
                new ApiOperation(Api.BULK, resource.operation(call.method()), objects(call, resource)),
                () -> answer(call, resource, QueryJob.Fate.SUCCESS),
                () -> answer(call, resource, QueryJob.Fate.FAILURE));
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

    private Answer answer(HttpCall call, BulkResource resource, QueryJob.Fate fate) {
        return admission.admit(call, (version, user) -> {
            requireVersion(version, FIRST_WITH_QUERY_JOBS);
            return admitted(call, resource, fate, version, user);
        });
    }

    private Answer admitted(
            HttpCall call, BulkResource resource, QueryJob.Fate fate, ApiVersion version, OrgUser user) {
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
