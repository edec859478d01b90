package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.org.OrgUser;

/// A request that was let in.
record RestCall(HttpCall http, ApiVersion version, OrgUser user) {
    String method() {
        return method(http);
    }

    /// What the request does; a client that can't send `PATCH` writes it into the query of a POST.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_update_fields.htm")
    static String method(HttpCall call) {
        return call.method().equals("POST") ? call.parameter("_HttpMethod").orElse("POST") : call.method();
    }

    RestRefusal methodNotAllowed(String allowed) {
        return RestRefusal.methodNotAllowed(method(), allowed);
    }

    /// The path of an object's record below this version.
    String url(String object, String id) {
        return "%s/sobjects/%s/%s".formatted(RestAnswers.root(version), object, id);
    }
}
