package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.cursor.Cursors;
import dev.lockstep.orgsim.cursor.QueriedObject;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiUsage;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.PreparedCall;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;

/// `/services/data` and what lies below it, `jobs` aside.
public final class RestEndpoint implements Endpoint {
    private final Cursors cursors;
    private final ApiUsage usage;
    private final Admission admission;
    private final DescribeAnswers describe;
    private final QueryAnswers query;
    private final ReplicationAnswers replication;

    public RestEndpoint(SimulatedOrg org, Admission admission, Cursors cursors, ApiUsage usage) {
        this.cursors = cursors;
        this.usage = usage;
        this.admission = admission;
        this.describe = new DescribeAnswers(org);
        this.query = new QueryAnswers(org, cursors);
        this.replication = new ReplicationAnswers(org);
    }

    @Override
    public PreparedCall receive(HttpCall call) {
        Resource resource = Resource.of(call.segments());
        return new PreparedCall(
                new ApiOperation(Api.REST, resource.operation(), objects(call, resource)),
                () -> answer(call, resource));
    }

    private List<String> objects(HttpCall call, Resource resource) {
        return switch (resource) {
            case Resource.BasicInfo(String object) -> List.of(object);
            case Resource.Describe(String object) -> List.of(object);
            case Resource.Updated(String object) -> List.of(object);
            case Resource.Deleted(String object) -> List.of(object);
            case Resource.Query _ ->
                call.parameter("q").flatMap(QueriedObject::of).stream().toList();
            case Resource.NextPage(String locator) ->
                cursors.objectOf(locator).stream().toList();
            case Resource.Versions _,
                    Resource.Root _,
                    Resource.Limits _,
                    Resource.DescribeGlobal _,
                    Resource.Unknown _ -> List.of();
        };
    }

    private Answer answer(HttpCall call, Resource resource) {
        return resource instanceof Resource.Versions
                ? admission.admitAnybody(call, () -> {
                    refuseOtherThanGet(call);
                    return RestAnswers.versions();
                })
                : admission.admit(call, (version, user) -> signedIn(call, resource, version, user));
    }

    private Answer signedIn(HttpCall call, Resource resource, ApiVersion version, OrgUser user) {
        if (resource instanceof Resource.Unknown) {
            throw RestRefusal.notFound();
        }
        refuseOtherThanGet(call);
        return switch (resource) {
            case Resource.Versions _ -> RestAnswers.versions();
            case Resource.Root _ -> RestAnswers.resources(version);
            case Resource.Limits _ -> RestAnswers.limits(usage);
            case Resource.DescribeGlobal _ -> describe.global(call, version);
            case Resource.BasicInfo(String object) -> describe.basic(version, object);
            case Resource.Describe(String object) -> describe.describe(call, version, object);
            case Resource.Updated(String object) -> replication.updated(call, object);
            case Resource.Deleted(String object) -> replication.deleted(call, object);
            case Resource.Query(QueryScope scope) -> query.first(call, version, user, scope);
            case Resource.NextPage(String locator) -> query.next(call, version, user, locator);
            case Resource.Unknown _ -> throw RestRefusal.notFound();
        };
    }

    private static void refuseOtherThanGet(HttpCall call) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            throw RestRefusal.methodNotAllowed(call, "GET,HEAD");
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
