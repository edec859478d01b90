package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.SaveOptions;
import dev.lockstep.orgsim.org.SaveOutcome;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.Optional;

/// `/sobjects/{object}` and `/sobjects/{object}/{id}`: one record is created, read, updated or deleted.
final class RecordAnswers {
    private static final String ID = "Id";
    private static final int FIRST_WITH_POST_TO_ID = 37;

    private final SimulatedOrg org;
    private final DescribeAnswers describe;
    private final StoredRecords stored;

    RecordAnswers(SimulatedOrg org, DescribeAnswers describe) {
        this.org = org;
        this.describe = describe;
        this.stored = new StoredRecords(org);
    }

    Answer all(RestCall call, String name) {
        ObjectDefinition object = object(name);
        return switch (call.method()) {
            case "GET", "HEAD" -> describe.basic(call.version(), name);
            case "POST" -> create(call, object);
            default -> throw call.methodNotAllowed("GET,HEAD,POST");
        };
    }

    Answer one(RestCall call, String name, String id) {
        ObjectDefinition object = object(name);
        if (id.equalsIgnoreCase(ID)) {
            return withoutId(call, object);
        }
        RecordId parsed = id(object, id);
        return switch (call.method()) {
            case "GET", "HEAD" -> retrieve(call, object, parsed);
            case "PATCH" -> update(call, object, parsed);
            case "DELETE" -> delete(call, parsed);
            default -> throw call.methodNotAllowed("HEAD,GET,PATCH,DELETE");
        };
    }

    /// A POST to `Id`: an upsert by Id whose Id is null.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm")
    private Answer withoutId(RestCall call, ObjectDefinition object) {
        if (!call.version().isAtLeast(FIRST_WITH_POST_TO_ID)) {
            throw RestRefusal.noExternalId(ID);
        }
        if (!call.method().equals("POST")) {
            throw call.methodNotAllowed("POST");
        }
        return create(call, object);
    }

    private Answer create(RestCall call, ObjectDefinition object) {
        InputRecord record = RecordReader.read(object, JsonRequest.group(call.http(), object.name()));
        return switch (org.create(call.user(), List.of(record), SaveOptions.PARTIAL)
                .getFirst()) {
            case SaveOutcome.Saved saved -> SaveAnswers.created(call, object.name(), saved.id());
            case SaveOutcome.Refused refused -> SaveAnswers.refused(refused);
        };
    }

    Answer retrieve(RestCall call, ObjectDefinition object, RecordId id) {
        var row = stored.one(call, object, id);
        return JsonBody.answer(200, json -> RecordJson.write(json, call.version(), row));
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_update_fields.htm")
    private Answer update(RestCall call, ObjectDefinition object, RecordId id) {
        InputRecord record = RecordReader.read(object, JsonRequest.group(call.http(), object.name()));
        refuseInBody(record, ID);
        return switch (update(call, record, id)) {
            case SaveOutcome.Saved _ -> Answer.empty(204);
            case SaveOutcome.Refused refused -> SaveAnswers.refused(refused);
        };
    }

    SaveOutcome update(RestCall call, InputRecord record, RecordId id) {
        var identified = new InputRecord(
                record.object(), Optional.of(id.text18()), record.fields(), record.fieldsToNull(), record.references());
        return org.update(call.user(), List.of(identified), SaveOptions.PARTIAL).getFirst();
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_delete_record.htm")
    Answer delete(RestCall call, RecordId id) {
        return switch (org.delete(call.user(), List.of(id.text18()), SaveOptions.PARTIAL)
                .getFirst()) {
            case SaveOutcome.Saved _ -> Answer.empty(204);
            case SaveOutcome.Refused refused -> SaveAnswers.refused(refused);
        };
    }

    /// What names the record in the path doesn't stand in the body as well.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_upsert_patch.htm")
    @Assumed(reason = "That it is refused is documented; the words are those of public reports")
    static void refuseInBody(InputRecord record, String field) {
        boolean isThere = field.equals(ID)
                ? record.id().isPresent()
                : record.fields().keySet().stream().anyMatch(field::equalsIgnoreCase)
                        || record.fieldsToNull().stream().anyMatch(field::equalsIgnoreCase);
        if (isThere) {
            throw new RestRefusal(
                    400, "INVALID_FIELD", "The %s field should not be specified in the sobject data.".formatted(field));
        }
    }

    ObjectDefinition object(String name) {
        return org.object(name).orElseThrow(RestRefusal::notFound);
    }

    @Assumed(reason = "What can't be an Id is taken for the name of a field; an Id of another object is malformed")
    private static RecordId id(ObjectDefinition object, String text) {
        if (!text.matches("[0-9a-zA-Z]{15}|[0-9a-zA-Z]{18}")) {
            throw RestRefusal.noExternalId(text);
        }
        RecordId id = RecordId.parse(text).orElseThrow(() -> new RestRefusal(400, "MALFORMED_ID", "bad id " + text));
        if (!id.keyPrefix().equals(object.keyPrefix())) {
            throw new RestRefusal(
                    400,
                    "MALFORMED_ID",
                    "%s: id value of incorrect type: %s"
                            .formatted(object.field(ID).orElseThrow().label(), text));
        }
        return id;
    }
}
