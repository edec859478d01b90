package dev.lockstep.salesforce;

import dev.lockstep.model.ObjectName;
import dev.lockstep.salesforce.OnceRequests.Method;
import dev.lockstep.salesforce.OnceRequests.Sent;
import dev.lockstep.salesforce.rest.FlatJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Jobs that write (Bulk API 2.0 ingest). A job is its own receipt: once its Id is known, its state and
/// its results tell for days what became of it, whatever answer is lost.
final class WriteJobs {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String JSON_TYPE = "application/json";

    private final Reads reads;
    private final OnceRequests once;
    private final Function<ObjectName, Set<String>> polymorphic;

    /// @param polymorphic tells the relationships of an object that lead to several types
    WriteJobs(Reads reads, OnceRequests once, Function<ObjectName, Set<String>> polymorphic) {
        this.reads = reads;
        this.once = once;
        this.polymorphic = polymorphic;
    }

    WriteJob open(JobDraft draft) {
        return told(
                "open a job to " + draft.concerns(),
                Method.POST,
                session -> session.rest().ingestJobs(),
                request(draft));
    }

    /// An assignment rule has its place here: `assignmentRuleId`, since jobs know rules by their Ids
    /// alone. Without it none applies, as in SOAP calls.
    private static byte[] request(JobDraft draft) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("object", draft.object().value());
            json.writeStringProperty("operation", draft.verb().word());
            if (draft.verb() == JobVerb.UPSERT) {
                json.writeStringProperty(
                        "externalIdFieldName", draft.key().orElseThrow().value());
            }
            json.writeStringProperty("contentType", "CSV");
            json.writeStringProperty("columnDelimiter", "COMMA");
            json.writeStringProperty("lineEnding", "LF");
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    void upload(String job, JobDraft draft) {
        var data = table(draft).csv();
        var sent = once.send(
                Method.PUT,
                "data of the job " + job,
                session -> session.rest().ingestData(job),
                "text/csv; charset=UTF-8",
                data);
        switch (sent) {
            case Sent.Done done -> checkTaken(job, done.answer().text());
            case Sent.NotDone refused -> throw refused.why();
            case Sent.Unknown unknown -> throw unknown.why();
        }
    }

    /// The org says nothing beside the status; whoever stands before it does.
    private static void checkTaken(String job, String body) {
        if (!body.isBlank()) {
            throw Refusals.classified(
                    "data of the job " + job,
                    OrgFailure.UNREADABLE_ANSWER,
                    "the answer isn't the one of an org that has taken them");
        }
    }

    private JobTable table(JobDraft draft) {
        boolean hasReferences =
                draft.records().stream().anyMatch(record -> !record.references().isEmpty());
        return new JobTable(draft, hasReferences ? polymorphic.apply(draft.object()) : Set.of());
    }

    JobClosing close(String job) {
        var concerns = "close the job " + job;
        var sent = once.send(
                Method.PATCH,
                concerns,
                session -> session.rest().ingestJob(job),
                JSON_TYPE,
                state(WriteJob.State.UPLOAD_COMPLETE));
        return switch (sent) {
            case Sent.Done done -> closed(concerns, done.answer().body());
            case Sent.NotDone refused -> new JobClosing.NotClosed(refused.why());
            case Sent.Unknown unknown -> new JobClosing.Unknown(unknown.why());
        };
    }

    /// What comes with a status of success isn't always the org's: whoever stands before it may answer,
    /// too.
    private static JobClosing closed(String concerns, byte[] json) {
        try {
            var told = job(json);
            if (told.state() == WriteJob.State.OPEN) {
                throw new IllegalArgumentException("the job is open after it was closed");
            }
            return new JobClosing.Closed();
        } catch (IllegalArgumentException unsound) {
            return new JobClosing.Unknown(Refusals.unreadable(concerns, unsound));
        }
    }

    WriteJob abort(String job) {
        return told(
                "abort the job " + job,
                Method.PATCH,
                session -> session.rest().ingestJob(job),
                state(WriteJob.State.ABORTED));
    }

    private static byte[] state(WriteJob.State state) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("state", state.word());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private WriteJob told(String concerns, Method method, Function<Session, URI> resource, byte[] json) {
        return switch (once.send(method, concerns, resource, JSON_TYPE, json)) {
            case Sent.Done done -> {
                try {
                    yield job(done.answer().body());
                } catch (IllegalArgumentException unsound) {
                    throw Refusals.unreadable(concerns, unsound);
                }
            }
            case Sent.NotDone refused -> throw refused.why();
            case Sent.Unknown unknown -> throw unknown.why();
        };
    }

    WriteJob job(String id) {
        return reads.get(
                CallReason.WRITE_JOB, "the job " + id, session -> session.rest().ingestJob(id), WriteJobs::job);
    }

    private static WriteJob job(byte[] json) {
        var fields = FlatJson.texts(json);
        return new WriteJob(
                FlatJson.required(fields, "id"),
                WriteJob.State.of(FlatJson.required(fields, "state")),
                Long.parseLong(fields.getOrDefault("numberRecordsProcessed", "0")),
                Long.parseLong(fields.getOrDefault("numberRecordsFailed", "0")),
                Optional.ofNullable(fields.get("errorMessage")));
    }

    /// Asks for the state first: lists of a job that still runs may be there, and call records
    /// unprocessed that are next.
    List<Optional<RecordOutcome>> results(String id, JobDraft draft) {
        var concerns = "results of the job " + id;
        var state = job(id).state();
        if (!state.isEnded()) {
            throw Refusals.classified(concerns, OrgFailure.WRONG_JOB_STATE, "it hasn't ended, but is " + state.word());
        }
        // Only rows that have neither Id nor key are known by all their cells.
        boolean byCells = draft.verb() == JobVerb.INSERT && draft.key().isEmpty();
        var results = new JobResults(byCells ? table(draft) : new JobTable(draft, Set.of()), draft);
        for (var part : JobResults.Part.values()) {
            read(id, concerns, part, results);
        }
        try {
            return results.complete();
        } catch (IllegalArgumentException untold) {
            throw Refusals.unreadable(concerns, untold);
        }
    }

    private void read(String id, String concerns, JobResults.Part part, JobResults results) {
        try (var answer = reads.open(
                CallReason.WRITE_RESULT, concerns, session -> session.rest().ingestResults(id, part.resource()))) {
            results.read(part, answer.body());
        } catch (IllegalArgumentException unsound) {
            throw Refusals.unreadable(concerns, unsound);
        } catch (IOException broken) {
            throw Refusals.broken(concerns, broken);
        }
    }

    void delete(String id) {
        try {
            reads.delete(
                    CallReason.WRITE_JOB,
                    "the job " + id,
                    session -> session.rest().ingestJob(id));
        } catch (OrgFailure failure) {
            if (!failure.code().equals(OrgFailure.NOT_FOUND)) {
                throw failure;
            }
        }
    }
}
