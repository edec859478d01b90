package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldKind;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.RecordId;
import dev.lockstep.orgsim.org.SaveOptions;
import dev.lockstep.orgsim.org.SaveOutcome;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/sobjects/{object}/{field}/{value}`: the record that an external id names.
final class ExternalIdAnswers {
    private static final String ID = "Id";

    private final SimulatedOrg org;
    private final RecordAnswers records;

    /// A record named by a value, as the request has it.
    private record Key(ObjectDefinition object, FieldDefinition field, String value) {}

    /// What is done with the record once it is known which one it is.
    private interface Work {
        Answer answer(RecordId id);
    }

    ExternalIdAnswers(SimulatedOrg org, RecordAnswers records) {
        this.org = org;
        this.records = records;
    }

    Answer one(RestCall call, Resource.OfRecords.Named resource) {
        ObjectDefinition object = records.object(resource.object());
        var key = new Key(object, field(object, resource.field()), resource.value());
        return switch (call.method()) {
            case "GET", "HEAD" -> onlyMatch(call, key, id -> records.retrieve(call, object, id));
            case "PATCH" -> write(call, key);
            case "DELETE" -> onlyMatch(call, key, id -> records.delete(call, id));
            default -> throw call.methodNotAllowed("HEAD,GET,PATCH,DELETE");
        };
    }

    /// The field, if its values may name records; Ids aren't external ones.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_upsert.htm")
    static FieldDefinition field(ObjectDefinition object, String name) {
        return object.field(name)
                .filter(FieldDefinition::namesRecords)
                .filter(field -> field.type() != FieldKind.ID)
                .orElseThrow(() -> RestRefusal.noExternalId(name));
    }

    private Answer onlyMatch(RestCall call, Key key, Work work) {
        List<String> ids = ids(key);
        return switch (ids.size()) {
            case 0 -> throw RestRefusal.notFound();
            case 1 -> work.answer(RecordId.parse(ids.getFirst()).orElseThrow());
            default -> several(call, key);
        };
    }

    private List<String> ids(Key key) {
        return org.named(key.object(), key.field(), key.value());
    }

    /// The records' paths.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm")
    private Answer several(RestCall call, Key key) {
        return JsonBody.answer(300, json -> {
            json.writeStartArray();
            ids(key).forEach(id -> json.writeString(call.url(key.object().name(), id)));
            json.writeEndArray();
        });
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_upsert_patch.htm")
    private Answer write(RestCall call, Key key) {
        ObjectDefinition object = key.object();
        InputRecord record = RecordReader.read(object, JsonRequest.group(call.http(), object.name()));
        RecordAnswers.refuseInBody(record, ID);
        RecordAnswers.refuseInBody(record, key.field().name());
        boolean updateOnly =
                call.http().parameter("updateOnly").filter("true"::equals).isPresent();
        return updateOnly
                ? onlyMatch(call, key, id -> saved(call, key, records.update(call, record, id)))
                : saved(call, key, upsert(call, key, record));
    }

    private SaveOutcome upsert(RestCall call, Key key, InputRecord record) {
        Map<String, String> fields = new LinkedHashMap<>(record.fields());
        fields.put(key.field().name(), key.value());
        var named = new InputRecord(record.object(), record.id(), fields, record.fieldsToNull(), record.references());
        return org.upsert(call.user(), key.field().name(), List.of(named), SaveOptions.PARTIAL)
                .getFirst();
    }

    private Answer saved(RestCall call, Key key, SaveOutcome outcome) {
        return switch (outcome) {
            case SaveOutcome.Saved saved ->
                SaveAnswers.upserted(call, key.object().name(), saved);
            case SaveOutcome.Refused refused when isAmbiguous(key, refused) -> several(call, key);
            case SaveOutcome.Refused refused -> SaveAnswers.refused(refused);
        };
    }

    /// The same code with a lookup's name says it of a parent.
    @Assumed(reason = "Only the record itself is answered by a list of those that the value names")
    private static boolean isAmbiguous(Key key, SaveOutcome.Refused refused) {
        return refused.errors().stream()
                .anyMatch(error -> error.statusCode().equals("DUPLICATE_EXTERNAL_ID")
                        && error.fields().contains(key.field().name()));
    }
}
