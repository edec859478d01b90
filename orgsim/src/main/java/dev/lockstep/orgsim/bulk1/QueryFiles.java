package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.ColumnDelimiter;
import dev.lockstep.orgsim.bulk.CsvPage;
import dev.lockstep.orgsim.bulk.JobNumbers;
import dev.lockstep.orgsim.bulk.LineEnding;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.Body;
import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.RecordNumbers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;

/// The files that the answer of a query is cut into. None is ever made before it is read.
///
/// @param rows how many a file has, the last aside
record QueryFiles(QueryBatch batch, long rows) {
    private static final String KEY_PREFIX = "752";

    /// An org begins another file at a gigabyte.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_bulk_query_processing.htm")
    @Assumed(reason = "Here a file has so many rows as a page of results that Bulk API 2.0 cuts by itself")
    static QueryFiles of(QueryBatch batch, int pageRows) {
        long fewest = Math.ceilDiv(batch.answer().totalSize(), BatchMaker.MOST_FILES);
        return new QueryFiles(batch, Math.max(pageRows, fewest));
    }

    private long count() {
        return Math.max(1, Math.ceilDiv(batch.answer().totalSize(), rows));
    }

    /// The Ids have 15 characters, as they have in recorded traffic.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_using_bulk_query.htm")
    Answer list(ContentType contentType) {
        List<String> ids = LongStream.range(0, count())
                .mapToObj(index ->
                        RecordNumbers.id(KEY_PREFIX, batch.number() + index).text15())
                .toList();
        return switch (contentType) {
            case XML, CSV ->
                AsyncXml.answer(200, xml -> {
                    xml.startRoot("result-list");
                    ids.forEach(id -> xml.text("result", id));
                    xml.end();
                });
            case JSON ->
                AsyncInfo.json(200, json -> {
                    json.writeStartArray();
                    ids.forEach(json::writeString);
                    json.writeEndArray();
                });
        };
    }

    /// One file.
    ///
    /// @throws AsyncRefusal when there is no such
    @Assumed(reason = "The code is that of an unknown batch; the words are ours")
    Answer one(String id) {
        long index = JobNumbers.number(KEY_PREFIX, id).orElse(Long.MIN_VALUE) - batch.number();
        if (index < 0 || index >= count()) {
            throw ExceptionCode.INVALID_BATCH.refusal("Invalid result id: " + id);
        }
        AsyncJob.Origin origin = batch.life().job().origin();
        ContentType contentType = origin.request().contentType();
        QueryAnswer answer = batch.answer();
        return Answer.of(200, contentType.mediaType(), body(origin, answer, index * rows));
    }

    private Body body(AsyncJob.Origin origin, QueryAnswer answer, long offset) {
        long count = Math.min(rows, answer.totalSize() - offset);
        return switch (origin.request().contentType()) {
            case CSV ->
                answer.totalSize() == 0
                        ? noRecords()
                        : new CsvPage(answer, origin.version(), ColumnDelimiter.COMMA, LineEnding.LF, offset, count);
            case XML -> new QueryXml(answer, offset, count);
            case JSON -> new QueryJson(answer, origin.version(), offset, count);
        };
    }

    @Assumed(reason = "The words, in place of a header, are in the code of several clients")
    private static Body noRecords() {
        return Answer.of(200, "", "Records not found for this query".getBytes(StandardCharsets.UTF_8))
                .body();
    }
}
