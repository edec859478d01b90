package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.faults.Api;
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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/// What is in the org and what has reached it: a page for people, and JSON for it and for scripts.
final class WatchControl implements Control {
    /// How many records an answer has.
    static final int RECORDS = 50;

    private static final String ORG = "/org";
    private static final String OBJECTS = "/objects";
    private static final String CALLS = "/calls";
    private static final Pattern RECORDS_OF = Pattern.compile("GET " + OBJECTS + "/(\\w+)/records");
    private static final Pattern FILE = Pattern.compile("GET /([a-z.]+)");

    private static final String IS_DELETED = "IsDeleted";

    private final SimulatedOrg org;
    private final CallLog calls;

    WatchControl(SimulatedOrg org, CallLog calls) {
        this.org = org;
        this.calls = calls;
    }

    /// Which records of an object are asked for.
    private enum Place {
        LIVE,
        RECYCLE_BIN
    }

    @Override
    public Optional<Answer> answer(ControlCall call) {
        return switch (call.line()) {
            case "GET " -> WatchPage.file(WatchPage.START);
            case "GET " + ORG -> Optional.of(org());
            case "GET " + OBJECTS -> Optional.of(objects());
            case "GET " + CALLS -> Optional.of(calls(call.number("after")));
            default -> recordsOrFile(call);
        };
    }

    @Override
    public List<String> offers() {
        return List.of("GET " + ORG, "GET " + OBJECTS, "GET " + OBJECTS + "/{object}/records", "GET " + CALLS);
    }

    private Optional<Answer> recordsOrFile(ControlCall call) {
        var records = RECORDS_OF.matcher(call.line());
        if (records.matches()) {
            return Optional.of(records(records.group(1), call));
        }
        var file = FILE.matcher(call.line());
        return file.matches() ? WatchPage.file(file.group(1)) : Optional.empty();
    }

    private Answer records(String name, ControlCall call) {
        var place = call.flag("deleted") ? Place.RECYCLE_BIN : Place.LIVE;
        return org.object(name)
                .map(object -> records(object, place, call.number("from")))
                .orElseGet(() -> ControlServlet.error(404, "There is no object \"%s\".".formatted(name)));
    }

    private Answer org() {
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeStringProperty("organization_id", org.organizationId());
            json.writeStringProperty("time", org.now().toString());
            json.writeStringProperty("newest_version", ApiVersion.NEWEST.toString());
            json.writeArrayPropertyStart("apis");
            for (Api api : Api.values()) {
                json.writeString(api.text());
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("not_simulated");
            org.notSimulated().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Answer objects() {
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

    private QueryAnswer query(String columns, ObjectDefinition object, Place place, String order) {
        var soql = "SELECT " + columns + " FROM " + object;
        return switch (place) {
            case LIVE -> org.query(soql + order, QueryScope.WITH_ARCHIVED);
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
    private Answer records(ObjectDefinition object, Place place, long from) {
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
    private Answer calls(long after) {
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
}
