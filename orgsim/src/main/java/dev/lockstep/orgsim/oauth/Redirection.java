package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The way back to a client.
///
/// @param uri one that the client has registered
/// @param state what the client wants to have back
record Redirection(String uri, Optional<String> state) {
    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_web_server_flow.htm")
    Answer withCode(String code) {
        return with(Map.of("code", code));
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm")
    Answer withError(OAuthRefusal refusal) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", refusal.code());
        parameters.put("error_description", refusal.description());
        return with(parameters);
    }

    private Answer with(Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        state.ifPresent(text -> all.put("state", text));
        var location = new StringBuilder(uri);
        all.forEach((name, value) -> location.append(location.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return Answer.empty(302)
                .with("Location", location.toString())
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer");
    }
}
