package dev.lockstep.orgsim.soap;

import dev.lockstep.orgsim.cursor.Cursors;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.faults.RequestRefusal;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiUsage;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.PreparedCall;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.oauth.UserAccounts;
import dev.lockstep.orgsim.org.OrgFault;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `POST /services/Soap/u/{version}`, with or without the organization's Id behind it.
public final class SoapEndpoint implements Endpoint {
    private static final int VERSION_SEGMENT = 3;
    private static final String UNREADABLE = "unreadable";

    private final SimulatedOrg org;
    private final Sessions sessions;
    private final ApiUsage usage;
    private final NamedObjects namedObjects;
    private final Map<String, Operation> operations = new HashMap<>();

    /// Serves the calls that are listed here.
    ///
    /// @param accounts who may sign in by `login`
    public SoapEndpoint(SimulatedOrg org, Sessions sessions, Cursors cursors, ApiUsage usage, UserAccounts accounts) {
        this.org = org;
        this.sessions = sessions;
        this.usage = usage;
        this.namedObjects = new NamedObjects(org, cursors);
        operations.putAll(new SessionCalls(org, accounts).operations());
        operations.putAll(new DescribeCalls(org).operations());
        operations.putAll(new QueryCalls(org, cursors).operations());
        operations.putAll(new SaveCalls(org).operations());
        operations.putAll(new BinCalls(org).operations());
        operations.putAll(new MergeCalls(org).operations());
        operations.putAll(new ReplicationCalls(org).operations());
    }

    @Override
    public PreparedCall receive(HttpCall call) {
        if (!call.method().equals("POST")) {
            return prepared(UNREADABLE, List.of(), () -> Answer.empty(405).with("Allow", "POST"));
        }
        Envelope envelope;
        try {
            envelope = EnvelopeReader.read(call.body());
        } catch (UnreadableEnvelope e) {
            return prepared(UNREADABLE, List.of(), () -> Envelopes.unreadable(e.text()));
        }
        Element operation = envelope.operation();
        return prepared(operation.name(), namedObjects.of(operation), () -> answer(call, envelope));
    }

    private static PreparedCall prepared(String operation, List<String> objects, Supplier<Answer> work) {
        return new PreparedCall(new ApiOperation(Api.SOAP, operation, objects), work);
    }

    private Answer answer(HttpCall http, Envelope envelope) {
        try {
            String name = envelope.operation().name();
            Operation operation = operations.get(name);
            if (operation == null) {
                return noSuchOperation(envelope.operation());
            }
            SoapCall call = new SoapCall(http, version(http), envelope, sessions);
            refuseTooMany(name);
            return call.origin()
                    .during(() -> Envelopes.result(usage, out -> {
                        out.start(name + "Response");
                        carryOut(operation, call, out);
                        out.end();
                    }));
        } catch (SoapFault fault) {
            return Envelopes.fault(fault);
        } catch (OrgFault fault) {
            return Envelopes.fault(SoapFault.of(fault));
        }
    }

    /// As the caller, unless nobody is signed in: then the operation says so, or signs somebody in.
    private void carryOut(Operation operation, SoapCall call, XmlWriter out) {
        Optional<OrgUser> user = call.caller();
        if (user.isEmpty()) {
            operation.carryOut(call, out);
            return;
        }
        org.as(
                user.get(),
                () -> call.saveConditions().during(() -> {
                    operation.carryOut(call, out);
                    return out;
                }));
    }

    @Assumed(reason = "Signing in and out still works")
    private void refuseTooMany(String operation) {
        if (usage.isExceeded() && !operation.equals("login") && !operation.equals("logout")) {
            var refusal = RequestRefusal.REQUEST_LIMIT;
            throw SoapFault.unexpected(refusal.code(), refusal.text());
        }
    }

    @Assumed(reason = "A call that the API doesn't have is refused in SOAP's own sense, with its qualified name.")
    private static Answer noSuchOperation(Element operation) {
        return Envelopes.unreadable(
                "No operation available for request {%s}%s".formatted(operation.namespace(), operation.name()));
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=000381744")
    private static ApiVersion version(HttpCall http) {
        List<String> path = http.segments();
        Optional<ApiVersion> version =
                path.size() > VERSION_SEGMENT ? ApiVersion.parse(path.get(VERSION_SEGMENT)) : Optional.empty();
        return version.filter(asked -> asked.standing() == ApiVersion.Standing.OFFERED)
                .orElseThrow(
                        () -> SoapFault.unexpected("UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL"));
    }

    @Assumed(reason = "An org that is away answers a fault with status 503; a real one may also answer no XML at all.")
    @Override
    public Answer unavailable() {
        return Envelopes.fault(SoapFault.unexpected("SERVER_UNAVAILABLE", "The server is temporarily unavailable."))
                .status(503);
    }

    @Override
    public Answer refused(RequestRefusal refusal) {
        return Envelopes.fault(SoapFault.unexpected(refusal.code(), refusal.text()));
    }

    @Override
    public Optional<String> sessionToken(HttpCall call) {
        try {
            return EnvelopeReader.read(call.body()).header("SessionHeader", "sessionId");
        } catch (UnreadableEnvelope _) {
            return Optional.empty();
        }
    }

    @Override
    public Answer broken() {
        return Envelopes.fault(SoapFault.unexpected("UNKNOWN_EXCEPTION", "An unexpected error occurred."));
    }
}
