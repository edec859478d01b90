package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// `/composite`: up to 25 requests by one, of which later ones may use what earlier ones answered. With
/// `allOrNone` they are one transaction.
@Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/requests_composite.htm")
final class CompositeAnswers {
    private static final int FIRST_WITH_COMPOSITE = 38;
    private static final int MOST_PARTS = 25;
    private static final String PARTS = "compositeRequest";
    private static final String ALL_OR_NONE = "allOrNone";
    private static final String COLLATE = "collateSubrequests";
    private static final String ROLLED_BACK =
            "The transaction was rolled back since another operation in the same transaction failed.";

    private final SimulatedOrg org;

    CompositeAnswers(SimulatedOrg org) {
        this.org = org;
    }

    Answer answer(RestCall call, Subrequests.Single single) {
        if (!call.version().isAtLeast(FIRST_WITH_COMPOSITE)) {
            throw RestRefusal.notFound();
        }
        JsonValue.Group body = JsonRequest.group(call.http(), "composite");
        JsonRequest.requireMembers(body, List.of(ALL_OR_NONE, COLLATE, PARTS));
        JsonRequest.flag(body, COLLATE);
        List<CompositePart> parts =
                JsonRequest.items(body, PARTS).stream().map(CompositePart::read).toList();
        requireFew(parts);
        requireDifferent(parts);
        return JsonRequest.flag(body, ALL_OR_NONE)
                ? response(parts, allOrNone(call, parts, single))
                : response(parts, answers(call.http(), parts, single));
    }

    /// The parts of a body that may be none, with references as they stand.
    static Stream<HttpCall> requests(HttpCall call) {
        try {
            return JsonRequest.items(JsonRequest.group(call, ""), PARTS).stream()
                    .map(CompositePart::read)
                    .map(part ->
                            call.within(part.method(), Subrequests.target(part.url()), part.headers(), new byte[0]))
                    .toList()
                    .stream();
        } catch (RestRefusal _) {
            return Stream.empty();
        }
    }

    @Assumed(reason = "That 25 are the most is documented; the code and the words are believed")
    private static void requireFew(List<CompositePart> parts) {
        if (parts.size() > MOST_PARTS) {
            throw new RestRefusal(
                    400,
                    "LIMIT_EXCEEDED",
                    "A composite request can have no more than %d subrequests".formatted(MOST_PARTS));
        }
    }

    @Assumed(reason = "That no two parts have one reference Id is documented; the code and the words are believed")
    private static void requireDifferent(List<CompositePart> parts) {
        Set<String> seen = new HashSet<>();
        for (CompositePart part : parts) {
            if (!seen.add(part.referenceId())) {
                throw new RestRefusal(400, "INVALID_INPUT", "Duplicate reference Id: " + part.referenceId());
            }
        }
    }

    private static List<Answer> answers(HttpCall call, List<CompositePart> parts, Subrequests.Single single) {
        var references = new AnswerReferences();
        return parts.stream()
                .map(part -> answer(call, part, references, single))
                .toList();
    }

    /// The first part that fails ends it: all others are told as rolled back.
    private List<Answer> allOrNone(RestCall call, List<CompositePart> parts, Subrequests.Single single) {
        var references = new AnswerReferences();
        List<Answer> answers = org.together(
                call.user(),
                () -> {
                    List<Answer> done = new ArrayList<>();
                    for (CompositePart part : parts) {
                        if (done.isEmpty() || !Subrequests.isError(done.getLast())) {
                            done.add(answer(call.http(), part, references, single));
                        }
                    }
                    return done;
                },
                done -> done.stream().noneMatch(Subrequests::isError));
        if (answers.stream().noneMatch(Subrequests::isError)) {
            return answers;
        }
        List<Answer> rolledBack =
                new ArrayList<>(parts.stream().map(_ -> halted(ROLLED_BACK)).toList());
        rolledBack.set(answers.size() - 1, answers.getLast());
        return rolledBack;
    }

    private static Answer answer(
            HttpCall call, CompositePart part, AnswerReferences references, Subrequests.Single single) {
        try {
            String url = references.resolve(part.url(), CompositeAnswers::encoded);
            byte[] body = part.body().isPresent()
                    ? JsonRequest.bytes(references.resolve(part.body().get()))
                    : new byte[0];
            Answer answer = single.answer(call.within(part.method(), Subrequests.target(url), part.headers(), body));
            if (!Subrequests.isError(answer)) {
                JsonRequest.glance(Subrequests.bytes(answer))
                        .ifPresent(value -> references.know(part.referenceId(), value));
            }
            return answer;
        } catch (AnswerReferences.Unresolved unresolved) {
            return halted(unresolved.text());
        }
    }

    @Assumed(reason = "A value in a URL is encoded where it is put in")
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Assumed(reason = "Code and words were seen in public reports")
    private static Answer halted(String why) {
        return RestAnswers.error(400, "PROCESSING_HALTED", why);
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/responses_composite.htm")
    private static Answer response(List<CompositePart> parts, List<Answer> answers) {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("compositeResponse");
            for (int index = 0; index < parts.size(); index++) {
                Answer answer = answers.get(index);
                json.writeStartObject();
                json.writeName("body");
                Subrequests.writeBody(json, answer);
                json.writeObjectPropertyStart("httpHeaders");
                answer.headers().forEach((name, value) -> {
                    if (name.equals("Location")) {
                        json.writeStringProperty(name, value);
                    }
                });
                json.writeEndObject();
                json.writeNumberProperty("httpStatusCode", answer.status());
                json.writeStringProperty("referenceId", parts.get(index).referenceId());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
