package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.Endpoint;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.http.PreparedCall;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// `/services/oauth2/authorize`, `/token`, `/userinfo`, `/revoke` and `/id/{organization}/{user}`.
public final class OAuthEndpoint implements Endpoint {
    private final SimulatedOrg org;
    private final Sessions sessions;
    private final Approvals approvals;
    private final TokenCalls tokens;
    private final WebServerFlow webServer;

    public OAuthEndpoint(
            SimulatedOrg org, Sessions sessions, UserAccounts accounts, List<ConnectedClient> connectedClients) {
        this.org = org;
        this.sessions = sessions;
        this.approvals = new Approvals(org, sessions);
        var clients = new ConnectedClients(connectedClients);
        var codes = new AuthorizationCodes(org::now);
        this.tokens = new TokenCalls(org, sessions, accounts, clients, approvals, codes);
        this.webServer = new WebServerFlow(accounts, clients, codes, org::now);
    }

    @Override
    public PreparedCall receive(HttpCall call) {
        List<String> path = call.segments();
        if (path.getFirst().equals("id")) {
            return prepared("identity", () -> identity(call, path));
        }
        return switch (path.getLast()) {
            case "authorize" -> prepared("authorize", () -> webServer.authorize(call));
            case "token" -> prepared("token", () -> tokens.token(call));
            case "userinfo" -> prepared("userinfo", () -> userInfo(call));
            case "revoke" -> prepared("revoke", () -> revoke(call));
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

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_revoke_token.htm")
    private Answer revoke(HttpCall call) {
        String token = call.form().getOrDefault("token", call.parameter("token").orElse(""));
        return sessions.close(token) || approvals.revoke(token)
                ? Answer.empty(200)
                : new OAuthRefusal("invalid_token", "invalid token: the token isn't known or was revoked before").answer();
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_userinfo_endpoint.htm")
    private Answer userInfo(HttpCall call) {
        return signedIn(
                call,
                session -> IdentityAnswer.userInfo(
                        session.user(), org.organizationId(), IdentityAnswer.url(call, org, session.user()), call.baseUrl()));
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid.htm")
    private Answer identity(HttpCall call, List<String> path) {
        return signedIn(call, session -> {
            if (path.size() != 3) {
                return refused(404, "Missing_Id");
            }
            if (!org.organizationId().startsWith(path.get(1))) {
                return refused(403, "Wrong_Org");
            }
            return org.user(path.get(2))
                    .map(user -> IdentityAnswer.identity(
                            user, org.organizationId(), IdentityAnswer.url(call, org, user), call.baseUrl(), org.now()))
                    .orElseGet(() -> refused(404, "Bad_Id"));
        });
    }

    @Assumed(reason = "The identity resources refuse with 403 and one bare word, as clients' code expects.")
    private Answer signedIn(HttpCall call, Function<Session, Answer> work) {
        Optional<String> token = call.accessToken();
        if (token.isEmpty()) {
            return refused(403, "Missing_OAuth_Token");
        }
        return sessions.find(token.get()).map(work).orElseGet(() -> refused(403, "Bad_OAuth_Token"));
    }

    private static Answer refused(int status, String word) {
        return Answer.of(status, "text/html;charset=UTF-8", word.getBytes(StandardCharsets.UTF_8));
    }

    @Assumed(reason = "An org that is away answers as some server before it does: 503 and a word.")
    @Override
    public Answer unavailable() {
        return refused(503, "Service Unavailable");
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
