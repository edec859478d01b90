package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.cursor.Cursors;
import dev.lockstep.orgsim.cursor.QueriedObject;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.http.Allocation;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.PreparedCall;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// `/services/data` and what lies below it, `jobs` aside.
public final class RestEndpoint implements Endpoint {
    private final String organizationId;
    private final Cursors cursors;
    private final List<Supplier<Allocation>> limits;
    private final Admission admission;
    private final DescribeAnswers describe;
    private final QueryAnswers query;
    private final ReplicationAnswers replication;
    private final RecordCountAnswers counts;
    private final RecordAnswers records;
    private final ExternalIdAnswers externalIds;
    private final CollectionAnswers collections;
    private final BatchAnswers batch = new BatchAnswers();
    private final CompositeAnswers composite;
    private final GraphAnswers graph;
    private final BlobAnswers blobs;

    /// Serves the API.
    ///
    /// @param limits what the org has so and so much of, in the order of their names
    public RestEndpoint(SimulatedOrg org, Admission admission, Cursors cursors, List<Supplier<Allocation>> limits) {
        this.organizationId = org.organizationId();
        this.cursors = cursors;
        this.limits = List.copyOf(limits);
        this.admission = admission;
        this.describe = new DescribeAnswers(org);
        this.query = new QueryAnswers(org, cursors);
        this.replication = new ReplicationAnswers(org);
        this.counts = new RecordCountAnswers(org);
        this.records = new RecordAnswers(org, describe);
        this.externalIds = new ExternalIdAnswers(org, records);
        this.collections = new CollectionAnswers(org);
        this.composite = new CompositeAnswers(org);
        this.graph = new GraphAnswers(org);
        this.blobs = new BlobAnswers(org);
    }

    @Override
    public PreparedCall receive(HttpCall call) {
        Resource resource = Resource.of(call.segments());
        return new PreparedCall(
                new ApiOperation(Api.REST, resource.operation(RestCall.method(call)), objects(call, resource)),
                () -> answer(call, resource));
    }

    private List<String> objects(HttpCall call, Resource resource) {
        return switch (resource) {
            case Resource.OfRecords records -> List.of(records.object());
            case Resource.OfCollections many -> collections.objects(call, many);
            case Resource.Batch _ -> objectsWithin(BatchAnswers.requests(call));
            case Resource.Composite _ -> objectsWithin(CompositeAnswers.requests(call));
            case Resource.Graph _ -> objectsWithin(GraphAnswers.requests(call));
            case Resource.Describe(String object) -> List.of(object);
            case Resource.Updated(String object) -> List.of(object);
            case Resource.Deleted(String object) -> List.of(object);
            case Resource.RecordCount _ -> RecordCountAnswers.named(call);
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

    private List<String> objectsWithin(Stream<HttpCall> requests) {
        return requests.flatMap(request -> objects(request, Resource.of(request.segments())).stream())
                .toList();
    }

    private Answer answer(HttpCall call, Resource resource) {
        return resource instanceof Resource.Versions
                ? admission.admitAnybody(call, () -> {
                    refuseOtherThanGet(call);
                    return RestAnswers.versions();
                })
                : admission.admit(
                        call,
                        (version, user) -> SaveHeaders.conditions(call)
                                .during(() -> signedIn(new RestCall(call, version, user), resource)));
    }

    private Answer signedIn(RestCall call, Resource resource) {
        return switch (resource) {
            case Resource.OfRecords.All(String object) -> records.all(call, object);
            case Resource.OfRecords.One(String object, String id) -> records.one(call, object, id);
            case Resource.OfRecords.Named named ->
                blobs.isNamed(named) ? blobs.answer(call, named) : externalIds.one(call, named);
            case Resource.OfCollections many -> collections.answer(call, many);
            case Resource.Batch _ -> batch.answer(call, this::answerWithinBatch);
            case Resource.Composite _ -> composite(call);
            case Resource.Graph _ -> graph.answer(call, this::answerWithin);
            case Resource.ReadOnly readOnly -> read(call, readOnly);
            case Resource.Unknown _ -> throw RestRefusal.notFound();
        };
    }

    private Answer composite(RestCall call) {
        return switch (call.method()) {
            case "GET", "HEAD" -> RestAnswers.compositeResources(call.version());
            case "POST" -> composite.answer(call, this::answerWithin);
            default -> throw call.methodNotAllowed("GET,HEAD,POST");
        };
    }

    /// A request within another one.
    private Answer answerWithin(HttpCall call) {
        Resource resource = Resource.of(call.segments());
        return switch (resource) {
            case Resource.ReadOnly _, Resource.OfRecords _, Resource.OfCollections _ -> answer(call, resource);
            case Resource.Batch _, Resource.Composite _, Resource.Graph _, Resource.Unknown _ ->
                answer(call, new Resource.Unknown());
        };
    }

    @Assumed(reason = "A batch holds no collections")
    private Answer answerWithinBatch(HttpCall call) {
        return Resource.of(call.segments()) instanceof Resource.OfCollections
                ? answer(call, new Resource.Unknown())
                : answerWithin(call);
    }

    private Answer read(RestCall call, Resource.ReadOnly resource) {
        HttpCall http = call.http();
        ApiVersion version = call.version();
        refuseOtherThanGet(http);
        return switch (resource) {
            case Resource.Versions _ -> RestAnswers.versions();
            case Resource.Root _ -> RestAnswers.resources(version, identity(call));
            case Resource.Limits _ ->
                RestAnswers.limits(limits.stream().map(Supplier::get).toList());
            case Resource.RecordCount _ -> counts.counts(call);
            case Resource.DescribeGlobal _ -> describe.global(http, version);
            case Resource.Describe(String object) -> describe.describe(http, version, object);
            case Resource.Updated(String object) -> replication.updated(http, object);
            case Resource.Deleted(String object) -> replication.deleted(http, object);
            case Resource.Query(QueryScope scope) -> query.first(http, version, call.user(), scope);
            case Resource.NextPage(String locator) -> query.next(http, version, call.user(), locator);
        };
    }

    private String identity(RestCall call) {
        return "%s/id/%s/%s"
                .formatted(call.http().baseUrl(), organizationId, call.user().id());
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
