package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/// What a client tells of a secret before it shows it (PKCE): who steals its code has no use of it.
record CodeChallenge(Method method, String text) {
    private static final String FORM = "[A-Za-z0-9._~-]{43,128}";

    enum Method {
        S256,
        PLAIN
    }

    /// @throws OAuthRefusal when there is one that can't be one
    static Optional<CodeChallenge> of(HttpCall call) {
        Method method = method(call.parameter("code_challenge_method"));
        return call.parameter("code_challenge").map(text -> new CodeChallenge(method, requireForm(text)));
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm")
    @Assumed(reason = "Where no method is named it is the hash that the documents describe, not OAuth's plain text")
    private static Method method(Optional<String> name) {
        return switch (name.orElse("S256")) {
            case "S256" -> Method.S256;
            case "plain" -> Method.PLAIN;
            default -> throw new OAuthRefusal("invalid_request", "invalid code challenge method");
        };
    }

    @Assumed(reason = "The documents tell the form; the words of the refusal are believed.")
    private static String requireForm(String text) {
        if (!text.matches(FORM)) {
            throw new OAuthRefusal("invalid_request", "invalid code challenge");
        }
        return text;
    }

    boolean isMetBy(String verifier) {
        return verifier.matches(FORM)
                && Secrets.areSame(
                        switch (method) {
                            case S256 -> hash(verifier);
                            case PLAIN -> verifier;
                        },
                        text);
    }

    private static String hash(String verifier) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(sha.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
