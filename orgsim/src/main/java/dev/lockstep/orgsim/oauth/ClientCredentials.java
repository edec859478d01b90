package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// What a client shows of itself, in the Authorization header or in the form.
record ClientCredentials(Optional<String> id, Optional<String> secret) {
    private static final String BASIC = "Basic ";

    static ClientCredentials of(HttpCall call) {
        Optional<String> basic = call.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                .flatMap(value -> decode(value.substring(BASIC.length()).strip()))
                .filter(pair -> pair.contains(":"));
        if (basic.isPresent()) {
            int colon = basic.get().indexOf(':');
            return new ClientCredentials(
                    Optional.of(basic.get().substring(0, colon)),
                    Optional.of(basic.get().substring(colon + 1)));
        }
        Map<String, String> form = call.form();
        return new ClientCredentials(
                Optional.ofNullable(form.get("client_id")), Optional.ofNullable(form.get("client_secret")));
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "ClientCredentials[id=%s]".formatted(id.orElse("none"));
    }
}
