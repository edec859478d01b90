package dev.lockstep.salesforce;

import dev.lockstep.salesforce.rest.BulkAnswers;
import dev.lockstep.salesforce.rest.FlatJson;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Queries that the org runs by itself (Bulk API 2.0). A job only reads: one that is begun twice, because an answer was
/// lost, costs the org some work and nothing else.
final class BulkQueries {
    private static final JsonFactory JSON = new JsonFactory();

    private final Reads reads;
    private final String version;

    /// @param version of the API, such as `65.0`
    BulkQueries(Reads reads, String version) {
        this.reads = reads;
        this.version = version;
    }

    BulkJob begin(String soql, QueryScope scope) {
        var operation = switch (scope) {
            case LIVE -> "query";
            case WITH_DELETED -> "queryAll";
        };
        return reads.post(
                CallReason.BULK_JOB,
                "bulk query",
                session -> session.rest().queryJobs(),
                request(operation, soql),
                BulkQueries::job);
    }

    private static byte[] request(String operation, String soql) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("operation", operation);
            json.writeStringProperty("query", soql);
            json.writeStringProperty("contentType", "CSV");
            json.writeStringProperty("columnDelimiter", "COMMA");
            json.writeStringProperty("lineEnding", "LF");
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    BulkJob job(String id) {
        return reads.get(
                CallReason.BULK_JOB,
                "bulk query " + id,
                session -> session.rest().queryJob(id),
                BulkQueries::job);
    }

    void delete(String id) {
        reads.delete(
                CallReason.BULK_JOB,
                "bulk query " + id,
                session -> session.rest().queryJob(id));
    }

    private static BulkJob job(byte[] json) {
        var fields = FlatJson.texts(json);
        return new BulkJob(
                FlatJson.required(fields, "id"),
                BulkJob.State.of(FlatJson.required(fields, "state")),
                Long.parseLong(fields.getOrDefault("numberRecordsProcessed", "0")),
                Optional.ofNullable(fields.get("errorMessage")));
    }

    /// The parts of a result, of which the org tells a few at a time.
    Iterator<BulkPage> pages(String id) {
        return new Pages(id);
    }

    private final class Pages implements Iterator<BulkPage> {
        private final String job;
        private final ArrayDeque<String> told = new ArrayDeque<>();
        private Optional<String> next = Optional.empty();
        private boolean asked;

        Pages(String job) {
            this.job = job;
        }

        @Override
        public boolean hasNext() {
            while (told.isEmpty() && (!asked || next.isPresent())) {
                var list = list();
                told.addAll(list.paths());
                next = list.next();
                asked = true;
            }
            return !told.isEmpty();
        }

        private BulkAnswers.ResultPages list() {
            return reads.get(
                    CallReason.BULK_JOB,
                    "result of the bulk query " + job,
                    session -> next.map(path -> session.rest().path(path))
                            .orElseGet(() -> session.rest().resultPages(job)),
                    json -> BulkAnswers.resultPages(json, version));
        }

        @Override
        public BulkPage next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the result has no more parts");
            }
            return new BulkPage(told.remove());
        }
    }

    /// @param chunkBytes how much of the page is handed out at a time
    BulkRows open(BulkPage page, List<QueryColumn> columns, int chunkBytes) {
        var answer = reads.open(
                CallReason.BULK_RESULT,
                BulkRows.CONCERNS,
                session -> session.rest().path(page.path()));
        return new BulkRows(answer, columns.stream().map(QueryColumn::path).toList(), chunkBytes);
    }
}
