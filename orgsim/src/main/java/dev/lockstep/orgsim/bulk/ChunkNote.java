package dev.lockstep.orgsim.bulk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What became of the rows of one chunk, as it is written down with the records that it changed: an array of the job's
/// number and the outcomes.
///
/// @param outcomes one a row, in their order
record ChunkNote(long job, List<RowOutcome> outcomes) {
    private static final JsonFactory JSON = new JsonFactory();

    ChunkNote {
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
            json.writeNumber(job);
            outcomes.forEach(outcome -> json.writeString(outcome.text()));
            json.writeEndArray();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Reads what [#text()] wrote.
    static ChunkNote read(String text) {
        List<RowOutcome> outcomes = new ArrayList<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            json.nextToken();
            long job = json.getLongValue();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                outcomes.add(RowOutcome.read(json.getString()));
            }
            return new ChunkNote(job, outcomes);
        }
    }
}
