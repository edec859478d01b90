package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.http.FlatJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a client claims and signs: three parts in Base64, with dots between. Nothing of it is believed before
/// [#isSignedBy].
///
/// @param claims of the parts in the middle
/// @param signed the text that the signature is of
record JwtAssertion(Map<String, String> claims, String signed, String signature) {
    private static final int PARTS = 3;

    /// @throws OAuthRefusal when it isn't a JWT with flat claims, or isn't signed by RS256
    static JwtAssertion parse(String text) {
        List<String> parts = List.of(text.split("\\.", -1));
        if (parts.size() != PARTS) {
            throw invalid();
        }
        try {
            if (!"RS256".equals(json(parts.get(0)).get("alg"))) {
                throw invalid();
            }
            return new JwtAssertion(json(parts.get(1)), parts.get(0) + "." + parts.get(1), parts.get(2));
        } catch (IllegalArgumentException _) {
            throw invalid();
        }
    }

    private static Map<String, String> json(String part) {
        return FlatJson.read(Base64.getUrlDecoder().decode(part));
    }

    static OAuthRefusal invalid() {
        return OAuthRefusal.grant("invalid assertion");
    }

    Optional<String> claim(String name) {
        return Optional.ofNullable(claims.get(name));
    }

    boolean isSignedBy(X509Certificate certificate) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(certificate.getPublicKey());
            check.update(signed.getBytes(StandardCharsets.US_ASCII));
            return check.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // A key of another kind, or a signature that can't be one.
            return false;
        }
    }

    /// The claimed end of its life, in seconds since 1970; absent where the claim is none.
    Optional<Instant> expires() {
        try {
            return claim("exp").map(Double::parseDouble).map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
        } catch (NumberFormatException | DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "JwtAssertion[issuer=%s]".formatted(claim("iss").orElse("none"));
    }
}
