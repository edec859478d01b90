package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.FlatJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What becomes of an ingest job, its chunks aside, as it is written down beside the org's records.
sealed interface IngestNote {
    /// Its number.
    long job();

    record Created(long job, IngestJob.Origin origin) implements IngestNote {}

    record Uploaded(long job) implements IngestNote {}

    record Closed(long job, Instant at) implements IngestNote {}

    record Ended(long job, IngestJob.End end) implements IngestNote {}

    record Removed(long job) implements IngestNote {}

    /// As one line.
    default String text() {
        var bytes = new ByteArrayOutputStream();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            write(json);
            json.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void write(JsonGenerator json) {
        switch (this) {
            case Created created -> {
                head(json, "created");
                writeOrigin(json, created.origin());
            }
            case Uploaded _ -> head(json, "uploaded");
            case Closed closed -> {
                head(json, "closed");
                json.writeStringProperty("at", closed.at().toString());
            }
            case Ended ended -> {
                head(json, "ended");
                json.writeStringProperty("state", ended.end().state().name());
                json.writeStringProperty("at", ended.end().at().toString());
                ended.end().error().ifPresent(error -> json.writeStringProperty("error", error));
            }
            case Removed _ -> head(json, "removed");
        }
    }

    private void head(JsonGenerator json, String what) {
        json.writeStringProperty("ingest", what);
        json.writeStringProperty("job", Long.toString(job()));
    }

    private static void writeOrigin(JsonGenerator json, IngestJob.Origin origin) {
        IngestRequest request = origin.request();
        json.writeStringProperty("user", origin.userId());
        json.writeStringProperty("version", origin.version().toString());
        json.writeStringProperty("object", request.object());
        json.writeStringProperty("operation", request.operation().name());
        request.externalIdField().ifPresent(field -> json.writeStringProperty("key", field));
        json.writeStringProperty("delimiter", request.columnDelimiter().name());
        json.writeStringProperty("ending", request.lineEnding().name());
        request.assignmentRuleId().ifPresent(rule -> json.writeStringProperty("rule", rule));
        json.writeStringProperty("at", origin.created().toString());
        json.writeStringProperty("takes", origin.jobTime().toString());
        json.writeStringProperty("fate", origin.fate().name());
    }

    /// Reads a note; empty where it is of something else.
    static Optional<IngestNote> read(String text) {
        Map<String, String> entries = FlatJson.read(text.getBytes(StandardCharsets.UTF_8));
        return Optional.ofNullable(entries.get("ingest")).map(what -> read(what, entries));
    }

    private static IngestNote read(String what, Map<String, String> entries) {
        long job = Long.parseLong(required(entries, "job"));
        return switch (what) {
            case "created" -> new Created(job, origin(entries));
            case "uploaded" -> new Uploaded(job);
            case "closed" -> new Closed(job, Instant.parse(required(entries, "at")));
            case "ended" ->
                new Ended(
                        job,
                        new IngestJob.End(
                                IngestState.valueOf(required(entries, "state")),
                                Instant.parse(required(entries, "at")),
                                Optional.ofNullable(entries.get("error"))));
            case "removed" -> new Removed(job);
            default -> throw new IllegalArgumentException("No note of an ingest job is called " + what);
        };
    }

    private static IngestJob.Origin origin(Map<String, String> entries) {
        return new IngestJob.Origin(
                required(entries, "user"),
                ApiVersion.parse(required(entries, "version")).orElseThrow(),
                new IngestRequest(
                        required(entries, "object"),
                        IngestOperation.valueOf(required(entries, "operation")),
                        Optional.ofNullable(entries.get("key")),
                        ColumnDelimiter.valueOf(required(entries, "delimiter")),
                        LineEnding.valueOf(required(entries, "ending")),
                        Optional.ofNullable(entries.get("rule"))),
                Instant.parse(required(entries, "at")),
                Duration.parse(required(entries, "takes")),
                Fate.valueOf(required(entries, "fate")));
    }

    private static String required(Map<String, String> entries, String name) {
        return Optional.ofNullable(entries.get(name))
                .orElseThrow(() -> new IllegalArgumentException("The note of an ingest job has no " + name));
    }
}
