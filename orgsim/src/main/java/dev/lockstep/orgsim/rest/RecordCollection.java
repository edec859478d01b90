package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.org.CallRules;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SaveOptions;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.List;
import java.util.stream.Stream;

/// The records that a request about many holds: `{"allOrNone": false, "records": […]}`.
record RecordCollection(List<InputRecord> records, SaveOptions options) {
    private static final String ALL_OR_NONE = "allOrNone";
    private static final String RECORDS = "records";

    RecordCollection {
        records = List.copyOf(records);
    }

    /// Reads the body of a request.
    ///
    /// @throws RestRefusal when it holds no records
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_create.htm")
    @Assumed(reason = "Where one record can't be read as one of its type, the whole request is refused")
    static RecordCollection read(SimulatedOrg org, HttpCall call) {
        var body = JsonRequest.group(call, "sObject collection");
        JsonRequest.requireMembers(body, List.of(ALL_OR_NONE, RECORDS));
        var records = JsonRequest.items(body, RECORDS).stream()
                .map(item -> JsonRequest.asGroup(item, "sObject"))
                .map(record -> RecordReader.read(typeOf(org, record), record))
                .toList();
        return new RecordCollection(
                records, JsonRequest.flag(body, ALL_OR_NONE) ? SaveOptions.ALL_OR_NONE : SaveOptions.PARTIAL);
    }

    /// The types that the records name, as they spell them, of a body that may be none.
    static Stream<String> types(HttpCall call) {
        return JsonRequest.glance(call).stream()
                .flatMap(body -> body.members().get(RECORDS) instanceof JsonValue.Items items
                        ? items.items().stream()
                        : Stream.empty())
                .flatMap(item ->
                        item instanceof JsonValue.Group record ? RecordReader.type(record).stream() : Stream.empty());
    }

    @Assumed(reason = "That each record tells its type is documented; codes and words of the refusals are believed")
    private static ObjectDefinition typeOf(SimulatedOrg org, JsonValue.Group record) {
        String type = RecordReader.type(record)
                .orElseThrow(() -> new RestRefusal(
                        400, "INVALID_TYPE", "The attributes of each record must have a type: " + record.place()));
        return org.object(type)
                .orElseThrow(() -> new RestRefusal(400, "INVALID_TYPE", CallRules.unsupportedObject(type)));
    }

    @Assumed(reason = "Records of another type than the path names refuse the whole request")
    void requireType(ObjectDefinition object) {
        records.stream()
                .map(InputRecord::object)
                .filter(type -> !type.equals(object.name()))
                .findFirst()
                .ifPresent(type -> {
                    throw new RestRefusal(
                            400, "INVALID_TYPE", "The records must be of type %s, not %s".formatted(object, type));
                });
    }
}
