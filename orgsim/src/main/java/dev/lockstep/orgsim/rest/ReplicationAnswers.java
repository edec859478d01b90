package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.SimulatedOrg;
import dev.lockstep.orgsim.org.TimeRules;
import java.time.DateTimeException;
import java.time.Instant;

/// `/sobjects/{object}/updated` and `/deleted`: which records changed in a time, and up to when that is sure.
final class ReplicationAnswers {
    private final SimulatedOrg org;

    ReplicationAnswers(SimulatedOrg org) {
        this.org = org;
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_getupdated.htm")
    Answer updated(HttpCall call, String object) {
        var updated = org.updated(known(object), moment(call, "start"), moment(call, "end"));
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("ids");
            updated.ids().forEach(json::writeString);
            json.writeEndArray();
            json.writeStringProperty("latestDateCovered", RestMoment.text(updated.latestDateCovered()));
            json.writeEndObject();
        });
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_getdeleted.htm")
    Answer deleted(HttpCall call, String object) {
        var deleted = org.deleted(known(object), moment(call, "start"), moment(call, "end"));
        return JsonBody.answer(200, json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("deletedRecords");
            deleted.deleted().forEach(record -> {
                json.writeStartObject();
                json.writeStringProperty("id", record.id());
                json.writeStringProperty("deletedDate", RestMoment.text(record.deletedDate()));
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeStringProperty("earliestDateAvailable", RestMoment.text(deleted.earliestDateAvailable()));
            json.writeStringProperty("latestDateCovered", RestMoment.text(deleted.latestDateCovered()));
            json.writeEndObject();
        });
    }

    @Assumed(reason = "The code is documented for dates that don't fit; that a text which is none gets it is believed")
    private static Instant moment(HttpCall call, String parameter) {
        // In a URL the plus of an offset is a blank, unless it was encoded.
        String text = call.parameter(parameter).orElse("").replace(' ', '+');
        try {
            return TimeRules.parseMoment(text);
        } catch (DateTimeException _) {
            throw new RestRefusal(
                    400, "INVALID_REPLICATION_DATE", "'%s' is not a date for %s".formatted(text, parameter));
        }
    }

    private String known(String object) {
        return org.object(object).orElseThrow(RestRefusal::notFound).name();
    }
}
