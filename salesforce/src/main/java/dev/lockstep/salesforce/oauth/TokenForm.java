package dev.lockstep.salesforce.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What is posted to get a token. Secrets stand in the body, never in the address, which servers log.
public final class TokenForm {
    private TokenForm() {}

    /// The form of the client credentials flow.
    public static byte[] clientCredentials(String clientId, String clientSecret) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", "client_credentials");
        fields.put("client_id", clientId);
        fields.put("client_secret", clientSecret);
        return encode(fields);
    }

    private static byte[] encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
