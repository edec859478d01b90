package dev.lockstep.salesforce;

import static dev.lockstep.salesforce.Answers.error;
import static dev.lockstep.salesforce.Answers.json;
import static dev.lockstep.salesforce.OrgFixture.ACCOUNT;
import static dev.lockstep.salesforce.OrgFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.RecordId;
import dev.lockstep.salesforce.RawServer.Reply;
import dev.lockstep.salesforce.RawServer.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Jobs that write, against answers as they are documented, and against those of bad days.
@Timeout(60)
class WriteJobAnswersIT {
    private static final String JOBS = "/services/data/v65.0/jobs/ingest";
    private static final String JOB = "750000000000001AAA";
    private static final FieldName KEY = new FieldName("External_Id__c");
    private static final String DONE = "\"sf__Id\",\"sf__Created\",\"External_Id__c\",\"Name\"\n";
    private static final String REFUSED = "\"sf__Id\",\"sf__Error\",\"External_Id__c\",\"Name\"\n";
    private static final String LEFT = "\"External_Id__c\",\"Name\"\n";

    private static final JobDraft UPSERT =
            new JobDraft(JobVerb.UPSERT, ACCOUNT, Optional.of(KEY), List.of(keyed("a"), keyed("b"), keyed("c")));

    private static OutgoingRecord keyed(String key) {
        return new OutgoingRecord(ACCOUNT, Optional.empty(), Map.of(KEY, key), Set.of(), Map.of());
    }

    private static OutgoingRecord existing(String id) {
        return new OutgoingRecord(ACCOUNT, Optional.of(RecordId.of(id)), Map.of(NAME, "Acme"), Set.of(), Map.of());
    }

    private static Reply job(String state) {
        return json(200, """
            {"id":"%s","operation":"upsert","object":"Account","createdById":"005000000000001AAA",
             "state":"%s","externalIdFieldName":"External_Id__c","concurrencyMode":"Parallel","contentType":"CSV",
             "apiVersion":65.0,"lineEnding":"LF","columnDelimiter":"COMMA","numberRecordsProcessed":3,
             "numberRecordsFailed":1,"retries":0,"errorMessage":null}
            """.formatted(JOB, state));
    }

    private static Reply csv(String text) {
        return new Reply.Whole(200, "text/csv; charset=UTF-8", text);
    }

    private static OrgFixture ended(String successful, String failed, String unprocessed) throws IOException {
        return new OrgFixture(request -> switch (request.path().substring(JOBS.length() + 1 + JOB.length())) {
            case "/successfulResults" -> csv(successful);
            case "/failedResults" -> csv(failed);
            case "/unprocessedrecords" -> csv(unprocessed);
            default -> job("JobComplete");
        });
    }

    private static List<Optional<RecordOutcome>> results(JobDraft draft, String done, String refused, String left)
            throws IOException {
        try (var fixture = ended(done, refused, left)) {
            return fixture.org.writeJobResults(JOB, draft);
        }
    }

    private static void assertUnreadable(JobDraft draft, String done, String refused, String left) throws IOException {
        try (var fixture = ended(done, refused, left)) {
            var failure = catchThrowableOfType(OrgFailure.class, () -> fixture.org.writeJobResults(JOB, draft));
            assertThat(failure).as(done + refused + left).isNotNull();
            assertThat(failure.code()).isEqualTo(OrgFailure.UNREADABLE_ANSWER);
        }
    }

    @Test
    void asksForAJobAsItIsDocumented() throws IOException {
        try (var fixture = new OrgFixture(request ->
                request.method().equals("PUT") ? new Reply.Whole(201, "text/plain", "") : job("UploadComplete"))) {
            var opened = fixture.org.openWriteJob(UPSERT);
            fixture.org.uploadWriteJob(JOB, UPSERT);
            assertThat(fixture.org.closeWriteJob(JOB)).isEqualTo(new JobClosing.Closed());
            fixture.org.abortWriteJob(JOB);

            assertThat(opened).isEqualTo(new WriteJob(JOB, WriteJob.State.UPLOAD_COMPLETE, 3, 1, Optional.empty()));
            var requests = fixture.server.requests(JOBS);
            assertThat(requests)
                    .extracting(request -> request.method() + " " + request.path())
                    .containsExactly(
                            "POST " + JOBS,
                            "PUT " + JOBS + "/" + JOB + "/batches",
                            "PATCH " + JOBS + "/" + JOB,
                            "PATCH " + JOBS + "/" + JOB);
            assertThat(requests)
                    .extracting(Request::body)
                    .containsExactly(
                            "{\"object\":\"Account\",\"operation\":\"upsert\",\"externalIdFieldName\":\"External_Id__c\","
                                + "\"contentType\":\"CSV\",\"columnDelimiter\":\"COMMA\",\"lineEnding\":\"LF\"}",
                            "External_Id__c\na\nb\nc\n",
                            "{\"state\":\"UploadComplete\"}",
                            "{\"state\":\"Aborted\"}");
            assertThat(requests.get(1).header("Content-Type")).startsWith("text/csv");
            assertThat(requests)
                    .allSatisfy(request ->
                            assertThat(request.header("Authorization")).isEqualTo("Bearer 00D!token-1"));
            assertThat(fixture.org.requests().of(CallReason.WRITE)).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Open, OPEN, false",
        "UploadComplete, UPLOAD_COMPLETE, false",
        "InProgress, IN_PROGRESS, false",
        "JobComplete, JOB_COMPLETE, true",
        "Failed, FAILED, true",
        "Aborted, ABORTED, true"
    })
    void knowsTheStates(String word, WriteJob.State state, boolean isEnded) throws IOException {
        try (var fixture = new OrgFixture(request -> job(word))) {
            assertThat(fixture.org.writeJob(JOB).state()).isEqualTo(state);
            assertThat(state.isEnded()).isEqualTo(isEnded);
            assertThat(fixture.org.requests().of(CallReason.WRITE_JOB)).isEqualTo(1);
        }
    }

    @Test
    void pairsRowsInAnyOrderWithColumnsInAnyOrder() throws IOException {
        var outcomes = results(
                UPSERT,
                "NAME,sf__Created,external_id__c,SF__ID\nn,false, C ,001000000000003\n,true,A,001000000000001AAA\n",
                REFUSED + ",\"DUPLICATE_VALUE:duplicate value found: X:--;INVALID_EMAIL_ADDRESS:bad:Email__c --\",B,\n",
                "");

        assertThat(outcomes.get(0)).contains(new RecordOutcome.Accepted(RecordId.of("001000000000001"), true));
        assertThat(outcomes.get(2)).contains(new RecordOutcome.Accepted(RecordId.of("001000000000003"), false));
        assertThat(outcomes.get(1))
                .get()
                .isInstanceOfSatisfying(
                        RecordOutcome.Refused.class,
                        refused -> assertThat(refused.errors())
                                .extracting(RecordError::code)
                                .containsExactly("DUPLICATE_VALUE", "INVALID_EMAIL_ADDRESS"));
    }

    @Test
    void readsListsWithoutRowsWithoutHeadersAndWithCrlf() throws IOException {
        var done = (DONE + "001000000000001AAA,true,a,\n001000000000002AAA,true,b,\"x\ny\"\n").replace("\n", "\r\n");

        for (var none : List.of("", REFUSED, "\n")) {
            assertThat(results(UPSERT, done, none, LEFT + "c,\n"))
                    .extracting(Optional::isPresent)
                    .containsExactly(true, true, false);
        }
    }

    @Test
    void knowsAnIdInBothItsForms() throws IOException {
        var draft = new JobDraft(
                JobVerb.UPDATE,
                ACCOUNT,
                Optional.empty(),
                List.of(existing("001000000000Abc"), existing("001000000000abc")));

        assertThat(results(
                        draft,
                        "sf__Id,sf__Created,Id\n001000000000abcAAA,false,001000000000abc\n",
                        "sf__Id,sf__Error,Id\n,ENTITY_IS_DELETED:entity is deleted:--,001000000000Abc\n",
                        "Id\n"))
                .satisfiesExactly(
                        refused -> assertThat(refused).containsInstanceOf(RecordOutcome.Refused.class),
                        accepted -> assertThat(accepted)
                                .contains(new RecordOutcome.Accepted(RecordId.of("001000000000abc"), false)));
        assertUnreadable(draft, """
            sf__Id,sf__Created,Id
            001000000000Abc,false,001000000000abc
            001000000000abc,false,001000000000Abc
            """, "", "");
    }

    /// Whatever is missing, doubled, strange or spoiled: nothing is settled by it.
    @Test
    void listsThatDontTellOfEachRecordOnceTellOfNone() throws IOException {
        var a = "001000000000001AAA,true,a,\n";
        var b = "001000000000002AAA,true,b,\n";
        var c = "001000000000003AAA,true,c,\n";
        assertThat(results(UPSERT, DONE + a + b + c, "", "")).allMatch(Optional::isPresent);

        assertUnreadable(UPSERT, DONE + a + b, "", "");
        assertUnreadable(UPSERT, DONE + a + b + b + c, "", "");
        assertUnreadable(UPSERT, DONE + a + b + c, REFUSED + ",X_Y:z:--,b,\n", "");
        assertUnreadable(UPSERT, DONE + a + b + c, "", LEFT + "b,\n");
        assertUnreadable(UPSERT, DONE + a + b + c + "001000000000004AAA,true,d,\n", "", "");
        assertUnreadable(UPSERT, DONE + a + b + "001000000000003AAA,perhaps,c,\n", "", "");
        assertUnreadable(UPSERT, DONE + a + b + ",true,c,\n", "", "");
        assertUnreadable(UPSERT, DONE + a + b + "nonsense,true,c,\n", "", "");
        assertUnreadable(UPSERT, DONE + a + b + "001000000000003AAA,true,\n", "", "");
        assertUnreadable(UPSERT, DONE + a + b + "001000000000003AAA,true,c,\"\n", "", "");
        assertUnreadable(UPSERT, "sf__Id,sf__Created,Name\n001000000000001AAA,true,a\n", "", "");
        assertUnreadable(UPSERT, "<html><body>Sorry</body></html>", "", "");
    }

    @Test
    void doesNotTakeTheListsOfARunningJobForResults() throws IOException {
        try (var fixture = new OrgFixture(
                request -> request.path().endsWith("unprocessedrecords") ? csv(LEFT + "a,\n") : job("InProgress"))) {
            var failure = catchThrowableOfType(OrgFailure.class, () -> fixture.org.writeJobResults(JOB, UPSERT));

            assertThat(failure.code()).isEqualTo(OrgFailure.WRONG_JOB_STATE);
            assertThat(failure).hasMessageContaining("InProgress");
            assertThat(fixture.org.requests().of(CallReason.WRITE_RESULT)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "503, , NotClosed",
        "403, REQUEST_LIMIT_EXCEEDED, NotClosed",
        "429, , NotClosed",
        "400, INVALIDJOBSTATE, Unknown",
        "404, NOT_FOUND, Unknown",
        "400, A_CODE_OF_TOMORROW, Unknown",
        "500, UNKNOWN_EXCEPTION, Unknown",
        "500, , Unknown",
        "502, , Unknown",
        "504, , Unknown",
        "302, , Unknown",
        "200, , Unknown"
    })
    void aClosingCountsByWhatItsRefusalSaysOfTheWork(int status, String code, String outcome) throws IOException {
        try (var fixture = new OrgFixture(request -> code == null
                ? new Reply.Whole(status, "text/html", "<html><body>Sorry<br></body></html>")
                : error(status, code, "no"))) {
            assertThat(fixture.org.closeWriteJob(JOB).getClass().getSimpleName())
                    .isEqualTo(outcome);
            assertThat(fixture.server.requests(JOBS)).hasSize(1);
        }
    }

    @Test
    void aJobThatIsOpenAfterItWasClosedIsNoAnswerToTrust() throws IOException {
        try (var fixture = new OrgFixture(request -> job("Open"))) {
            assertThat(fixture.org.closeWriteJob(JOB)).isInstanceOf(JobClosing.Unknown.class);
        }
    }

    @Test
    void aPageForPeopleTakesNoData() throws IOException {
        try (var fixture = new OrgFixture(request -> new Reply.Whole(200, "text/html", "<html>Sorry</html>"))) {
            assertThat(catchThrowableOfType(OrgFailure.class, () -> fixture.org.uploadWriteJob(JOB, UPSERT))
                            .code())
                    .isEqualTo(OrgFailure.UNREADABLE_ANSWER);
            assertThat(catchThrowableOfType(OrgFailure.class, () -> fixture.org.openWriteJob(UPSERT))
                            .code())
                    .isEqualTo(OrgFailure.UNREADABLE_ANSWER);
        }
    }

    private static void assertEachArrivesOnce(Function<Request, Reply> script, Class<? extends JobClosing> closing)
            throws IOException {
        try (var fixture = new OrgFixture(Duration.ofMillis(700), script)) {
            var opened = catchThrowableOfType(OrgFailure.class, () -> fixture.org.openWriteJob(UPSERT));
            var uploaded = catchThrowableOfType(OrgFailure.class, () -> fixture.org.uploadWriteJob(JOB, UPSERT));
            var aborted = catchThrowableOfType(OrgFailure.class, () -> fixture.org.abortWriteJob(JOB));

            assertThat(fixture.org.closeWriteJob(JOB)).isInstanceOf(closing);
            assertThat(List.of(opened.code(), uploaded.code(), aborted.code()))
                    .containsOnly(opened.code())
                    .hasSize(3);
            assertThat(fixture.server.requests(JOBS))
                    .extracting(Request::method)
                    .containsExactly("POST", "PUT", "PATCH", "PATCH");
            assertThat(fixture.pauses).isEmpty();
        }
    }

    @Test
    void requestsThatAreNotAnsweredArriveOnce() throws IOException {
        assertEachArrivesOnce(request -> new Reply.Close(), JobClosing.Unknown.class);
        assertEachArrivesOnce(request -> new Reply.Silence(), JobClosing.Unknown.class);
        assertEachArrivesOnce(request -> new Reply.Cut(200, "{\"id\":\"750\"}", 5), JobClosing.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 500, 502, 504})
    void requestsThatAreRefusedArriveOnce(int status) throws IOException {
        assertEachArrivesOnce(
                request -> new Reply.Whole(status, "text/html", "busy"),
                status == 503 ? JobClosing.NotClosed.class : JobClosing.Unknown.class);
    }

    @Test
    void anOrgThatCantBeReachedHasClosedNothing() throws IOException {
        var fixture = new OrgFixture(request -> job("Open"));
        fixture.server.close();

        assertThat(fixture.org.closeWriteJob(JOB)).isInstanceOf(JobClosing.NotClosed.class);
        fixture.org.close();
    }

    @Test
    void signsInAgainOnceAndSendsTheDataAgain() throws IOException {
        try (var fixture = new OrgFixture(request -> {
            if (request.header("Authorization").endsWith("token-1")) {
                return error(401, "INVALID_SESSION_ID", "Session expired or invalid");
            }
            return request.method().equals("PUT") ? new Reply.Whole(201, "text/plain", "") : job("UploadComplete");
        })) {
            fixture.org.uploadWriteJob(JOB, UPSERT);

            assertThat(fixture.server.requests(JOBS))
                    .extracting(Request::body)
                    .containsExactly("External_Id__c\na\nb\nc\n", "External_Id__c\na\nb\nc\n");
            assertThat(fixture.org.closeWriteJob(JOB)).isInstanceOf(JobClosing.Closed.class);
            assertThat(fixture.org.requests().of(CallReason.SIGN_IN)).isEqualTo(2);
        }
    }

    @Test
    void givesUpWhereTheNewSessionIsRefusedToo() throws IOException {
        try (var fixture = new OrgFixture(request -> error(401, "INVALID_SESSION_ID", "Session expired or invalid"))) {
            assertThat(fixture.org.closeWriteJob(JOB))
                    .isInstanceOfSatisfying(
                            JobClosing.NotClosed.class,
                            refused -> assertThat(refused.why().treatment()).isEqualTo(Treatment.SIGN_IN_AGAIN));
            assertThat(fixture.server.requests(JOBS)).hasSize(2);
        }
    }
}
