package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.http.RequestTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// `/composite/batch`: up to 25 requests by one. They are done one after the other, and each keeps what it did,
/// whatever
/// becomes of the others.
@Documented(
        url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/requests_composite_batch.htm")
final class BatchAnswers {
    private static final int FIRST_WITH_BATCH = 34;
    private static final int MOST_REQUESTS = 25;
    private static final int FIRST_ERROR = 400;
    private static final String REQUESTS = "batchRequests";
    private static final String HALT_ON_ERROR = "haltOnError";
    private static final String METHOD = "method";
    private static final String URL = "url";
    private static final String INPUT = "richInput";
    private static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT");

    /// Answers one of the requests as if it had come alone.
    interface Single {
        Answer answer(HttpCall call);
    }

    Answer answer(RestCall call, Single single) {
        if (!call.version().isAtLeast(FIRST_WITH_BATCH)) {
            throw RestRefusal.notFound();
        }
        if (!call.method().equals("POST")) {
            throw call.methodNotAllowed("POST");
        }
        JsonValue.Group body = JsonRequest.group(call.http(), "batch");
        JsonRequest.requireMembers(body, List.of(HALT_ON_ERROR, REQUESTS));
        List<HttpCall> requests = JsonRequest.items(body, REQUESTS).stream()
                .map(item -> request(call.http(), item))
                .toList();
        requireFew(requests);
        return results(answers(requests, JsonRequest.flag(body, HALT_ON_ERROR), single));
    }

    /// The requests of a body that may be none.
    static Stream<HttpCall> requests(HttpCall call) {
        try {
            return JsonRequest.items(JsonRequest.group(call, ""), REQUESTS).stream()
                    .map(item -> request(call, item))
                    .toList()
                    .stream();
        } catch (RestRefusal _) {
            return Stream.empty();
        }
    }

    @Assumed(reason = "That 25 are the most is documented; the code and the words are believed")
    private static void requireFew(List<HttpCall> requests) {
        if (requests.size() > MOST_REQUESTS) {
            throw new RestRefusal(
                    400, "LIMIT_EXCEEDED", "A batch can have no more than %d subrequests".formatted(MOST_REQUESTS));
        }
    }

    @Assumed(reason = "A batch with a request that can't be one is refused as a whole; the words are believed")
    private static HttpCall request(HttpCall batch, JsonValue item) {
        JsonValue.Group request = JsonRequest.asGroup(item, "subrequest");
        JsonRequest.requireMembers(request, List.of(METHOD, URL, INPUT));
        String method = JsonRequest.text(JsonRequest.member(request, METHOD), METHOD);
        if (!METHODS.contains(method)) {
            throw JsonRequest.wrongType(METHOD, JsonRequest.member(request, METHOD));
        }
        byte[] body = request.members().containsKey(INPUT)
                ? JsonRequest.bytes(JsonRequest.member(request, INPUT))
                : new byte[0];
        return batch.within(method, target(JsonRequest.text(JsonRequest.member(request, URL), URL)), body);
    }

    /// A URL begins with the version, or as the batch's own does.
    private static RequestTarget target(String url) {
        String path = url.startsWith("/services/data/") ? url : "/services/data/" + url.replaceFirst("^/", "");
        int query = path.indexOf('?');
        return query < 0
                ? new RequestTarget(path, "")
                : new RequestTarget(path.substring(0, query), path.substring(query + 1));
    }

    private static List<Answer> answers(List<HttpCall> requests, boolean haltOnError, Single single) {
        List<Answer> answers = new ArrayList<>();
        boolean halted = false;
        for (HttpCall request : requests) {
            Answer answer = halted ? halted() : single.answer(request);
            answers.add(answer);
            halted |= haltOnError && isError(answer);
        }
        return answers;
    }

    @Assumed(reason = "Status and code are documented, the words are believed")
    private static Answer halted() {
        return RestAnswers.error(412, "BATCH_PROCESSING_HALTED", "A subrequest before this one failed");
    }

    private static boolean isError(Answer answer) {
        return answer.status() >= FIRST_ERROR;
    }

    private static Answer results(List<Answer> answers) {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeBooleanProperty("hasErrors", answers.stream().anyMatch(BatchAnswers::isError));
            json.writeArrayPropertyStart("results");
            answers.forEach(answer -> result(json, answer));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void result(JsonGenerator json, Answer answer) {
        json.writeStartObject();
        json.writeNumberProperty("statusCode", answer.status());
        json.writeName("result");
        String body = text(answer);
        if (body.isEmpty()) {
            json.writeNull();
        } else {
            json.writeRawValue(body);
        }
        json.writeEndObject();
    }

    private static String text(Answer answer) {
        var bytes = new ByteArrayOutputStream();
        try {
            answer.body().writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
