package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `/services/oauth2/userinfo` and `/id/{organization}/{user}`.
final class IdentityCalls {
    private final SimulatedOrg org;
    private final Sessions sessions;

    IdentityCalls(SimulatedOrg org, Sessions sessions) {
        this.org = org;
        this.sessions = sessions;
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_userinfo_endpoint.htm")
    Answer userInfo(HttpCall call) {
        Optional<String> sent = Optional.ofNullable(call.form().get("access_token"));
        return signedIn(
                call.accessToken().or(() -> sent),
                session -> IdentityAnswer.userInfo(
                        session.user(),
                        org.organizationId(),
                        IdentityAnswer.url(call, org, session.user()),
                        IdentityUrls.of(call)));
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid.htm")
    Answer identity(HttpCall call) {
        List<String> path = call.segments();
        return signedIn(call.accessToken().or(() -> call.parameter("oauth_token")), session -> {
            if (path.size() != 3) {
                return bareWord(404, "Missing_Id");
            }
            if (!org.organizationId().startsWith(path.get(1))) {
                return bareWord(403, "Wrong_Org");
            }
            return org.user(path.get(2))
                    .map(user -> IdentityAnswer.identity(
                            user,
                            org.organizationId(),
                            IdentityAnswer.url(call, org, user),
                            IdentityUrls.of(call),
                            org.now()))
                    .orElseGet(() -> bareWord(404, "Bad_Id"));
        });
    }

    @Assumed(reason = "The identity resources refuse with 403 and one bare word, as clients' code expects.")
    private Answer signedIn(Optional<String> token, Function<Session, Answer> work) {
        if (token.isEmpty()) {
            return bareWord(403, "Missing_OAuth_Token");
        }
        return sessions.find(token.get()).map(work).orElseGet(() -> bareWord(403, "Bad_OAuth_Token"));
    }

    static Answer bareWord(int status, String word) {
        return Answer.of(status, "text/html;charset=UTF-8", word.getBytes(StandardCharsets.UTF_8));
    }
}
