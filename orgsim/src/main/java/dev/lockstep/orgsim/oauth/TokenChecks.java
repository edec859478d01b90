package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// `/services/oauth2/revoke` and `/services/oauth2/introspect`: the end of a token, and whether it has come.
final class TokenChecks {
    private final SimulatedOrg org;
    private final Sessions sessions;
    private final Approvals approvals;
    private final ConnectedClients clients;

    TokenChecks(SimulatedOrg org, Sessions sessions, Approvals approvals, ConnectedClients clients) {
        this.org = org;
        this.sessions = sessions;
        this.approvals = approvals;
        this.clients = clients;
    }

    /// Of an access token its session ends, of a refresh token all that came of it as well. Takes GET and POST.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_revoke_token.htm")
    @Assumed(reason = "The documents name the code; the words are believed")
    Answer revoke(HttpCall call) {
        String token = call.form().getOrDefault("token", call.parameter("token").orElse(""));
        if (token.isEmpty()) {
            return notRevoked("unsupported_token_type", "this token type is not supported");
        }
        if (!sessions.close(token) && !approvals.revoke(token)) {
            return notRevoked("invalid_token", "invalid token");
        }
        return Answer.empty(200);
    }

    /// A form and no JSON, unlike all other refusals.
    @Assumed(reason = "Seen where users of a client show what a real org answered; jsforce, too, reads it as a form")
    private static Answer notRevoked(String code, String description) {
        String form = "error=%s&error_description=%s".formatted(code, encoded(description));
        return Answer.of(400, "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Documented(
            url =
                    "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oidc_token_introspection_endpoint.htm")
    @Assumed(reason = "Of tokens that aren't its own a client learns as little as of tokens that are none")
    Answer introspect(HttpCall call) {
        if (!call.method().equals("POST")) {
            throw new OAuthRefusal("invalid_request", "must use HTTP POST");
        }
        ConnectedClient client = clients.authenticated(call);
        String token = Optional.ofNullable(call.form().get("token")).orElseThrow(() -> OAuthRefusal.missing("token"));
        return sessions.status(client, token)
                .or(() -> approvals.status(client, token))
                .map(status -> active(call, client, status))
                .orElseGet(TokenChecks::inactive);
    }

    private static Answer inactive() {
        return JsonBody.answer(200, json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("active", false);
                    json.writeEndObject();
                })
                .with("Cache-Control", "no-store");
    }

    private Answer active(HttpCall call, ConnectedClient client, TokenStatus status) {
        return JsonBody.answer(200, json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("active", true);
                    json.writeStringProperty("scope", status.scope().text());
                    json.writeStringProperty("client_id", client.id());
                    json.writeStringProperty("username", status.user().username());
                    json.writeStringProperty("sub", IdentityAnswer.url(call, org, status.user()));
                    json.writeStringProperty("token_type", status.type());
                    status.until().ifPresent(end -> json.writeNumberProperty("exp", end.getEpochSecond()));
                    json.writeNumberProperty("iat", status.since().getEpochSecond());
                    json.writeNumberProperty("nbf", status.since().getEpochSecond());
                    json.writeEndObject();
                })
                .with("Cache-Control", "no-store");
    }
}
