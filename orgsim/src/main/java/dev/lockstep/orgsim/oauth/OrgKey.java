package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// What the org signs with. Made when it is first needed, and anew with each start.
///
/// Safe for use by several threads.
final class OrgKey {
    static final String ID = "1";

    private static final int SIZE_BITS = 2048;

    private Optional<KeyPair> pair = Optional.empty();

    private synchronized KeyPair pair() {
        if (pair.isEmpty()) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(SIZE_BITS);
                pair = Optional.of(generator.generateKeyPair());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every JDK has RSA.", e);
            }
        }
        return pair.get();
    }

    /// By RS256.
    byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair().getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK signs with RSA.", e);
        }
    }

    /// `/id/keys`: what signatures are checked with, as a set of JSON web keys.
    @Documented(
            url =
                    "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid_discovery_endpoint.htm")
    Answer published() {
        RSAPublicKey key = (RSAPublicKey) pair().getPublic();
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("keys");
            json.writeStartObject();
            json.writeStringProperty("kty", "RSA");
            json.writeStringProperty("use", "sig");
            json.writeStringProperty("alg", "RS256");
            json.writeStringProperty("kid", ID);
            json.writeStringProperty("n", base64(key.getModulus()));
            json.writeStringProperty("e", base64(key.getPublicExponent()));
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /// Without the byte for the sign that the number may begin with.
    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int start = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, start, bytes.length));
    }
}
