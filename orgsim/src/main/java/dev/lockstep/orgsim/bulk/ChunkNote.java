package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.org.SaveError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What became of the rows of one chunk, as it is written down with the records that it changed: an array of the
/// number behind it and the outcomes. `"+001…"` is a record that was created, `"=001…"` another one that was saved,
/// and an array of errors, each with its code, its message and its fields, one that was refused.
///
/// @param work the number of the job, or of the batch, that the rows belong to
/// @param outcomes one a row, in their order
public record ChunkNote(long work, List<RowOutcome> outcomes) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final char CREATED = '+';
    private static final char SAVED = '=';

    public ChunkNote {
        outcomes = List.copyOf(outcomes);
    }

    int failed() {
        return Math.toIntExact(
                outcomes.stream().filter(RowOutcome.Refused.class::isInstance).count());
    }

    /// As one line.
    String text() {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartArray();
            json.writeNumber(work);
            outcomes.forEach(outcome -> write(json, outcome));
            json.writeEndArray();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, RowOutcome outcome) {
        switch (outcome) {
            case RowOutcome.Saved(String id, boolean created) -> json.writeString((created ? CREATED : SAVED) + id);
            case RowOutcome.Refused(List<SaveError> errors) -> {
                json.writeStartArray();
                errors.forEach(error -> write(json, error));
                json.writeEndArray();
            }
        }
    }

    private static void write(JsonGenerator json, SaveError error) {
        json.writeStartArray();
        json.writeString(error.statusCode());
        json.writeString(error.message());
        error.fields().forEach(json::writeString);
        json.writeEndArray();
    }

    /// Reads what [#text()] wrote.
    public static ChunkNote read(String text) {
        List<RowOutcome> outcomes = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            json.nextToken();
            long work = json.getLongValue();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                outcomes.add(
                        json.currentToken() == JsonToken.START_ARRAY
                                ? new RowOutcome.Refused(errors(json))
                                : saved(json.getString()));
            }
            return new ChunkNote(work, outcomes);
        }
    }

    private static RowOutcome saved(String text) {
        return new RowOutcome.Saved(text.substring(1), text.charAt(0) == CREATED);
    }

    private static List<SaveError> errors(JsonParser json) {
        List<SaveError> errors = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_ARRAY) {
            List<String> parts = new ArrayList<>();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                parts.add(json.getString());
            }
            errors.add(new SaveError(parts.get(0), parts.get(1), parts.subList(2, parts.size())));
        }
        return errors;
    }
}
