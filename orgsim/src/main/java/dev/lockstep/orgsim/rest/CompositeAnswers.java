package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
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
    private static final int MOST_OF_MANY = 5;

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
        requireFewOfMany(parts);
        var run = new CompositeRun(call, parts, single);
        List<Answer> answers = JsonRequest.flag(body, ALL_OR_NONE) ? run.together(org) : run.each();
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            run.write(json, answers);
            json.writeEndObject();
        });
    }

    /// The parts of a body that may be none, with references as they stand.
    static Stream<HttpCall> requests(HttpCall call) {
        try {
            return JsonRequest.items(JsonRequest.group(call, ""), PARTS).stream()
                    .map(CompositePart::read)
                    .map(part -> part.within(call))
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

    @Assumed(
            reason = "That five of the parts may be queries or collections is documented; the code and the words are"
                    + " believed")
    private static void requireFewOfMany(List<CompositePart> parts) {
        long ofMany = parts.stream()
                .map(part -> Resource.of(Subrequests.target(part.url()).segments()))
                .filter(CompositeAnswers::isOfMany)
                .count();
        if (ofMany > MOST_OF_MANY) {
            throw new RestRefusal(
                    400,
                    "LIMIT_EXCEEDED",
                    "A composite request can have no more than %d queries and collections".formatted(MOST_OF_MANY));
        }
    }

    private static boolean isOfMany(Resource resource) {
        return resource instanceof Resource.OfCollections
                || resource instanceof Resource.Query
                || resource instanceof Resource.NextPage;
    }
}
