package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.faults.Fate;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.FlatJson;
import dev.lockstep.orgsim.org.QueryScope;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What becomes of a job, as it is written down beside the org's records.
sealed interface JobNote {
    /// Its number.
    long job();

    /// It was made.
    record Made(long job, QueryJob.Origin origin, Fate fate) implements JobNote {}

    record Aborted(long job, Instant at) implements JobNote {}

    record Deleted(long job) implements JobNote {}

    /// As one line.
    default String text() {
        return switch (this) {
            case Made made ->
                object(json -> {
                    var origin = made.origin();
                    json.writeStringProperty("made", Long.toString(made.job()));
                    json.writeStringProperty("user", origin.userId());
                    json.writeStringProperty("version", origin.version().toString());
                    json.writeStringProperty("scope", origin.request().scope().name());
                    json.writeStringProperty("query", origin.request().soql());
                    json.writeStringProperty(
                            "delimiter", origin.request().columnDelimiter().name());
                    json.writeStringProperty(
                            "ending", origin.request().lineEnding().name());
                    json.writeStringProperty("at", origin.created().toString());
                    json.writeStringProperty("takes", origin.jobTime().toString());
                    json.writeStringProperty("fate", made.fate().name());
                });
            case Aborted aborted ->
                object(json -> {
                    json.writeStringProperty("aborted", Long.toString(aborted.job()));
                    json.writeStringProperty("at", aborted.at().toString());
                });
            case Deleted deleted -> object(json -> json.writeStringProperty("deleted", Long.toString(deleted.job())));
        };
    }

    private static String object(Consumer<JsonGenerator> properties) {
        var bytes = new ByteArrayOutputStream();
        try (var json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            properties.accept(json);
            json.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// Reads a note; empty where it is of something else.
    static Optional<JobNote> read(String text) {
        Map<String, String> entries = FlatJson.read(text.getBytes(StandardCharsets.UTF_8));
        if (entries.containsKey("made")) {
            return Optional.of(new Made(
                    Long.parseLong(required(entries, "made")),
                    origin(entries),
                    Fate.valueOf(required(entries, "fate"))));
        }
        if (entries.containsKey("aborted")) {
            return Optional.of(
                    new Aborted(Long.parseLong(required(entries, "aborted")), Instant.parse(required(entries, "at"))));
        }
        return Optional.ofNullable(entries.get("deleted")).map(job -> new Deleted(Long.parseLong(job)));
    }

    private static QueryJob.Origin origin(Map<String, String> entries) {
        return new QueryJob.Origin(
                required(entries, "user"),
                ApiVersion.parse(required(entries, "version")).orElseThrow(),
                new JobRequest(
                        QueryScope.valueOf(required(entries, "scope")),
                        required(entries, "query"),
                        ColumnDelimiter.valueOf(required(entries, "delimiter")),
                        LineEnding.valueOf(required(entries, "ending"))),
                Instant.parse(required(entries, "at")),
                Duration.parse(required(entries, "takes")));
    }

    private static String required(Map<String, String> entries, String name) {
        return Optional.ofNullable(entries.get(name))
                .orElseThrow(() -> new IllegalArgumentException("The note of a job has no " + name));
    }
}
