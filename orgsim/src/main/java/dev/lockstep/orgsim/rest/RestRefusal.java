package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
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

    /// Of a path below an object that names neither a record by its Id nor a field that may name one.
    @Assumed(reason = "Seen in recorded traffic of a real org")
    static RestRefusal noExternalId(String name) {
        return new RestRefusal(
                404, "NOT_FOUND", "Provided external ID field does not exist or is not accessible: " + name);
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm")
    public static RestRefusal methodNotAllowed(HttpCall call, String allowed) {
        return methodNotAllowed(call.method(), allowed);
    }

    static RestRefusal methodNotAllowed(String method, String allowed) {
        return new RestRefusal(
                405, "METHOD_NOT_ALLOWED", "HTTP Method '%s' not allowed. Allowed are %s".formatted(method, allowed));
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
