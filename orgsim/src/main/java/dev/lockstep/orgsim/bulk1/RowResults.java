package dev.lockstep.orgsim.bulk1;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lockstep.orgsim.bulk.ColumnDelimiter;
import dev.lockstep.orgsim.bulk.LineEnding;
import dev.lockstep.orgsim.bulk.ResultCsv;
import dev.lockstep.orgsim.bulk.RowOutcome;
import dev.lockstep.orgsim.bulk.SavedChunks;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Body;
import dev.lockstep.orgsim.org.SaveError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// What became of the rows of a batch, in their order.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_batches_get_results.htm")
record RowResults(SavedChunks saved, ContentType contentType) implements Body {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    private Stream<RowOutcome> outcomes() {
        return IntStream.range(0, saved.count()).boxed().flatMap(index -> saved.outcomes(index).stream());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        switch (contentType) {
            case CSV -> writeCsv(out);
            case XML ->
                AsyncXml.write(out, xml -> {
                    xml.startRoot("results");
                    outcomes().forEach(outcome -> write(xml, outcome));
                    xml.end();
                });
            case JSON -> {
                try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
                    json.writeStartArray();
                    outcomes().forEach(outcome -> write(json, outcome));
                    json.writeEndArray();
                }
            }
        }
    }

    @Assumed(reason = "The Id of a record that was refused isn't told, as the documents' examples show it")
    private void writeCsv(OutputStream out) throws IOException {
        try {
            CsvWriter csv = ResultCsv.writer(out, ColumnDelimiter.COMMA, LineEnding.LF);
            csv.writeRecord("Id", "Success", "Created", "Error");
            outcomes().forEach(outcome -> {
                switch (outcome) {
                    case RowOutcome.Saved(String id, boolean created) ->
                        csv.writeRecord(id, "true", Boolean.toString(created), "");
                    case RowOutcome.Refused refused -> csv.writeRecord("", "false", "false", refused.text());
                }
            });
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Assumed(reason = "Errors stand first, as the client of the API's makers reads them")
    private static void write(AsyncXml xml, RowOutcome outcome) {
        xml.start("result");
        switch (outcome) {
            case RowOutcome.Saved(String id, boolean created) ->
                xml.text("id", id).text("success", "true").text("created", Boolean.toString(created));
            case RowOutcome.Refused(List<SaveError> errors) -> {
                for (SaveError error : errors) {
                    xml.start("errors");
                    error.fields().forEach(field -> xml.text("fields", field));
                    xml.text("message", error.message()).text("statusCode", error.statusCode());
                    xml.end();
                }
                xml.text("success", "false").text("created", "false");
            }
        }
        xml.end();
    }

    private static void write(JsonGenerator json, RowOutcome outcome) {
        json.writeStartObject();
        switch (outcome) {
            case RowOutcome.Saved(String id, boolean created) -> {
                json.writeBooleanProperty("success", true);
                json.writeBooleanProperty("created", created);
                json.writeStringProperty("id", id);
                json.writeArrayPropertyStart("errors");
            }
            case RowOutcome.Refused(List<SaveError> errors) -> {
                json.writeBooleanProperty("success", false);
                json.writeBooleanProperty("created", false);
                json.writeName("id");
                json.writeNull();
                json.writeArrayPropertyStart("errors");
                errors.forEach(error -> write(json, error));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, SaveError error) {
        json.writeStartObject();
        json.writeStringProperty("message", error.message());
        json.writeArrayPropertyStart("fields");
        error.fields().forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("statusCode", error.statusCode());
        json.writeEndObject();
    }
}
