package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.org.OrgUser;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// `/services/oauth2/authorize`: a client sends a user, who logs in and goes back with a code.
final class WebServerFlow {
    private final UserAccounts accounts;
    private final ConnectedClients clients;
    private final AuthorizationCodes codes;
    private final PendingLogins pending;

    WebServerFlow(UserAccounts accounts, ConnectedClients clients, AuthorizationCodes codes, InstantSource clock) {
        this.accounts = accounts;
        this.clients = clients;
        this.codes = codes;
        this.pending = new PendingLogins(clock);
    }

    Answer authorize(HttpCall call) {
        try {
            return switch (call.method()) {
                case "GET" -> askToLogIn(call);
                case "POST" -> logIn(call.form());
                default -> throw new OAuthRefusal("invalid_request", "must use HTTP GET");
            };
        } catch (OAuthRefusal refusal) {
            return Page.error(refusal);
        }
    }

    /// Who can't be trusted with the way back gets a page; afterwards the client is told by redirection.
    private Answer askToLogIn(HttpCall call) {
        ConnectedClient client = clients.find(call.parameter("client_id"));
        Redirection back = new Redirection(requireRegistered(client, call), call.parameter("state"));
        try {
            AuthorizationRequest request = request(call, client, back);
            return Page.login(client, pending.open(request), call.parameter("login_hint"), Page.Attempt.FIRST);
        } catch (OAuthRefusal refusal) {
            return back.withError(refusal);
        }
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm")
    private static String requireRegistered(ConnectedClient client, HttpCall call) {
        String uri = call.parameter("redirect_uri")
                .orElseThrow(() -> new OAuthRefusal("redirect_uri_missing", "redirect_uri not provided"));
        if (!client.redirectUris().contains(uri)) {
            throw redirectUriMismatch();
        }
        return uri;
    }

    static OAuthRefusal redirectUriMismatch() {
        return new OAuthRefusal("redirect_uri_mismatch", "redirect_uri must match configuration");
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm")
    @Assumed(reason = "Nobody is ever logged in already, so that asking for no page always fails")
    private static AuthorizationRequest request(HttpCall call, ConnectedClient client, Redirection back) {
        if (!"code".equals(call.parameter("response_type").orElse(""))) {
            throw new OAuthRefusal("unsupported_response_type", "response type not supported");
        }
        Scope scope = Scope.ofWebServer(call.parameter("scope"));
        Optional<CodeChallenge> challenge = CodeChallenge.of(call);
        if (challenge.isEmpty() && client.has(AppOption.NEEDS_CODE_CHALLENGE)) {
            throw new OAuthRefusal("invalid_request", "missing required code challenge");
        }
        if (call.parameter("prompt").filter("none"::equals).isPresent()
                || call.parameter("immediate").filter("true"::equals).isPresent()) {
            throw new OAuthRefusal("immediate_unsuccessful", "immediate unsuccessful");
        }
        return new AuthorizationRequest(client, back, scope, challenge);
    }

    private Answer logIn(Map<String, String> form) {
        String handle = form.getOrDefault("request", "");
        AuthorizationRequest request = pending.find(handle).orElseThrow(WebServerFlow::noLoginPage);
        if ("deny".equals(form.get("decision"))) {
            close(handle);
            return request.back().withError(new OAuthRefusal("access_denied", "end-user denied authorization"));
        }
        String username = form.getOrDefault("username", "");
        Optional<OrgUser> user = accounts.find(username, form.getOrDefault("password", ""));
        if (user.isEmpty()) {
            return Page.login(request.client(), handle, Optional.of(username), Page.Attempt.AFTER_A_WRONG_PASSWORD);
        }
        close(handle);
        return request.back().withCode(codes.issue(request, user.get()));
    }

    private void close(String handle) {
        if (!pending.close(handle)) {
            throw noLoginPage();
        }
    }

    @Assumed(reason = "A login page that was left open too long, or answered before, is refused in some such words.")
    private static OAuthRefusal noLoginPage() {
        return new OAuthRefusal("invalid_request", "this login page is over: start again in the application");
    }
}
