package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.HttpCall;

/// A request that is refused below `/services/data`.
public final class RestRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    public RestRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public static RestRefusal notFound() {
        return new RestRefusal(404, "NOT_FOUND", "The requested resource does not exist");
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm")
    public static RestRefusal methodNotAllowed(HttpCall call, String allowed) {
        return new RestRefusal(
                405,
                "METHOD_NOT_ALLOWED",
                "HTTP Method '%s' not allowed. Allowed are %s".formatted(call.method(), allowed));
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
