package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a client gets that has signed in.
final class TokenAnswer {
    private static final String ALGORITHM = "HmacSHA256";

    private TokenAnswer() {}

    static Answer of(Session session, ConnectedClient client, String identityUrl, String instanceUrl, Instant issued) {
        String issuedAt = Long.toString(issued.toEpochMilli());
        return JsonBody.answer(200, json -> {
                    json.writeStartObject();
                    json.writeStringProperty("access_token", session.token());
                    json.writeStringProperty("signature", signature(client.secret(), identityUrl + issuedAt));
                    json.writeStringProperty("scope", "id api");
                    json.writeStringProperty("instance_url", instanceUrl);
                    json.writeStringProperty("id", identityUrl);
                    json.writeStringProperty("token_type", "Bearer");
                    json.writeStringProperty("issued_at", issuedAt);
                    json.writeEndObject();
                })
                .with("Cache-Control", "no-store");
    }

    /// Lets the client see that the identity URL wasn't changed on its way.
    @Documented(
            url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm")
    private static String signature(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM + ".", e);
        }
    }
}
