package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;

/// A request that is refused, in OAuth's own words. Its text never holds what was sent.
final class OAuthRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    OAuthRefusal(String code, String description) {
        super(description);
        this.code = code;
    }

    static OAuthRefusal unknownClient() {
        return new OAuthRefusal("invalid_client_id", "client identifier invalid");
    }

    static OAuthRefusal wrongSecret() {
        return new OAuthRefusal("invalid_client", "invalid client credentials");
    }

    static OAuthRefusal grant(String description) {
        return new OAuthRefusal("invalid_grant", description);
    }

    @Assumed(reason = "The documents name the code; the words are believed.")
    static OAuthRefusal missing(String parameter) {
        return new OAuthRefusal("invalid_request", "missing required parameter: " + parameter);
    }

    String code() {
        return code;
    }

    String description() {
        return String.valueOf(getMessage());
    }

    @Documented(url = "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm")
    Answer answer() {
        return JsonBody.answer(400, json -> {
                    json.writeStartObject();
                    json.writeStringProperty("error", code);
                    json.writeStringProperty("error_description", description());
                    json.writeEndObject();
                })
                .with("Cache-Control", "no-store");
    }
}
