package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Map;
import java.util.Optional;

/// `/services/oauth2/token`: one way to sign in for each grant type.
final class TokenCalls {
    private final SimulatedOrg org;
    private final Sessions sessions;
    private final UserAccounts accounts;
    private final ConnectedClients clients;
    private final Approvals approvals;
    private final AuthorizationCodes codes;
    private final JwtBearerFlow jwtBearer;
    private final Map<String, GrantType> grantTypes;

    /// Signs in, or throws [OAuthRefusal].
    private interface GrantType {
        Answer signIn(HttpCall call);
    }

    TokenCalls(
            SimulatedOrg org,
            Sessions sessions,
            UserAccounts accounts,
            ConnectedClients clients,
            Approvals approvals,
            AuthorizationCodes codes) {
        this.org = org;
        this.sessions = sessions;
        this.accounts = accounts;
        this.clients = clients;
        this.approvals = approvals;
        this.codes = codes;
        this.jwtBearer = new JwtBearerFlow(org, clients, approvals);
        this.grantTypes = Map.of(
                "authorization_code", this::authorizationCode,
                "refresh_token", this::refreshToken,
                "client_credentials", this::clientCredentials,
                "password", this::password,
                "urn:ietf:params:oauth:grant-type:jwt-bearer", this::jwtBearer);
    }

    Answer token(HttpCall call) {
        if (!call.method().equals("POST")) {
            throw new OAuthRefusal("invalid_request", "must use HTTP POST");
        }
        return Optional.ofNullable(call.form().get("grant_type"))
                .map(grantTypes::get)
                .orElseThrow(() -> new OAuthRefusal("unsupported_grant_type", "grant type not supported"))
                .signIn(call);
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm")
    private Answer authorizationCode(HttpCall call) {
        ConnectedClient client = clients.authenticatedWhereNeeded(call);
        Map<String, String> form = call.form();
        AuthorizationCodes.Issued issued =
                codes.spend(required(form, "code"), code -> requireSame(code.request(), client, form));
        return signed(
                call,
                client,
                approvals.open(client, issued.user(), issued.request().scope(), call.baseUrl()));
    }

    private static void requireSame(AuthorizationRequest request, ConnectedClient client, Map<String, String> form) {
        if (!request.client().id().equals(client.id())) {
            throw OAuthRefusal.grant("invalid authorization code");
        }
        if (!request.back().uri().equals(form.get("redirect_uri"))) {
            throw WebServerFlow.redirectUriMismatch();
        }
        if (request.challenge().isPresent()
                && !request.challenge().get().isMetBy(form.getOrDefault("code_verifier", ""))) {
            throw OAuthRefusal.grant("invalid code verifier");
        }
    }

    private Answer refreshToken(HttpCall call) {
        ConnectedClient client = clients.authenticatedWhereNeeded(call);
        return signed(call, client, approvals.renew(client, required(call.form(), "refresh_token"), call.baseUrl()));
    }

    private static String required(Map<String, String> form, String name) {
        return Optional.ofNullable(form.get(name)).orElseThrow(() -> OAuthRefusal.missing(name));
    }

    @Documented(
            url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm")
    private Answer clientCredentials(HttpCall call) {
        ConnectedClient client = clients.authenticated(call);
        return signed(call, client, open(call, client, client.user(org)));
    }

    @Documented(
            url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_username_password_flow.htm")
    private Answer password(HttpCall call) {
        ConnectedClient client = clients.authenticated(call);
        Map<String, String> form = call.form();
        OrgUser user = accounts.find(form.getOrDefault("username", ""), form.getOrDefault("password", ""))
                .orElseThrow(() -> OAuthRefusal.grant("authentication failure"));
        return signed(call, client, open(call, client, user));
    }

    private Answer jwtBearer(HttpCall call) {
        JwtBearerFlow.Signed signed = jwtBearer.signIn(call);
        Grant grant = open(call, signed.client(), signed.user());
        return TokenAnswer.unsigned(grant, identityUrl(call, grant), call.baseUrl());
    }

    private Grant open(HttpCall call, ConnectedClient client, OrgUser user) {
        Optional<Session> shared =
                client.has(AppOption.SHARES_SESSIONS) ? sessions.findOf(client, user) : Optional.empty();
        return Grant.plain(shared.orElseGet(
                () -> sessions.open(user, new Session.Origin.App(client, Scope.PLAIN, call.baseUrl()))));
    }

    private Answer signed(HttpCall call, ConnectedClient client, Grant grant) {
        return TokenAnswer.signed(grant, client, identityUrl(call, grant), call.baseUrl(), org.now());
    }

    private String identityUrl(HttpCall call, Grant grant) {
        return IdentityAnswer.url(call, org, grant.session().user());
    }
}
