package dev.lockstep.orgsim.rest;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import dev.lockstep.orgsim.org.SaveError;
import dev.lockstep.orgsim.org.SaveOutcome;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// What became of the one record that a request was about.
final class SaveAnswers {
    private static final int FIRST_THAT_TELLS_OF_UPDATES = 46;

    private SaveAnswers() {}

    @Documented(
            url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_sobject_create.htm")
    static Answer created(RestCall call, String object, String id) {
        return JsonBody.answer(201, json -> {
                    json.writeStartObject();
                    success(json, id);
                    json.writeEndObject();
                })
                .with("Location", call.url(object, id));
    }

    /// Which of both it was is told in the body since version 46.0, before by the status alone.
    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/dome_upsert.htm")
    static Answer upserted(RestCall call, String object, SaveOutcome.Saved saved) {
        if (!call.version().isAtLeast(FIRST_THAT_TELLS_OF_UPDATES)) {
            return saved.created() ? created(call, object, saved.id()) : Answer.empty(204);
        }
        Answer answer = JsonBody.answer(saved.created() ? 201 : 200, json -> {
            json.writeStartObject();
            success(json, saved.id());
            json.writeBooleanProperty("created", saved.created());
            json.writeEndObject();
        });
        return saved.created() ? answer.with("Location", call.url(object, saved.id())) : answer;
    }

    static void success(JsonGenerator json, String id) {
        json.writeStringProperty("id", id);
        json.writeBooleanProperty("success", true);
        json.writeArrayPropertyStart("errors");
        json.writeEndArray();
    }

    static Answer refused(SaveOutcome.Refused refused) {
        List<SaveError> errors = refused.errors();
        if (isUnknownRecord(errors.getFirst())) {
            throw RestRefusal.notFound();
        }
        return JsonBody.answer(status(errors.getFirst()), json -> {
            json.writeStartArray();
            errors.forEach(error -> write(json, error, "errorCode"));
            json.writeEndArray();
        });
    }

    /// Results of collections have another word for the code than errors of a whole request.
    static void write(JsonGenerator json, SaveError error, String codeName) {
        json.writeStartObject();
        json.writeStringProperty("message", error.message());
        json.writeStringProperty(codeName, error.statusCode());
        json.writeArrayPropertyStart("fields");
        error.fields().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    /// An error without a field is about the record itself, not about a parent of it.
    @Assumed(reason = "Seen in public reports: a record that was never there is told as a resource that isn't there")
    private static boolean isUnknownRecord(SaveError error) {
        return error.statusCode().equals("INVALID_CROSS_REFERENCE_KEY")
                && error.fields().isEmpty();
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm")
    @Assumed(reason = "Seen in public reports: a deleted record is told with 404")
    private static int status(SaveError error) {
        if (error.statusCode().startsWith("INSUFFICIENT_ACCESS")) {
            return 403;
        }
        return error.statusCode().equals("ENTITY_IS_DELETED") && error.fields().isEmpty() ? 404 : 400;
    }
}
