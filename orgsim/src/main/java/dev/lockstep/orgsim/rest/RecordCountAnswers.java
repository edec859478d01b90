package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `/limits/recordCount`: how many records objects have. An org tells a number that it counted a while ago; this
/// one counts when it is asked.
final class RecordCountAnswers {
    private static final int FIRST_WITH_RECORD_COUNT = 40;

    private final SimulatedOrg org;

    RecordCountAnswers(SimulatedOrg org) {
        this.org = org;
    }

    /// The objects that the request names, as it spells them; none where it asks for all.
    static List<String> named(HttpCall call) {
        return call.parameter("sObjects").stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_record_count.htm")
    Answer counts(RestCall call) {
        if (!call.version().isAtLeast(FIRST_WITH_RECORD_COUNT)) {
            throw RestRefusal.notFound();
        }
        Map<String, Long> counts = new TreeMap<>();
        asked(named(call.http()))
                .forEach(object -> counts.put(object.name(), org.count(object).live()));
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("sObjects");
            counts.forEach((name, count) -> {
                json.writeStartObject();
                json.writeNumberProperty("count", count);
                json.writeStringProperty("name", name);
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    @Assumed(reason = "Names that aren't there are left out")
    private List<ObjectDefinition> asked(List<String> names) {
        return names.isEmpty()
                ? org.objects()
                : names.stream().flatMap(name -> org.object(name).stream()).toList();
    }
}
