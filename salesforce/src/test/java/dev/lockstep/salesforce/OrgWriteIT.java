package dev.lockstep.salesforce;

import static dev.lockstep.salesforce.Answers.SOAP_PATH;
import static dev.lockstep.salesforce.Answers.fault;
import static dev.lockstep.salesforce.Answers.refusal;
import static dev.lockstep.salesforce.Answers.saved;
import static dev.lockstep.salesforce.Answers.sessionOver;
import static dev.lockstep.salesforce.Answers.soap;
import static dev.lockstep.salesforce.Answers.success;
import static dev.lockstep.salesforce.OrgFixture.ACCOUNT;
import static dev.lockstep.salesforce.OrgFixture.ID;
import static dev.lockstep.salesforce.OrgFixture.NAME;
import static dev.lockstep.salesforce.OrgFixture.account;
import static dev.lockstep.salesforce.OrgFixture.createAccounts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import dev.lockstep.salesforce.RawServer.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class OrgWriteIT {
    private static final FieldName KEY = new FieldName("External_Id__c");

    @Test
    void tellsOfEachRecordWhatBecameOfIt() throws IOException {
        var answer = soap(saved(
                "create",
                success("001000000000001AAA"),
                refusal("REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", "Name"),
                refusal("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record")));
        try (var fixture = new OrgFixture(request -> answer)) {
            assertThat(fixture.org.send(createAccounts("a", "b", "c")))
                    .isEqualTo(new SendResult.Answered(List.of(
                            new RecordOutcome.Accepted(ID, true),
                            new RecordOutcome.Refused(List.of(new RecordError(
                                    "REQUIRED_FIELD_MISSING",
                                    "Required fields are missing: [Name]",
                                    List.of("Name"),
                                    Treatment.REJECT_RECORD))),
                            new RecordOutcome.Refused(List.of(new RecordError(
                                    "UNABLE_TO_LOCK_ROW",
                                    "unable to obtain exclusive access to this record",
                                    List.of(),
                                    Treatment.RETRY_LATER))))));
        }
    }

    @Test
    void writesARecordInTheOrderOfTheSchemaWithItsTextsUntouched() throws IOException {
        var values = new LinkedHashMap<FieldName, String>();
        values.put(NAME, "a < b & \"c\" > 'd' \n\t é 漢字 😀 ]]>");
        values.put(new FieldName("Amount__c"), "123456789012345678.12");
        var record = new OutgoingRecord(
                new ObjectName("Delivery__c"),
                Optional.of(RecordId.of("a00000000000001")),
                values,
                Set.of(new FieldName("Email__c")),
                Map.of("Account__r", new KeyReference(ACCOUNT, KEY, "A-1")));
        try (var fixture = new OrgFixture(request -> soap(saved("update", success("a00000000000001AAA"))))) {
            fixture.org.send(new WriteCall.Update(List.of(record)));

            var body = fixture.server.requests(SOAP_PATH).getFirst().body();
            assertThat(tags(body))
                    .containsSubsequence(
                            "type:Delivery__c",
                            "fieldsToNull:Email__c",
                            "Id:a00000000000001AAA",
                            "Name:a &lt; b &amp; \"c\" > 'd' \n\t é 漢字 😀 ]]&gt;",
                            "Amount__c:123456789012345678.12",
                            "type:Account",
                            "External_Id__c:A-1");
            assertThat(body).contains("Account__r>");
        }
    }

    @Test
    void saysInEveryCallWhatMustNotBeLeftToDefaults() throws IOException {
        try (var fixture = new OrgFixture(request -> soap(saved("create", success("001000000000001AAA"))))) {
            fixture.org.send(createAccounts("Acme"));

            var request = fixture.server.requests(SOAP_PATH).getFirst();
            assertThat(tags(request.body()))
                    .contains("client:lockstep", "allOrNone:false", "useDefaultRule:false", "sessionId:00D!token-1");
            assertThat(request.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(request.header("Accept-Encoding")).isEqualTo("gzip");
        }
    }

    @Test
    void anUpsertTellsNewRecordsFromFoundOnes() throws IOException {
        var record = new OutgoingRecord(ACCOUNT, Optional.empty(), Map.of(KEY, "A-1"), Set.of(), Map.of());
        var other = new OutgoingRecord(ACCOUNT, Optional.empty(), Map.of(KEY, "A-2"), Set.of(), Map.of());
        var answer = soap(saved(
                "upsert",
                "<result><created>true</created><id>001000000000001AAA</id><success>true</success></result>",
                "<result><created>false</created><id>001000000000002AAA</id><success>true</success></result>"));
        try (var fixture = new OrgFixture(request -> answer)) {
            var result = fixture.org.send(new WriteCall.Upsert(KEY, List.of(record, other)));

            assertThat(result)
                    .isEqualTo(new SendResult.Answered(List.of(
                            new RecordOutcome.Accepted(ID, true),
                            new RecordOutcome.Accepted(RecordId.of("001000000000002"), false))));
            assertThat(tags(fixture.server.requests(SOAP_PATH).getFirst().body()))
                    .contains("externalIDFieldName:External_Id__c");
        }
    }

    @Test
    void deletesByIds() throws IOException {
        try (var fixture = new OrgFixture(request -> soap(
                saved("delete", success("001000000000001AAA"), refusal("ENTITY_IS_DELETED", "entity is deleted"))))) {
            var result = fixture.org.send(new WriteCall.Delete(List.of(ID, RecordId.of("001000000000002"))));

            assertThat(result).isInstanceOfSatisfying(SendResult.Answered.class, answered -> {
                assertThat(answered.inOrder().get(0)).isEqualTo(new RecordOutcome.Accepted(ID, false));
                assertThat(answered.inOrder().get(1)).isInstanceOf(RecordOutcome.Refused.class);
            });
            assertThat(tags(fixture.server.requests(SOAP_PATH).getFirst().body()))
                    .contains("ids:001000000000001AAA", "ids:001000000000002AAA");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UnexpectedErrorFault, REQUEST_LIMIT_EXCEEDED, TotalRequests Limit exceeded., RETRY_LATER",
        "UnexpectedErrorFault, SERVER_UNAVAILABLE, try again, RETRY_LATER",
        "UnexpectedErrorFault, API_DISABLED_FOR_ORG, not enabled, STOP",
        "UnexpectedErrorFault, EXCEEDED_ID_LIMIT, record limit reached, HALVE_THE_CALL",
        "InvalidSObjectFault, INVALID_TYPE, no such object, HALVE_THE_CALL"
    })
    void aFaultFromBeforeTheWorkMeansThatNothingWasProcessed(
            String type, String code, String message, Treatment treatment) throws IOException {
        try (var fixture = new OrgFixture(request -> fault(type, code, message))) {
            assertThat(fixture.org.send(createAccounts("Acme")))
                    .isInstanceOfSatisfying(SendResult.NotProcessed.class, refused -> {
                        assertThat(refused.why().code()).isEqualTo(code);
                        assertThat(refused.why().treatment()).isEqualTo(treatment);
                        assertThat(refused.why()).hasMessageContaining(message);
                        assertThat(refused.why().hint()).isNotBlank();
                    });
            assertThat(fixture.server.requests(SOAP_PATH)).hasSize(1);
        }
    }

    @Test
    void aFaultThatMayComeFromTheMiddleOfTheWorkIsUnknown() throws IOException {
        try (var fixture = new OrgFixture(
                request -> fault("UnexpectedErrorFault", "UNKNOWN_EXCEPTION", "An unexpected error occurred."))) {
            assertThat(fixture.org.send(createAccounts("Acme"))).isInstanceOf(SendResult.Unknown.class);
            assertThat(fixture.server.requests(SOAP_PATH)).hasSize(1);
        }
    }

    @Test
    void aMessageThatTheOrgCantReadIsHalvedToFindTheCause() throws IOException {
        var fault = "<soapenv:Fault><faultcode>soapenv:Client</faultcode>"
                + "<faultstring>An invalid XML character was found</faultstring></soapenv:Fault>";
        try (var fixture =
                new OrgFixture(request -> new Reply.Whole(500, "text/xml;charset=UTF-8", Answers.envelope(fault)))) {
            assertThat(fixture.org.send(createAccounts("Acme")))
                    .isInstanceOfSatisfying(
                            SendResult.NotProcessed.class,
                            refused -> assertThat(refused.why().treatment()).isEqualTo(Treatment.HALVE_THE_CALL));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "503, NotProcessed",
        "413, NotProcessed",
        "500, Unknown",
        "502, Unknown",
        "504, Unknown",
        "404, Unknown",
        "302, Unknown",
        "200, Unknown"
    })
    void aPageInsteadOfAnAnswerCountsByItsStatus(int status, String outcome) throws IOException {
        try (var fixture = new OrgFixture(
                request -> new Reply.Whole(status, "text/html", "<html><body>Sorry<br></body></html>"))) {
            assertThat(fixture.org.send(createAccounts("Acme")).getClass().getSimpleName())
                    .isEqualTo(outcome);
            assertThat(fixture.server.requests(SOAP_PATH)).hasSize(1);
        }
    }

    @Test
    void anAnswerThatDoesntFitTheCallIsUnknown() throws IOException {
        for (var body : List.of(
                saved("create", success("001000000000001AAA")),
                saved("create", success("001000000000001AAA"), success("nonsense")),
                saved("create", success("001000000000001AAA"), "<result><id>001000000000002AAA</id></result>"),
                saved("create", success("001000000000001AAA"), refusal("A_CODE_OF_TOMORROW", "?")),
                saved("update", success("001000000000001AAA"), success("001000000000002AAA")),
                "")) {
            try (var fixture = new OrgFixture(request -> soap(body))) {
                assertThat(fixture.org.send(createAccounts("a", "b"))).as(body).isInstanceOf(SendResult.Unknown.class);
            }
        }
    }

    @Test
    void readsAZippedAnswer() throws IOException {
        var body = Answers.envelope(saved("create", success("001000000000001AAA")));
        try (var fixture = new OrgFixture(request -> new Reply.Zipped(200, "text/xml;charset=UTF-8", body))) {
            assertThat(fixture.org.send(createAccounts("Acme"))).isInstanceOf(SendResult.Answered.class);
        }
    }

    @Test
    void signsInAgainAndSendsAgainWhenTheSessionIsOver() throws IOException {
        try (var fixture = new OrgFixture(request -> request.body().contains("token-1")
                ? sessionOver()
                : soap(saved("create", success("001000000000001AAA"))))) {
            assertThat(fixture.org.send(createAccounts("Acme"))).isInstanceOf(SendResult.Answered.class);
            assertThat(fixture.server.requests(SOAP_PATH)).hasSize(2);
            assertThat(fixture.org.requests().of(CallReason.SIGN_IN)).isEqualTo(2);
            assertThat(fixture.org.requests().of(CallReason.WRITE)).isEqualTo(2);
        }
    }

    @Test
    void givesUpWhenTheNewSessionIsRefusedToo() throws IOException {
        try (var fixture = new OrgFixture(request -> sessionOver())) {
            assertThat(fixture.org.send(createAccounts("Acme")))
                    .isInstanceOfSatisfying(
                            SendResult.NotProcessed.class,
                            refused -> assertThat(refused.why().treatment()).isEqualTo(Treatment.SIGN_IN_AGAIN));
            assertThat(fixture.server.requests(SOAP_PATH)).hasSize(2);
        }
    }

    @Test
    void manyThreadsThatFindTheSessionOverSignInOnce() throws Exception {
        int threads = 8;
        var allThere = new CountDownLatch(threads);
        try (var fixture = new OrgFixture(request -> {
                    if (!request.body().contains("token-1")) {
                        return soap(saved("create", success("001000000000001AAA")));
                    }
                    allThere.countDown();
                    await(allThere);
                    return sessionOver();
                });
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<SendResult>>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(() -> fixture.org.send(createAccounts("Acme"))));
            }
            for (var result : results) {
                assertThat(result.get(30, TimeUnit.SECONDS)).isInstanceOf(SendResult.Answered.class);
            }
            assertThat(fixture.org.requests().of(CallReason.SIGN_IN)).isEqualTo(2);
        }
    }

    @Test
    void sendsTwoHundredRecordsFromManyThreadsWithoutMixingThem() throws Exception {
        try (var fixture = new OrgFixture(request -> {
                    var results = new StringBuilder();
                    for (var tag : tags(request.body())) {
                        if (tag.startsWith("Name:")) {
                            results.append(success(tag.substring(5) + "AAA"));
                        }
                    }
                    return soap(saved("create", results.toString()));
                });
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<?>>();
            for (int call = 0; call < 6; call++) {
                int first = call * 1_000;
                results.add(pool.submit(() -> {
                    var records = new ArrayList<OutgoingRecord>();
                    var expected = new ArrayList<RecordOutcome>();
                    for (int i = 0; i < 200; i++) {
                        var id = "001000000%06d".formatted(first + i);
                        records.add(account(id));
                        expected.add(new RecordOutcome.Accepted(RecordId.of(id), true));
                    }
                    assertThat(fixture.org.send(new WriteCall.Create(records)))
                            .isEqualTo(new SendResult.Answered(expected));
                }));
            }
            for (var result : results) {
                result.get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The leaf elements of a message, as `name:text`, in order.
    private static List<String> tags(String body) {
        var tags = new ArrayList<String>();
        var leaf = Pattern.compile("<(?:\\w+:)?(\\w+)(?: [^>]*)?>([^<]*)</").matcher(body);
        while (leaf.find()) {
            tags.add(leaf.group(1) + ":" + leaf.group(2));
        }
        return tags;
    }
}
