package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.cursor.Cursors;
import dev.lockstep.orgsim.cursor.QueriedObject;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiUsage;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.PreparedCall;
import dev.lockstep.orgsim.oauth.Session;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.Optional;

/// `/services/data` and what lies below it.
public final class RestEndpoint implements Endpoint {
    private static final int LONGEST_TARGET = 16_384;

    /// Segments of `/services/data/vNN.0`.
    private static final int ROOT_SEGMENTS = 3;

    private final Sessions sessions;
    private final Cursors cursors;
    private final ApiUsage usage;
    private final DescribeAnswers describe;
    private final QueryAnswers query;
    private final ReplicationAnswers replication;

    public RestEndpoint(SimulatedOrg org, Sessions sessions, Cursors cursors, ApiUsage usage) {
        this.sessions = sessions;
        this.cursors = cursors;
        this.usage = usage;
        this.describe = new DescribeAnswers(org);
        this.query = new QueryAnswers(org, cursors);
        this.replication = new ReplicationAnswers(org);
    }

    @Override
    public PreparedCall receive(HttpCall call) {
        Resource resource = Resource.of(call.segments());
        return new PreparedCall(
                new ApiOperation(Api.REST, resource.operation(), objects(call, resource)),
                () -> guarded(call, resource));
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

    private Answer guarded(HttpCall call, Resource resource) {
        try {
            return answer(call, resource);
        } catch (RestRefusal refusal) {
            return RestAnswers.error(refusal.status(), refusal.code(), refusal.text());
        } catch (OrgFault fault) {
            return RestAnswers.error(400, fault.code(), fault.text());
        }
    }

    private Answer answer(HttpCall call, Resource resource) {
        refuseTooLong(call);
        if (resource instanceof Resource.Versions) {
            refuseOtherThanGet(call);
            return RestAnswers.versions();
        }
        ApiVersion version = version(call.segments().get(ROOT_SEGMENTS - 1));
        Session session = session(call);
        Answer answer = signedIn(call, resource, version, session);
        return answer.with("Sforce-Limit-Info", "api-usage=%d/%d".formatted(usage.used(), usage.limit()));
    }

    private Answer signedIn(HttpCall call, Resource resource, ApiVersion version, Session session) {
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
            case Resource.Query(QueryScope scope) -> query.first(call, version, session.user(), scope);
            case Resource.NextPage(String locator) -> query.next(call, version, session.user(), locator);
            case Resource.Unknown _ -> throw RestRefusal.notFound();
        };
    }

    @Assumed(reason = "The documents name status 414; the error code is believed.")
    private static void refuseTooLong(HttpCall call) {
        if (call.target().length() > LONGEST_TARGET) {
            throw new RestRefusal(414, "URI_TOO_LONG", "The URI is longer than 16,384 bytes");
        }
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm")
    private static void refuseOtherThanGet(HttpCall call) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            throw new RestRefusal(
                    405,
                    "METHOD_NOT_ALLOWED",
                    "HTTP Method '%s' not allowed. Allowed are GET,HEAD".formatted(call.method()));
        }
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=000381744")
    private static ApiVersion version(String segment) {
        Optional<ApiVersion> version =
                segment.startsWith("v") ? ApiVersion.parse(segment.substring(1)) : Optional.empty();
        ApiVersion asked = version.orElseThrow(RestRefusal::notFound);
        return switch (asked.standing()) {
            case OFFERED -> asked;
            case RETIRED -> throw new RestRefusal(410, "GONE", "The requested API version is retired: " + asked);
            case UNKNOWN -> throw RestRefusal.notFound();
        };
    }

    private Session session(HttpCall call) {
        return call.accessToken()
                .flatMap(sessions::find)
                .orElseThrow(() -> new RestRefusal(401, "INVALID_SESSION_ID", "Session expired or invalid"));
    }

    @Assumed(reason = "The documents name the code and status 503; the words are believed.")
    @Override
    public Answer unavailable() {
        return RestAnswers.error(503, "SERVER_UNAVAILABLE", "The server is temporarily unavailable.");
    }

    @Override
    public Answer broken() {
        return RestAnswers.error(500, "UNKNOWN_EXCEPTION", "An unexpected error occurred.");
    }
}
