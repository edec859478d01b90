package dev.lockstep.orgsim.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// What the org signs with. Made when it is first needed, and anew with each start.
///
/// Safe for use by several threads.
final class OrgKey {
    private static final int SIZE_BITS = 2048;

    private Optional<RSAKey> pair = Optional.empty();

    private synchronized RSAKey pair() {
        if (pair.isEmpty()) {
            try {
                pair = Optional.of(new RSAKeyGenerator(SIZE_BITS)
                        .keyID("1")
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .generate());
            } catch (JOSEException e) {
                throw new IllegalStateException("Every JDK has RSA.", e);
            }
        }
        return pair.get();
    }

    /// A JWT of the claims, signed by RS256.
    String sign(Map<String, Object> claims) {
        try {
            RSAKey key = pair();
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .keyID(key.getKeyID())
                    .build();
            var jwt = new JWSObject(header, new Payload(claims));
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JDK signs with RSA.", e);
        }
    }

    /// `/id/keys`: what signatures are checked with, as a set of JSON web keys.
    @Documented(
            url =
                    "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid_discovery_endpoint.htm")
    Answer published() {
        return Answer.of(
                200,
                "application/json;charset=UTF-8",
                new JWKSet(pair().toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8));
    }
}
