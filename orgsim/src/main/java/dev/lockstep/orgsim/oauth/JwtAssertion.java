package dev.lockstep.orgsim.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import dev.lockstep.orgsim.evidence.Assumed;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A client claims and signs: a JWT. Nothing of it is believed before [#isSignedBy].
final class JwtAssertion {
    private final JWSObject jwt;
    private final Map<String, Object> claims;

    private JwtAssertion(JWSObject jwt, Map<String, Object> claims) {
        this.jwt = jwt;
        this.claims = claims;
    }

    /// @throws OAuthRefusal when it isn't a JWT, or isn't signed by RS256
    static JwtAssertion parse(String text) {
        try {
            JWSObject jwt = JWSObject.parse(text);
            Map<String, Object> claims = jwt.getPayload().toJSONObject();
            if (!jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256) || claims == null) {
                throw invalid();
            }
            return new JwtAssertion(jwt, claims);
        } catch (ParseException _) {
            throw invalid();
        }
    }

    static OAuthRefusal invalid() {
        return OAuthRefusal.grant("invalid assertion");
    }

    /// A claim that is a text.
    Optional<String> claim(String name) {
        return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    boolean isSignedBy(X509Certificate certificate) {
        try {
            return certificate.getPublicKey() instanceof RSAPublicKey key && jwt.verify(new RSASSAVerifier(key));
        } catch (JOSEException _) {
            // A signature that can't be one.
            return false;
        }
    }

    /// The claimed end of its life, in seconds since 1970; absent where the claim is none.
    @Assumed(reason = "Camel's component sends the number as a text, and signs in to real orgs by it")
    Optional<Instant> expires() {
        try {
            return Optional.ofNullable(claims.get("exp"))
                    .map(seconds -> Double.valueOf(seconds.toString()).longValue())
                    .map(Instant::ofEpochSecond);
        } catch (NumberFormatException | DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "JwtAssertion[issuer=%s]".formatted(claim("iss").orElse("none"));
    }
}
