package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One request of a composite one, with its references unresolved.
///
/// @param referenceId by which later parts refer to its answer
record CompositePart(
        String method, String url, String referenceId, Map<String, String> headers, Optional<JsonValue> body) {
    private static final String REFERENCE_ID = "referenceId";
    private static final String HEADERS = "httpHeaders";
    private static final String BODY = "body";
    private static final List<String> MEMBERS =
            List.of(Subrequests.METHOD, Subrequests.URL, REFERENCE_ID, HEADERS, BODY);

    CompositePart {
        headers = Map.copyOf(headers);
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/requests_composite.htm")
    static CompositePart read(JsonValue item) {
        JsonValue.Group part = JsonRequest.asGroup(item, "subrequest");
        JsonRequest.requireMembers(part, MEMBERS);
        return new CompositePart(
                Subrequests.method(part),
                JsonRequest.text(JsonRequest.member(part, Subrequests.URL), Subrequests.URL),
                referenceId(part),
                headers(part),
                Optional.ofNullable(part.members().get(BODY)));
    }

    /// The names of the parts whose answers it uses.
    Set<String> references() {
        return AnswerReferences.named(url
                + body.map(value -> new String(JsonRequest.bytes(value), StandardCharsets.UTF_8))
                        .orElse(""));
    }

    /// The request that it is, with its references as they stand.
    HttpCall within(HttpCall composite) {
        return composite.within(
                method,
                Subrequests.target(url),
                headers,
                body.map(JsonRequest::bytes).orElseGet(() -> new byte[0]));
    }

    @Assumed(reason = "Which Ids there may be is documented, the words of the refusal are believed")
    private static String referenceId(JsonValue.Group part) {
        JsonValue id = JsonRequest.member(part, REFERENCE_ID);
        if (!JsonRequest.text(id, REFERENCE_ID).matches("[A-Za-z]\\w*")) {
            throw JsonRequest.wrongType(REFERENCE_ID, id);
        }
        return JsonRequest.text(id, REFERENCE_ID);
    }

    private static Map<String, String> headers(JsonValue.Group part) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (part.members().containsKey(HEADERS)) {
            JsonRequest.asGroup(JsonRequest.member(part, HEADERS), HEADERS)
                    .members()
                    .forEach((name, value) -> headers.put(name, JsonRequest.text(value, "string")));
        }
        return headers;
    }
}
