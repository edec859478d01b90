package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SaveOptions;
import dev.lockstep.orgsim.org.SaveOutcome;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// `/composite/sobjects` and what lies below it: up to 200 records are written by one request. It is answered with
/// status 200 and a result a record, even where all are refused.
final class CollectionAnswers {
    private static final int FIRST_WITH_COLLECTIONS = 42;
    private static final int FIRST_WITH_UPSERT = 46;
    private static final int PREFIX_LENGTH = 3;

    private final SimulatedOrg org;
    private final RetrieveAnswers retrieve;

    /// Which of the result types is written: they differ in one member.
    private enum ResultType {
        SAVE,
        UPSERT
    }

    CollectionAnswers(SimulatedOrg org) {
        this.org = org;
        this.retrieve = new RetrieveAnswers(org);
    }

    Answer answer(RestCall call, Resource.OfCollections resource) {
        if (!call.version().isAtLeast(FIRST_WITH_COLLECTIONS)) {
            throw RestRefusal.notFound();
        }
        return switch (resource) {
            case Resource.OfCollections.Mixed _ -> mixed(call);
            case Resource.OfCollections.OfObject(String object) -> retrieve.answer(call, object(object));
            case Resource.OfCollections.Named named -> upsert(call, named);
        };
    }

    private Answer mixed(RestCall call) {
        return switch (call.method()) {
            case "POST" -> create(call);
            case "PATCH" -> update(call);
            case "DELETE" -> delete(call);
            default -> throw call.methodNotAllowed("DELETE,PATCH,POST");
        };
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_create.htm")
    private Answer create(RestCall call) {
        var sent = RecordCollection.read(org, call.http());
        return results(ResultType.SAVE, org.create(call.user(), sent.records(), sent.options()));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_update.htm")
    private Answer update(RestCall call) {
        var sent = RecordCollection.read(org, call.http());
        return results(ResultType.SAVE, org.update(call.user(), sent.records(), sent.options()));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_upsert.htm")
    private Answer upsert(RestCall call, Resource.OfCollections.Named resource) {
        if (!call.version().isAtLeast(FIRST_WITH_UPSERT)) {
            throw RestRefusal.notFound();
        }
        if (!call.method().equals("PATCH")) {
            throw call.methodNotAllowed("PATCH");
        }
        ObjectDefinition object = object(resource.object());
        String key = ExternalIdAnswers.field(object, resource.field()).name();
        var sent = RecordCollection.read(org, call.http());
        sent.requireType(object);
        return results(ResultType.UPSERT, org.upsert(call.user(), key, sent.records(), sent.options()));
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_delete.htm")
    private Answer delete(RestCall call) {
        List<String> ids = ids(call.http()).toList();
        if (ids.isEmpty()) {
            throw noIds();
        }
        SaveOptions options = call.http()
                .parameter("allOrNone")
                .filter("true"::equalsIgnoreCase)
                .map(_ -> SaveOptions.ALL_OR_NONE)
                .orElse(SaveOptions.PARTIAL);
        return results(ResultType.SAVE, org.delete(call.user(), ids, options));
    }

    static Stream<String> ids(HttpCall call) {
        return call.parameter("ids").stream()
                .flatMap(ids -> Arrays.stream(ids.split(",", -1)))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty));
    }

    @Assumed(reason = "That there must be Ids is documented; the code and the words are believed")
    static RestRefusal noIds() {
        return new RestRefusal(400, "MISSING_ARGUMENT", "The parameter ids must be specified");
    }

    /// The objects that a request names, by itself or by its Ids.
    List<String> objects(HttpCall call, Resource.OfCollections resource) {
        return switch (resource) {
            case Resource.OfCollections.OfObject(String object) -> List.of(object);
            case Resource.OfCollections.Named named -> List.of(named.object());
            case Resource.OfCollections.Mixed _ ->
                Stream.concat(RecordCollection.types(call), ids(call).flatMap(this::objectOf))
                        .toList();
        };
    }

    private Stream<String> objectOf(String id) {
        return org.objects().stream()
                .filter(object -> id.length() > PREFIX_LENGTH && id.startsWith(object.keyPrefix()))
                .map(ObjectDefinition::name);
    }

    private ObjectDefinition object(String name) {
        return org.object(name).orElseThrow(RestRefusal::notFound);
    }

    private static Answer results(ResultType type, List<SaveOutcome> outcomes) {
        return JsonBody.answer(200, json -> {
            json.writeStartArray();
            outcomes.forEach(outcome -> result(json, type, outcome));
            json.writeEndArray();
        });
    }

    @Assumed(reason = "The result of a record that is refused has no Id, as in the documents' examples")
    private static void result(JsonGenerator json, ResultType type, SaveOutcome outcome) {
        json.writeStartObject();
        switch (outcome) {
            case SaveOutcome.Saved saved -> {
                SaveAnswers.success(json, saved.id());
                created(json, type, saved.created());
            }
            case SaveOutcome.Refused refused -> {
                json.writeBooleanProperty("success", false);
                json.writeArrayPropertyStart("errors");
                refused.errors().forEach(error -> SaveAnswers.write(json, error, "statusCode"));
                json.writeEndArray();
                created(json, type, false);
            }
        }
        json.writeEndObject();
    }

    private static void created(JsonGenerator json, ResultType type, boolean created) {
        if (type == ResultType.UPSERT) {
            json.writeBooleanProperty("created", created);
        }
    }
}
