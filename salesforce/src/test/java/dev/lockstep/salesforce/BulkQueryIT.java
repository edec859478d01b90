package dev.lockstep.salesforce;

import static dev.lockstep.salesforce.Answers.error;
import static dev.lockstep.salesforce.Answers.json;
import static dev.lockstep.salesforce.Answers.sessionOver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.model.FieldType;
import dev.lockstep.rows.RowPage;
import dev.lockstep.salesforce.RawServer.Reply;
import dev.lockstep.salesforce.RawServer.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Queries that the org runs by itself, against answers as they are documented, and against those of bad days.
@Timeout(60)
class BulkQueryIT {
    private static final String JOBS = "/services/data/v65.0/jobs/query";
    private static final String JOB = "750000000000001AAA";
    private static final List<QueryColumn> COLUMNS =
            List.of(new QueryColumn("Id", FieldType.ID), new QueryColumn("Owner.Name", FieldType.STRING));
    private static final BulkPage PAGE = new BulkPage(JOBS + "/" + JOB + "/results?locator=aBc");
    private static final int CHUNK = 1_024;

    @Test
    void hasTheOrgRunAQueryAndTellsHowFarItIs() throws IOException {
        try (var fixture = new OrgFixture(request -> job("InProgress", 1_000))) {
            var job =
                    fixture.org.beginBulkQuery("SELECT Id FROM Account WHERE Name = 'a\\'b'", QueryScope.WITH_DELETED);

            assertThat(job).isEqualTo(new BulkJob(JOB, BulkJob.State.RUNNING, 1_000, Optional.empty()));
            var begin = fixture.server.requests(JOBS).getFirst();
            assertThat(begin.method() + " " + begin.path()).isEqualTo("POST " + JOBS);
            assertThat(begin.header("Content-Type")).isEqualTo("application/json");
            assertThat(begin.body())
                    .isEqualTo(
                            "{\"operation\":\"queryAll\",\"query\":\"SELECT Id FROM Account WHERE Name = 'a\\\\'b'\","
                                    + "\"contentType\":\"CSV\",\"columnDelimiter\":\"COMMA\",\"lineEnding\":\"LF\"}");
            assertThat(fixture.org.bulkQuery(JOB).state()).isEqualTo(BulkJob.State.RUNNING);
            assertThat(fixture.org.requests().of(CallReason.BULK_JOB)).isEqualTo(2);
        }
    }

    @Test
    void tellsWhyAJobFailed() throws IOException {
        try (var fixture = new OrgFixture(request ->
                json(200, "{\"id\":\"%s\",\"state\":\"Failed\",\"errorMessage\":\"QUERY_TIMEOUT\"}".formatted(JOB)))) {
            assertThat(fixture.org.bulkQuery(JOB))
                    .isEqualTo(new BulkJob(JOB, BulkJob.State.FAILED, 0, Optional.of("QUERY_TIMEOUT")));
        }
    }

    @Test
    void knowsAJobThatIsGone() throws IOException {
        try (var fixture =
                new OrgFixture(request -> error(404, "NOT_FOUND", "The requested resource does not exist"))) {
            var failure = catchThrowableOfType(OrgFailure.class, () -> fixture.org.bulkQuery(JOB));

            assertThat(failure.code()).isEqualTo(OrgFailure.NOT_FOUND);
        }
    }

    @Test
    void listsTheParts() throws IOException {
        try (var fixture = new OrgFixture(request -> request.path().endsWith("/resultPages")
                ? json(200, """
                    {"resultPages":[{"resultUrl":"%1$s/%2$s/results?locator=a"},
                     {"resultUrl":"%1$s/%2$s/results?locator=b"}],
                     "nextRecordUrl":"%1$s/%2$s/resultPages?locator=b","done":false}
                    """.formatted(JOBS, JOB))
                : json(200, """
                    {"resultPages":[{"resultUrl":"services/data/v65.0/jobs/query/%s/results?locator=c"}],"done":true}
                    """.formatted(JOB)))) {
            var paths = new ArrayList<String>();
            fixture.org.bulkPages(JOB).forEachRemaining(page -> paths.add(page.path()));

            assertThat(paths)
                    .containsExactly(
                            JOBS + "/" + JOB + "/results?locator=a",
                            JOBS + "/" + JOB + "/results?locator=b",
                            JOBS + "/" + JOB + "/results?locator=c");
            assertThat(fixture.server.requests(JOBS))
                    .extracting(Request::path)
                    .containsExactly(JOBS + "/" + JOB + "/resultPages", JOBS + "/" + JOB + "/resultPages?locator=b");
        }
    }

    @Test
    void understandsTheListAsClientsOfRealOrgsReadIt() throws IOException {
        try (var fixture = new OrgFixture(request -> json(200, """
            {"resultChunks":[{"resultLink":"/jobs/query/%s/results?locator=a"}],"nextRecordsUrl":null,"done":true}
            """.formatted(JOB)))) {
            assertThat(fixture.org.bulkPages(JOB).next())
                    .isEqualTo(new BulkPage(JOBS + "/" + JOB + "/results?locator=a"));
        }
    }

    @Test
    void refusesPartsOnAnotherHost() throws IOException {
        try (var fixture = new OrgFixture(request ->
                json(200, "{\"resultPages\":[{\"resultUrl\":\"https://elsewhere.example/results\"}],\"done\":true}"))) {
            var pages = fixture.org.bulkPages(JOB);

            var failure = catchThrowableOfType(OrgFailure.class, pages::hasNext);

            assertThat(failure.code()).isEqualTo(OrgFailure.UNREADABLE_ANSWER);
        }
    }

    @Test
    void readsAPartWhileItArrives() throws IOException {
        var csv = csv(5_000);
        try (var fixture = new OrgFixture(request -> headed(csv, 5_000))) {
            var chunks = chunks(fixture.org);

            assertThat(chunks).hasSizeGreaterThan(10);
            assertThat(texts(chunks)).hasSize(5_000).startsWith("id0|Owner 0").endsWith("id4999|Owner 4999");
            assertThat(fixture.server.requests(JOBS).getFirst().path()).isEqualTo(PAGE.path());
            assertThat(fixture.org.requests().of(CallReason.BULK_RESULT)).isEqualTo(1);
        }
    }

    @Test
    void unpacksAPart() throws IOException {
        try (var fixture = new OrgFixture(request -> new Reply.Zipped(200, "text/csv", csv(100)))) {
            assertThat(texts(chunks(fixture.org))).hasSize(100);
        }
    }

    @Test
    void asksForAPartOnceMoreWhereTheSessionIsOver() throws IOException {
        var asked = new AtomicInteger();
        try (var fixture =
                new OrgFixture(request -> asked.getAndIncrement() == 0 ? sessionOver() : headed(csv(1), 1))) {
            assertThat(texts(chunks(fixture.org))).containsExactly("id0|Owner 0");
        }
    }

    @Test
    void tellsOfAPartThatBreaksOff() throws IOException {
        try (var fixture = new OrgFixture(request -> new Reply.Cut(200, csv(5_000), 50_000))) {
            var failure = catchThrowableOfType(OrgFailure.class, () -> chunks(fixture.org));

            assertThat(failure.code()).isEqualTo(OrgFailure.NO_ANSWER);
            assertThat(failure.treatment()).isEqualTo(Treatment.RETRY_LATER);
        }
    }

    @Test
    void tellsOfAPartThatFallsSilent() throws IOException {
        try (var fixture =
                new OrgFixture(Duration.ofMillis(300), request -> new Reply.Stall(200, csv(5_000), 50_000))) {
            var failure = catchThrowableOfType(OrgFailure.class, () -> chunks(fixture.org));

            assertThat(failure.code()).isEqualTo(OrgFailure.NO_ANSWER);
            assertThat(failure).hasMessageContaining("nothing of the answer arrived");
        }
    }

    @Test
    void tellsOfAPartWithFewerRecordsThanTheOrgSays() throws IOException {
        try (var fixture = new OrgFixture(request -> headed(csv(9), 10))) {
            var failure = catchThrowableOfType(OrgFailure.class, () -> chunks(fixture.org));

            assertThat(failure.code()).isEqualTo(OrgFailure.UNREADABLE_ANSWER);
            assertThat(failure).hasMessageContaining("9 records where the org says 10");
        }
    }

    @Test
    void tellsOfAPartThatIsNoCsvOfTheQuery() throws IOException {
        try (var fixture = new OrgFixture(request -> headed("\"Id\"\n\"a\"\n", 1))) {
            var failure = catchThrowableOfType(OrgFailure.class, () -> chunks(fixture.org));

            assertThat(failure.code()).isEqualTo(OrgFailure.UNREADABLE_ANSWER);
        }
    }

    @Test
    void removesAJob() throws IOException {
        try (var fixture = new OrgFixture(request -> new Reply.Whole(204, "text/plain", ""))) {
            fixture.org.deleteBulkQuery(JOB);

            assertThat(fixture.server.requests(JOBS))
                    .extracting(request -> request.method() + " " + request.path())
                    .containsExactly("DELETE " + JOBS + "/" + JOB);
        }
    }

    private static Reply job(String state, long records) {
        return json(
                200,
                "{\"id\":\"%s\",\"operation\":\"query\",\"state\":\"%s\",\"apiVersion\":65.0,\"numberRecordsProcessed\":%d}"
                        .formatted(JOB, state, records));
    }

    private static Reply headed(String csv, int records) {
        return new Reply.Headed(200, "text/csv", csv, "Sforce-NumberOfRecords: " + records);
    }

    private static String csv(int records) {
        var csv = new StringBuilder("\"Id\",\"Owner.Name\"\n");
        for (int i = 0; i < records; i++) {
            csv.append("\"id").append(i).append("\",\"Owner ").append(i).append("\"\n");
        }
        return csv.toString();
    }

    private static List<RowPage> chunks(Org org) {
        var chunks = new ArrayList<RowPage>();
        try (var rows = org.openBulkPage(PAGE, COLUMNS, CHUNK)) {
            for (var chunk = rows.next(); chunk.isPresent(); chunk = rows.next()) {
                chunks.add(chunk.get());
            }
        }
        return chunks;
    }

    private static List<String> texts(List<RowPage> pages) {
        var texts = new ArrayList<String>();
        for (var page : pages) {
            for (int row = 0; row < page.rows(); row++) {
                texts.add(page.text(row, 0) + "|" + page.text(row, 1));
            }
        }
        return texts;
    }
}
