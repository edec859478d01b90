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
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// `/services/oauth2/token`, `/userinfo`, `/revoke` and `/id/{organization}/{user}`.
public final class OAuthEndpoint implements Endpoint {
    private final SimulatedOrg org;
    private final Sessions sessions;
    private final List<ConnectedClient> clients;

    public OAuthEndpoint(SimulatedOrg org, Sessions sessions, List<ConnectedClient> clients) {
        this.org = org;
        this.sessions = sessions;
        this.clients = List.copyOf(clients);
    }

    @Override
    public PreparedCall receive(HttpCall call) {
        List<String> path = call.segments();
        if (path.getFirst().equals("id")) {
            return prepared("identity", () -> identity(call, path));
        }
        return switch (path.getLast()) {
            case "token" -> prepared("token", () -> token(call));
            case "userinfo" -> prepared("userinfo", () -> userInfo(call));
            case "revoke" -> prepared("revoke", () -> revoke(call));
            default -> prepared("unknown", () -> Answer.empty(404));
        };
    }

    private static PreparedCall prepared(String operation, Supplier<Answer> work) {
        return new PreparedCall(new ApiOperation(Api.OAUTH, operation, List.of()), work);
    }

    @Documented(
            url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm")
    private Answer token(HttpCall call) {
        if (!call.method().equals("POST")) {
            return error("invalid_request", "must use HTTP POST");
        }
        if (!"client_credentials".equals(call.form().get("grant_type"))) {
            return error("unsupported_grant_type", "grant type not supported");
        }
        ClientCredentials shown = ClientCredentials.of(call);
        Optional<ConnectedClient> client = clients.stream()
                .filter(known -> shown.id().filter(known.id()::equals).isPresent())
                .findFirst();
        if (client.isEmpty()) {
            return error("invalid_client_id", "client identifier invalid");
        }
        if (!Secrets.areSame(shown.secret().orElse(""), client.get().secret())) {
            return error("invalid_client", "invalid client credentials");
        }
        OrgUser user = client.get().user(org);
        return TokenAnswer.of(sessions.open(user), client.get(), identityUrl(call, user), call.baseUrl(), org.now());
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_revoke_token.htm")
    private Answer revoke(HttpCall call) {
        String token = call.form().getOrDefault("token", call.parameter("token").orElse(""));
        return sessions.close(token)
                ? Answer.empty(200)
                : error("invalid_token", "invalid token: the token isn't known or was revoked before");
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_userinfo_endpoint.htm")
    private Answer userInfo(HttpCall call) {
        return signedIn(
                call,
                session -> IdentityAnswer.userInfo(
                        session.user(), org.organizationId(), identityUrl(call, session.user()), call.baseUrl()));
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
                            user, org.organizationId(), identityUrl(call, user), call.baseUrl(), org.now()))
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

    private String identityUrl(HttpCall call, OrgUser user) {
        return "%s/id/%s/%s".formatted(call.baseUrl(), org.organizationId(), user.id());
    }

    private static Answer refused(int status, String word) {
        return Answer.of(status, "text/html;charset=UTF-8", word.getBytes(StandardCharsets.UTF_8));
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm")
    private static Answer error(String code, String description) {
        return JsonBody.answer(400, json -> {
                    json.writeStartObject();
                    json.writeStringProperty("error", code);
                    json.writeStringProperty("error_description", description);
                    json.writeEndObject();
                })
                .with("Cache-Control", "no-store");
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
