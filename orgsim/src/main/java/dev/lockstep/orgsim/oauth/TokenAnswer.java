package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a client is told that it has signed in.
final class TokenAnswer {
    private static final String ALGORITHM = "HmacSHA256";

    private TokenAnswer() {}

    static Answer signed(Grant grant, ConnectedClient client, String identityUrl, String instanceUrl, Instant issued) {
        String issuedAt = Long.toString(issued.toEpochMilli());
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("access_token", grant.session().token());
        grant.refreshToken().ifPresent(token -> properties.put("refresh_token", token));
        properties.put("signature", signature(client.secret(), identityUrl + issuedAt));
        properties.put("scope", grant.scope().text());
        properties.put("instance_url", instanceUrl);
        properties.put("id", identityUrl);
        properties.put("token_type", "Bearer");
        properties.put("issued_at", issuedAt);
        return answer(properties);
    }

    /// As it is told to a client that has shown no secret to sign with.
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm")
    static Answer unsigned(Grant grant, String identityUrl, String instanceUrl) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("access_token", grant.session().token());
        properties.put("scope", grant.scope().text());
        properties.put("instance_url", instanceUrl);
        properties.put("id", identityUrl);
        properties.put("token_type", "Bearer");
        return answer(properties);
    }

    private static Answer answer(Map<String, String> properties) {
        return JsonBody.answer(200, json -> {
                    json.writeStartObject();
                    properties.forEach(json::writeStringProperty);
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
