package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.OrgUser;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The codes that clients get by way of the user's browser, each good for one sign-in.
///
/// Safe for use by several threads.
final class AuthorizationCodes {
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm")
    private static final Duration LIFE = Duration.ofMinutes(15);

    private static final String PREFIX = "aPrx";
    private static final int SECRET_LENGTH = 80;

    /// Older ones are forgotten, so that codes that nobody fetches don't pile up.
    private static final int MOST_KEPT = 1_000;

    private final InstantSource clock;
    private final Map<String, Code> codes = new LinkedHashMap<>();

    /// What a code stands for.
    record Issued(AuthorizationRequest request, OrgUser user) {}

    private record Code(Issued issued, Instant until) {}

    AuthorizationCodes(InstantSource clock) {
        this.clock = clock;
    }

    synchronized String issue(AuthorizationRequest request, OrgUser user) {
        String code = PREFIX + RandomText.of(SECRET_LENGTH);
        codes.put(code, new Code(new Issued(request, user), clock.instant().plus(LIFE)));
        if (codes.size() > MOST_KEPT) {
            codes.remove(codes.keySet().iterator().next());
        }
        return code;
    }

    /// Spends a code.
    ///
    /// @param check throws when the code isn't for who sends it; then it isn't spent
    /// @throws OAuthRefusal when it can't be spent, or was before
    @Assumed(reason = "A code that was used is told to have expired; one that never was, to be invalid.")
    synchronized Issued spend(String code, Consumer<Issued> check) {
        Code known = codes.get(code);
        if (known == null) {
            throw OAuthRefusal.grant("invalid authorization code");
        }
        if (known.until().isBefore(clock.instant())) {
            throw OAuthRefusal.grant("expired authorization code");
        }
        check.accept(known.issued());
        codes.put(code, new Code(known.issued(), Instant.MIN));
        return known.issued();
    }
}
