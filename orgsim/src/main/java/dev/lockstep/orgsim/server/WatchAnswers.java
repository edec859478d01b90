package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.CallLog;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryScope;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.rest.RecordJson;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/// What is in the org and what has reached it, as JSON for the page and for scripts.
final class WatchAnswers {
    /// How many records an answer has.
    static final int RECORDS = 50;

    private static final String IS_DELETED = "IsDeleted";

    private final SimulatedOrg org;
    private final CallLog calls;

    WatchAnswers(SimulatedOrg org, CallLog calls) {
        this.org = org;
        this.calls = calls;
    }

    /// Which records of an object are asked for.
    enum Place {
        LIVE,
        RECYCLE_BIN
    }

    Answer org() {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("organization_id", org.organizationId());
            json.writeStringProperty("time", org.now().toString());
            json.writeStringProperty("newest_version", ApiVersion.NEWEST.toString());
            json.writeArrayPropertyStart("not_simulated");
            org.notSimulated().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    Answer objects() {
        return JsonBody.answer(200, json -> {
            json.writeStartArray();
            org.objects().forEach(object -> {
                var count = org.count(object);
                json.writeStartObject();
                json.writeStringProperty("name", object.name());
                json.writeStringProperty("label", object.label());
                json.writeStringProperty("key_prefix", object.keyPrefix());
                json.writeNumberProperty("fields", object.fields().size());
                json.writeNumberProperty("records", count.live());
                json.writeNumberProperty("deleted", count.deleted());
                json.writeEndObject();
            });
            json.writeEndArray();
        });
    }

    /// Without regard to case.
    Optional<ObjectDefinition> object(String name) {
        return org.object(name);
    }

    private QueryAnswer query(String columns, ObjectDefinition object, Place place, String order) {
        var soql = "SELECT " + columns + " FROM " + object;
        return switch (place) {
            case LIVE -> org.query(soql + order, QueryScope.LIVE);
            case RECYCLE_BIN -> org.query(soql + " WHERE " + inTheBin(object) + order, QueryScope.WITH_DELETED);
        };
    }

    /// Of an object that has no such field, nothing can be deleted.
    private static String inTheBin(ObjectDefinition object) {
        return object.field(IS_DELETED).isPresent() ? IS_DELETED + " = true" : "Id = null";
    }

    /// Some records of an object, the newest first, with all their fields.
    ///
    /// @param from the first one's place among all of them, from 0
    Answer records(ObjectDefinition object, Place place, long from) {
        var columns = object.fields().stream().map(FieldDefinition::name).collect(Collectors.joining(", "));
        var answer = query(columns, object, place, " ORDER BY SystemModstamp DESC, Id DESC");
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("object", object.name());
            json.writeNumberProperty("total", answer.totalSize());
            json.writeNumberProperty("from", from);
            json.writeArrayPropertyStart("records");
            answer.rows(from, RECORDS).forEach(row -> RecordJson.write(json, ApiVersion.NEWEST, row));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /// The calls with higher numbers, the oldest first.
    Answer calls(long after) {
        return JsonBody.answer(200, json -> {
            json.writeStartArray();
            calls.after(after).forEach(call -> write(json, call));
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, CallLog.Call call) {
        json.writeStartObject();
        json.writeNumberProperty("number", call.number());
        json.writeStringProperty("at", call.at().toString());
        json.writeStringProperty("api", call.operation().api().text());
        json.writeStringProperty("operation", call.operation().name());
        json.writeArrayPropertyStart("objects");
        call.operation().objects().forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("method", call.method());
        call.status().ifPresent(status -> json.writeNumberProperty("status", status));
        json.writeNumberProperty("took_ms", call.took().toMillis());
        call.fault().ifPresent(fault -> json.writeStringProperty("fault", fault));
        json.writeEndObject();
    }

    /// All faults that a rule may name, each with the keys that it alone has.
    static Answer faultKinds() {
        return JsonBody.answer(200, json -> {
            json.writeStartArray();
            FaultRuleText.faults().forEach((name, keys) -> {
                json.writeStartObject();
                json.writeStringProperty("fault", name);
                json.writeArrayPropertyStart("keys");
                keys.forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            });
            json.writeEndArray();
        });
    }
}
