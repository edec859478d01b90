package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// `/composite/batch`: up to 25 requests by one. They are done one after the other, and each keeps
/// what it did, whatever becomes of the others.
@Documented(
        url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/requests_composite_batch.htm")
final class BatchAnswers {
    private static final int FIRST_WITH_BATCH = 34;
    private static final int MOST_REQUESTS = 25;
    private static final String REQUESTS = "batchRequests";
    private static final String HALT_ON_ERROR = "haltOnError";
    private static final String INPUT = "richInput";

    Answer answer(RestCall call, Subrequests.Single single) {
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

    private static HttpCall request(HttpCall batch, JsonValue item) {
        JsonValue.Group request = JsonRequest.asGroup(item, "subrequest");
        JsonRequest.requireMembers(request, List.of(Subrequests.METHOD, Subrequests.URL, INPUT));
        return batch.within(
                Subrequests.method(request),
                Subrequests.target(JsonRequest.text(JsonRequest.member(request, Subrequests.URL), Subrequests.URL)),
                Map.of(),
                Subrequests.body(request, INPUT));
    }

    private static List<Answer> answers(List<HttpCall> requests, boolean haltOnError, Subrequests.Single single) {
        List<Answer> answers = new ArrayList<>();
        boolean halted = false;
        for (HttpCall request : requests) {
            Answer answer = halted ? halted() : single.answer(request);
            answers.add(answer);
            halted |= haltOnError && Subrequests.isError(answer);
        }
        return answers;
    }

    @Assumed(reason = "Status and code are documented, the words are believed")
    private static Answer halted() {
        return RestAnswers.error(412, "BATCH_PROCESSING_HALTED", "A subrequest before this one failed");
    }

    private static Answer results(List<Answer> answers) {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeBooleanProperty("hasErrors", answers.stream().anyMatch(Subrequests::isError));
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
        Subrequests.writeBody(json, answer);
        json.writeEndObject();
    }
}
