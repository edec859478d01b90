package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.QueryRow;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/composite/sobjects/{object}`: up to 2,000 records are read by their Ids, in the order of the Ids.
final class RetrieveAnswers {
    private static final int MOST_RETRIEVED = 2000;
    private static final String IDS = "ids";
    private static final String FIELDS = "fields";

    private final StoredRecords stored;

    /// What a request asks for, in its URL or in its body.
    private record Wanted(List<String> ids, List<String> fields) {}

    RetrieveAnswers(SimulatedOrg org) {
        this.stored = new StoredRecords(org);
    }

    Answer answer(RestCall call, ObjectDefinition object) {
        return switch (call.method()) {
            case "GET", "HEAD" -> records(call, object, ofUrl(call.http()));
            case "POST" -> records(call, object, ofBody(call.http()));
            default -> throw call.methodNotAllowed("GET,HEAD,POST");
        };
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_retrieve.htm")
    private static Wanted ofUrl(HttpCall call) {
        return new Wanted(
                CollectionAnswers.ids(call).toList(),
                call.parameter(FIELDS).stream()
                        .flatMap(names -> Arrays.stream(names.split(",", -1)))
                        .toList());
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_retrieve_post.htm")
    private static Wanted ofBody(HttpCall call) {
        var body = JsonRequest.group(call, "retrieve request");
        JsonRequest.requireMembers(body, List.of(IDS, FIELDS));
        return new Wanted(texts(body, IDS), texts(body, FIELDS));
    }

    private static List<String> texts(JsonValue.Group body, String name) {
        return JsonRequest.items(body, name).stream()
                .map(item -> JsonRequest.text(item, "string"))
                .toList();
    }

    /// Null stands for each that isn't there, and for what can't be an Id of the object.
    private Answer records(RestCall call, ObjectDefinition object, Wanted wanted) {
        requireSome(wanted);
        List<Optional<RecordId>> ids =
                wanted.ids().stream().map(RecordId::parse).toList();
        Map<String, QueryRow> found = stored.live(
                object,
                StoredRecords.fields(object, wanted.fields()),
                ids.stream().flatMap(Optional::stream).distinct().toList());
        return JsonBody.answer(200, json -> {
            json.writeStartArray();
            for (Optional<RecordId> id : ids) {
                id.flatMap(known -> Optional.ofNullable(found.get(known.text18())))
                        .ifPresentOrElse(row -> RecordJson.write(json, call.version(), row), json::writeNull);
            }
            json.writeEndArray();
        });
    }

    @Assumed(reason = "That Ids and fields must be there and that 2,000 are the most is documented, the words aren't")
    private static void requireSome(Wanted wanted) {
        if (wanted.ids().isEmpty()) {
            throw CollectionAnswers.noIds();
        }
        if (wanted.fields().stream().allMatch(String::isBlank)) {
            throw new RestRefusal(400, "MISSING_ARGUMENT", "The parameter fields must be specified");
        }
        if (wanted.ids().size() > MOST_RETRIEVED) {
            throw new RestRefusal(
                    400,
                    "EXCEEDED_ID_LIMIT",
                    "retrieve limit reached. cannot retrieve more than %d records in this call"
                            .formatted(MOST_RETRIEVED));
        }
    }
}
