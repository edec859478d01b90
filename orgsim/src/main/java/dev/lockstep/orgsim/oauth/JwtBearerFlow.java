package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/// A client signs in for a user by an assertion that it has signed itself.
final class JwtBearerFlow {
    private static final Set<String> LOGIN_HOSTS =
            Set.of("https://login.salesforce.com", "https://test.salesforce.com");

    private final SimulatedOrg org;
    private final ConnectedClients clients;
    private final Approvals approvals;

    record Signed(ConnectedClient client, OrgUser user) {}

    JwtBearerFlow(SimulatedOrg org, ConnectedClients clients, Approvals approvals) {
        this.org = org;
        this.clients = clients;
        this.approvals = approvals;
    }

    /// Who is signed in, and by whom.
    ///
    /// @throws OAuthRefusal when the assertion doesn't hold
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm")
    Signed signIn(HttpCall call) {
        String text =
                Optional.ofNullable(call.form().get("assertion")).orElseThrow(() -> OAuthRefusal.missing("assertion"));
        JwtAssertion assertion = JwtAssertion.parse(text);
        ConnectedClient client = clients.find(assertion.claim("iss"));
        Optional<X509Certificate> certificate = client.certificate();
        if (certificate.filter(assertion::isSignedBy).isEmpty()) {
            throw JwtAssertion.invalid();
        }
        requireAudience(call, assertion);
        requireLife(assertion);
        OrgUser signedIn = assertion
                .claim("sub")
                .flatMap(org::userByName)
                .filter(user -> !client.has(AppOption.USERS_APPROVE) || approvals.has(client, user))
                .orElseThrow(() -> OAuthRefusal.grant("user hasn't approved this consumer"));
        return new Signed(client, signedIn);
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm")
    @Assumed(reason = "The org's own address is good with the path of the token resource as well")
    private static void requireAudience(HttpCall call, JwtAssertion assertion) {
        String own = call.baseUrl();
        boolean right = assertion
                .claim("aud")
                .filter(audience -> LOGIN_HOSTS.contains(audience)
                        || audience.equals(own)
                        || audience.equals(own + "/services/oauth2/token"))
                .isPresent();
        if (!right) {
            throw OAuthRefusal.grant("audience is invalid");
        }
    }

    @Assumed(reason = "Clients of real orgs meet these words when an assertion comes too late.")
    private void requireLife(JwtAssertion assertion) {
        if (assertion.expires().filter(end -> end.isAfter(org.now())).isEmpty()) {
            throw OAuthRefusal.grant("expired authorization code");
        }
    }
}
