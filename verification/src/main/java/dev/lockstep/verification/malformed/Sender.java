package dev.lockstep.verification.malformed;

import dev.lockstep.verification.wire.FlatFields;
import dev.lockstep.verification.wire.RestSession;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Sends spoiled inputs over one session and judges what comes back. For one thread at a time.
final class Sender {
    private static final Set<String> ENDS = Set.of("JobComplete", "Failed");
    private static final long JOB_SECONDS = 60;
    private static final int LONGEST_QUERY = 5_000;
    private static final String ASYNC = "/services/async/65.0/job";
    private static final String HANDSHAKE = """
        [{"channel":"/meta/handshake","version":"1.0","supportedConnectionTypes":["long-polling"]}]\
        """;

    private final RestSession rest;
    private final Judge judge = new Judge();

    Sender(RestSession rest) {
        this.rest = rest;
    }

    Verdict send(Sample sample, Random random) {
        try {
            return switch (sample) {
                case Sample.Query(var text) -> judge.ofJson(rest.query(spoiledText(text, random)));
                case Sample.Json(var method, var path, var text) ->
                    judge.ofJson(rest.send(method, path, RestSession.JSON, spoiled(text, random)));
                case Sample.Soap(var text) -> judge.ofSoap(rest.soap(spoiled(rest.envelope(text), random)));
                case Sample.Csv(var operation, var text) -> upload(operation, spoiled(text, random));
                case Sample.AsyncJob(var form, var text) ->
                    judge.ofAsync(rest.exchange(ASYNC, "POST", form.type(), spoiled(text, random)));
                case Sample.AsyncBatch(var form, var operation, var text) ->
                    batch(form, operation, spoiled(text, random));
                case Sample.Stream(var text) -> judge.ofStream(stream(named(spoiled(text, random), client())));
            };
        } catch (UncheckedIOException hangsOrBreaks) {
            return new Verdict.Broken(hangsOrBreaks.getMessage() + ": " + hangsOrBreaks.getCause());
        }
    }

    private static byte[] spoiled(String text, Random random) {
        return Mutation.of(bytes(text), random);
    }

    /// An address holds UTF-8 alone, and one that is too long is refused by the server below, which closes the
    /// connection while the next request may be on its way.
    private static String spoiledText(String text, Random random) {
        var spoiled = new String(spoiled(text, random), StandardCharsets.UTF_8);
        return spoiled.substring(0, Math.min(LONGEST_QUERY, spoiled.length()));
    }

    /// A job must come to an end whatever its data are; what its rows were refused for stands in its results.
    private Verdict upload(String operation, byte[] csv) {
        var key = operation.equals("upsert") ? ",\"externalIdFieldName\":\"External_Id__c\"" : "";
        var created = rest.send(
                "POST", "/jobs/ingest", "{\"object\":\"Account\",\"operation\":\"" + operation + "\"" + key + "}");
        var job = "/jobs/ingest/" + FlatFields.of(created.body()).get("id");
        var uploaded = judge.ofJson(rest.send("PUT", job + "/batches", "text/csv", csv));
        if (!(uploaded instanceof Verdict.Taken)) {
            return uploaded;
        }
        rest.send("PATCH", job, "{\"state\":\"UploadComplete\"}");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(JOB_SECONDS);
        while (System.nanoTime() < deadline) {
            var told = FlatFields.of(rest.get(job).body());
            var state = String.valueOf(told.get("state"));
            if (ENDS.contains(state)) {
                var refused = judge.ofJson(rest.get(job + "/failedResults"));
                return state.equals("Failed") && refused instanceof Verdict.Taken
                        ? new Verdict.Refused(Optional.ofNullable(told.get("errorMessage"))
                                .map(text -> text.replaceFirst("[ :].*", ""))
                                .orElse("Failed"))
                        : refused;
            }
        }
        return new Verdict.Broken("the job " + job + " doesn't end");
    }

    /// The same for a batch of Bulk API 1.0, in a job of its own.
    private Verdict batch(Sample.AsyncForm form, String operation, byte[] data) {
        var created = rest.exchange(ASYNC, "POST", Sample.AsyncForm.XML.type(), bytes("""
            <jobInfo xmlns="http://www.force.com/2009/06/asyncapi/dataload"><operation>%s</operation>\
            <object>Account</object><contentType>%s</contentType></jobInfo>\
            """.formatted(operation, form)));
        var batches = ASYNC + "/" + judge.asyncText(created, "id") + "/batch";
        var added = rest.exchange(batches, "POST", form.type(), data);
        if (!(judge.ofAsync(added) instanceof Verdict.Taken)) {
            return judge.ofAsync(added);
        }
        var batch = batches + "/" + judge.asyncText(added, "id");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(JOB_SECONDS);
        while (System.nanoTime() < deadline) {
            var told = rest.exchange(batch, "GET", form.type(), new byte[0]);
            switch (judge.asyncText(told, "state")) {
                case "Completed" -> {
                    return judge.ofAsync(rest.exchange(batch + "/result", "GET", form.type(), new byte[0]));
                }
                case "Failed" -> {
                    return judge.ofFailedBatch(told);
                }
                default -> {}
            }
        }
        return new Verdict.Broken("the batch " + batch + " doesn't end");
    }

    /// The messages with a client's Id where one is wanted. It is put in last, so that the same seed makes the same
    /// messages, whatever the Id; bytes stay as they are, since each is a character of its own here.
    private static byte[] named(byte[] messages, String client) {
        return new String(messages, StandardCharsets.ISO_8859_1)
                .replace(Sample.CLIENT, client)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private HttpResponse<String> stream(byte[] messages) {
        return rest.exchange("/cometd/65.0", "POST", RestSession.JSON, messages);
    }

    /// A client of the Streaming API that has just begun.
    private String client() {
        return FlatFields.listOf(stream(bytes(HANDSHAKE)).body()).getFirst().getOrDefault("clientId", "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
