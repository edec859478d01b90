package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.org.SaveConditions;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// Requests that are carried out one after the other, of which later ones may use what earlier ones answered.
///
/// @param call the request that they came in
/// @param single answers one of them
record CompositeRun(RestCall call, List<CompositePart> parts, Subrequests.Single single) {
    private static final String ROLLED_BACK =
            "The transaction was rolled back since another operation in the same transaction failed.";

    CompositeRun {
        parts = List.copyOf(parts);
        requireDifferent(parts);
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

    /// One answer a part. Each of them keeps what it did.
    List<Answer> each() {
        var references = new AnswerReferences();
        return parts.stream().map(part -> answer(part, references)).toList();
    }

    /// The same in one transaction: the first part that fails ends it, and all others are told as rolled back.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_allornone.htm")
    @Assumed(
            reason = "That a collection with a refused record fails as a whole is documented; it is told with the"
                    + " results of its records")
    List<Answer> together(SimulatedOrg org) {
        var references = new AnswerReferences();
        List<Answer> answers = SaveConditions.current()
                .allOrNone()
                .during(() -> org.together(
                        call.user(),
                        () -> {
                            List<Answer> done = new ArrayList<>();
                            for (CompositePart part : parts) {
                                if (done.isEmpty() || !Subrequests.hasFailed(done.getLast())) {
                                    done.add(answer(part, references));
                                }
                            }
                            return done;
                        },
                        done -> done.stream().noneMatch(Subrequests::hasFailed)));
        if (answers.stream().noneMatch(Subrequests::hasFailed)) {
            return answers;
        }
        List<Answer> rolledBack = new ArrayList<>(halted(ROLLED_BACK));
        rolledBack.set(answers.size() - 1, answers.getLast());
        return rolledBack;
    }

    /// No part is carried out, and each is told why.
    List<Answer> halted(String why) {
        return parts.stream().map(_ -> haltedPart(why)).toList();
    }

    private Answer answer(CompositePart part, AnswerReferences references) {
        try {
            String url = references.resolve(part.url(), CompositeRun::encoded);
            byte[] body = part.body().isPresent()
                    ? JsonRequest.bytes(references.resolve(part.body().get()))
                    : new byte[0];
            Answer answer =
                    single.answer(call.http().within(part.method(), Subrequests.target(url), part.headers(), body));
            if (!Subrequests.isError(answer)) {
                JsonRequest.value(Subrequests.bytes(answer))
                        .ifPresent(value -> references.know(part.referenceId(), value));
            }
            return answer;
        } catch (AnswerReferences.Unresolved unresolved) {
            return haltedPart(unresolved.text());
        }
    }

    @Assumed(reason = "A value in a URL is encoded where it is put in")
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Assumed(reason = "Code and words were seen in public reports")
    private static Answer haltedPart(String why) {
        return RestAnswers.error(400, "PROCESSING_HALTED", why);
    }

    /// Writes the list of what became of the parts.
    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/responses_composite.htm")
    void write(JsonGenerator json, List<Answer> answers) {
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
    }
}
