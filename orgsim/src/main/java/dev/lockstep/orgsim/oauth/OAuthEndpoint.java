package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.http.PreparedCall;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.function.Supplier;

/// `/services/oauth2/authorize`, `/token`, `/revoke`, `/introspect`, `/userinfo` and
/// `/id/{organization}/{user}`, `/id/keys`.
public final class OAuthEndpoint implements Endpoint {
    private final Sessions sessions;
    private final TokenCalls tokens;
    private final TokenChecks checks;
    private final IdentityCalls identities;
    private final WebServerFlow webServer;

    public OAuthEndpoint(
            SimulatedOrg org, Sessions sessions, UserAccounts accounts, List<ConnectedClient> connectedClients) {
        this.sessions = sessions;
        var approvals = new Approvals(org, sessions);
        var clients = new ConnectedClients(connectedClients);
        var codes = new AuthorizationCodes(org::now);
        this.tokens = new TokenCalls(org, sessions, accounts, clients, approvals, codes);
        this.checks = new TokenChecks(org, sessions, approvals, clients);
        this.identities = new IdentityCalls(org, sessions);
        this.webServer = new WebServerFlow(accounts, clients, codes, org::now);
    }

    @Override
    public PreparedCall receive(HttpCall call) {
        List<String> path = call.segments();
        if (path.equals(List.of("id", "keys"))) {
            return prepared("keys", sessions.tokens().key()::published);
        }
        if (path.getFirst().equals("id")) {
            return prepared("identity", () -> identities.identity(call));
        }
        return switch (path.getLast()) {
            case "authorize" -> prepared("authorize", () -> webServer.authorize(call));
            case "token" -> prepared("token", () -> tokens.token(call));
            case "userinfo" -> prepared("userinfo", () -> identities.userInfo(call));
            case "revoke" -> prepared("revoke", () -> checks.revoke(call));
            case "introspect" -> prepared("introspect", () -> checks.introspect(call));
            default -> prepared("unknown", () -> Answer.empty(404));
        };
    }

    private static PreparedCall prepared(String operation, Supplier<Answer> work) {
        return new PreparedCall(new ApiOperation(Api.OAUTH, operation, List.of()), () -> orRefusal(work));
    }

    private static Answer orRefusal(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (OAuthRefusal refusal) {
            return refusal.answer();
        }
    }

    @Assumed(reason = "An org that is away answers as some server before it does: 503 and a word.")
    @Override
    public Answer unavailable() {
        return IdentityCalls.bareWord(503, "Service Unavailable");
    }

    @Override
    public Answer broken() {
        return JsonBody.answer(500, json -> {
            json.writeStartObject();
            json.writeStringProperty("error", "unknown_error");
            json.writeStringProperty("error_description", "retry your request");
            json.writeEndObject();
        });
    }
}
