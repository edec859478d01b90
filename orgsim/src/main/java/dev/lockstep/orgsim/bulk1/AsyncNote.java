package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.FlatJson;
import dev.lockstep.orgsim.org.RecordId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What becomes of a job or batch, chunks of rows aside, as it is written down beside the org's records.
sealed interface AsyncNote {
    /// The job's number.
    long job();

    record Created(long job, AsyncJob.Origin origin) implements AsyncNote {}

    record Closed(long job, Instant at) implements AsyncNote {}

    record Aborted(long job, Instant at) implements AsyncNote {}

    record Added(long job, long batch, Instant at, Fate fate) implements AsyncNote {}

    record Ended(long job, long batch, RowsBatch.End end) implements AsyncNote {}

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
            case Created(long _, AsyncJob.Origin origin) -> {
                head(json, "created");
                write(json, origin);
            }
            case Closed(long _, Instant at) -> {
                head(json, "closed");
                json.writeStringProperty("at", at.toString());
            }
            case Aborted(long _, Instant at) -> {
                head(json, "aborted");
                json.writeStringProperty("at", at.toString());
            }
            case Added(long _, long batch, Instant at, Fate fate) -> {
                head(json, "added");
                json.writeStringProperty("batch", Long.toString(batch));
                json.writeStringProperty("at", at.toString());
                json.writeStringProperty("fate", fate.name());
            }
            case Ended(long _, long batch, RowsBatch.End end) -> {
                head(json, "ended");
                json.writeStringProperty("batch", Long.toString(batch));
                json.writeStringProperty("at", end.at().toString());
                end.failure().ifPresent(failure -> json.writeStringProperty("failure", failure));
            }
        }
    }

    private void head(JsonGenerator json, String what) {
        json.writeStringProperty("async", what);
        json.writeStringProperty("job", Long.toString(job()));
    }

    private static void write(JsonGenerator json, AsyncJob.Origin origin) {
        JobRequest request = origin.request();
        json.writeStringProperty("user", origin.userId());
        json.writeStringProperty("version", origin.version().toString());
        json.writeStringProperty("object", request.object());
        json.writeStringProperty("operation", request.operation().text());
        request.externalIdField().ifPresent(field -> json.writeStringProperty("key", field));
        json.writeStringProperty("mode", request.mode().name());
        json.writeStringProperty("content", request.contentType().name());
        request.assignmentRuleId().ifPresent(rule -> json.writeStringProperty("rule", rule));
        request.chunking().ifPresent(chunking -> {
            json.writeStringProperty("chunk", Integer.toString(chunking.chunkSize()));
            chunking.start().ifPresent(start -> json.writeStringProperty("start", start.text15()));
        });
        json.writeStringProperty("at", origin.created().toString());
        json.writeStringProperty("takes", origin.jobTime().toString());
        json.writeStringProperty("fate", origin.fate().name());
    }

    /// Reads a note; empty where it is of something else.
    static Optional<AsyncNote> read(String text) {
        Map<String, String> entries = FlatJson.read(text.getBytes(StandardCharsets.UTF_8));
        return Optional.ofNullable(entries.get("async")).map(what -> read(what, entries));
    }

    private static AsyncNote read(String what, Map<String, String> entries) {
        long job = Long.parseLong(required(entries, "job"));
        Instant at = Instant.parse(required(entries, "at"));
        return switch (what) {
            case "created" -> new Created(job, origin(entries));
            case "closed" -> new Closed(job, at);
            case "aborted" -> new Aborted(job, at);
            case "added" ->
                new Added(job, Long.parseLong(required(entries, "batch")), at, Fate.valueOf(required(entries, "fate")));
            case "ended" ->
                new Ended(
                        job,
                        Long.parseLong(required(entries, "batch")),
                        new RowsBatch.End(at, Optional.ofNullable(entries.get("failure"))));
            default -> throw new IllegalArgumentException("No note of a batch or its job is called " + what);
        };
    }

    private static AsyncJob.Origin origin(Map<String, String> entries) {
        return new AsyncJob.Origin(
                required(entries, "user"),
                ApiVersion.parse(required(entries, "version")).orElseThrow(),
                new JobRequest(
                        required(entries, "object"),
                        Operation.of(required(entries, "operation")).orElseThrow(),
                        Optional.ofNullable(entries.get("key")),
                        ConcurrencyMode.valueOf(required(entries, "mode")),
                        ContentType.valueOf(required(entries, "content")),
                        Optional.ofNullable(entries.get("rule")),
                        Optional.ofNullable(entries.get("chunk"))
                                .map(size -> new PkChunking(
                                        Integer.parseInt(size),
                                        Optional.ofNullable(entries.get("start"))
                                                .map(RecordId::new)))),
                Instant.parse(required(entries, "at")),
                Duration.parse(required(entries, "takes")),
                Fate.valueOf(required(entries, "fate")));
    }

    private static String required(Map<String, String> entries, String name) {
        return Optional.ofNullable(entries.get(name))
                .orElseThrow(() -> new IllegalArgumentException("The note of a batch or its job has no " + name));
    }
}
