package dev.lockstep.salesforce;

import static dev.lockstep.salesforce.Answers.SOAP_PATH;
import static dev.lockstep.salesforce.Answers.error;
import static dev.lockstep.salesforce.Answers.fault;
import static dev.lockstep.salesforce.Answers.json;
import static dev.lockstep.salesforce.Answers.sessionOver;
import static dev.lockstep.salesforce.Answers.soap;
import static dev.lockstep.salesforce.OrgFixture.ACCOUNT;
import static dev.lockstep.salesforce.OrgFixture.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.FieldType;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import dev.lockstep.rows.RowPage;
import dev.lockstep.salesforce.RawServer.Reply;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class OrgReadIT {
    private static final List<QueryColumn> COLUMNS = List.of(
            new QueryColumn("Id", FieldType.ID),
            new QueryColumn("Name", FieldType.STRING),
            new QueryColumn("SystemModstamp", FieldType.DATETIME),
            new QueryColumn("Parent.External_Id__c", FieldType.STRING));
    private static final String FIRST_PAGE = """
        {"totalSize":3,"done":false,"nextRecordsUrl":"/services/data/v65.0/query/01gx-2000","records":[
         {"attributes":{"type":"Account"},"Id":"001000000000001AAA","Name":"2026-01-31T10:00:00.000+0000",
          "SystemModstamp":"2026-01-31T10:00:00.000+0000","Parent":{"External_Id__c":"P-1"}},
         {"attributes":{"type":"Account"},"Id":"001000000000002AAA","Name":null,
          "SystemModstamp":"2026-01-31T10:00:01.000+0000","Parent":null}]}
        """;
    private static final String LAST_PAGE = """
        {"totalSize":3,"done":true,"records":[
         {"Id":"001000000000003AAA","Name":"c","SystemModstamp":"2026-01-31T10:00:02.000+0000","Parent":null}]}
        """;
    private static final List<List<String>> ROWS = List.of(
            List.of("001000000000001AAA", "2026-01-31T10:00:00.000+0000", "2026-01-31T10:00:00.000Z", "P-1"),
            List.of("001000000000002AAA", "(null)", "2026-01-31T10:00:01.000Z", "(null)"),
            List.of("001000000000003AAA", "c", "2026-01-31T10:00:02.000Z", "(null)"));

    @Test
    void readsAQueryPageByPage() throws IOException {
        try (var fixture =
                new OrgFixture(request -> json(200, request.path().contains("/query?") ? FIRST_PAGE : LAST_PAGE))) {
            try (var pages = fixture.org.query("SELECT Id FROM Account", QueryScope.LIVE, COLUMNS)) {
                assertThat(pages.totalSize()).isEqualTo(3);
                assertThat(fixture.server.requests("/services/data/")).hasSize(1);

                assertThat(texts(pages)).isEqualTo(ROWS);

                assertThat(pages.hasNext()).isFalse();
                assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
            }
            var requests = fixture.server.requests("/services/data/");
            assertThat(requests.get(0).path()).isEqualTo("/services/data/v65.0/query?q=SELECT+Id+FROM+Account");
            assertThat(requests.get(1).path()).isEqualTo("/services/data/v65.0/query/01gx-2000");
            assertThat(requests).allSatisfy(request -> {
                assertThat(request.header("Authorization")).isEqualTo("Bearer 00D!token-1");
                assertThat(request.header("Sforce-Query-Options")).isEqualTo("batchSize=2000");
                assertThat(request.header("Sforce-Call-Options")).isEqualTo("client=lockstep");
            });
            assertThat(fixture.org.requests().of(CallReason.QUERY)).isEqualTo(2);
        }
    }

    @Test
    void fetchesNoPageAfterItWasClosed() throws IOException {
        try (var fixture = new OrgFixture(request -> json(200, FIRST_PAGE))) {
            var pages = fixture.org.query("SELECT Id FROM Account", QueryScope.LIVE, COLUMNS);
            pages.close();

            assertThat(pages.hasNext()).isFalse();
            assertThat(fixture.server.requests("/services/data/")).hasSize(1);
        }
    }

    @Test
    void looksIntoTheRecycleBinWhereAsked() throws IOException {
        try (var fixture = new OrgFixture(request -> json(200, LAST_PAGE))) {
            fixture.org.query("SELECT Id FROM Account", QueryScope.WITH_DELETED, COLUMNS);

            assertThat(fixture.server.requests("/services/data/v65.0/queryAll?q="))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(QueryScope.class)
    void sendsAQueryThatIsTooLongForAnAddressBySoapWithTheSameResult(QueryScope scope) throws IOException {
        var soql = Soql.byId(ACCOUNT, COLUMNS, ids(800));
        try (var fixture = new OrgFixture(OrgReadIT::soapPages)) {
            try (var pages = fixture.org.query(soql, scope, COLUMNS)) {
                assertThat(pages.totalSize()).isEqualTo(3);
                assertThat(texts(pages)).isEqualTo(ROWS);
            }
            var first = fixture.server.requests(SOAP_PATH).getFirst().body();
            assertThat(first)
                    .contains(scope == QueryScope.LIVE ? "query>" : "queryAll>")
                    .contains("'001000000000799AAA'")
                    .contains("batchSize>2000<");
            assertThat(fixture.server.requests("/services/data/")).isEmpty();
            assertThat(fixture.org.requests().of(CallReason.QUERY)).isEqualTo(2);
        }
    }

    @Test
    void sendsNoAddressThatIsLongerThanOrgsTake() throws IOException {
        try (var fixture = new OrgFixture(
                request -> request.path().startsWith(SOAP_PATH) ? soapPages(request) : json(200, LAST_PAGE))) {
            for (int count = 1; count < 1_000; count += 37) {
                fixture.org.query(Soql.byId(ACCOUNT, COLUMNS, ids(count)), QueryScope.LIVE, COLUMNS);
            }
            var paths = fixture.server.requests("/services/data/").stream()
                    .map(RawServer.Request::path)
                    .toList();
            assertThat(paths).hasSizeGreaterThan(5).allMatch(path -> path.length() < 16_000);
            assertThat(URLDecoder.decode(paths.getFirst(), StandardCharsets.UTF_8))
                    .endsWith(Soql.byId(ACCOUNT, COLUMNS, ids(1)));
            assertThat(fixture.server.requests(SOAP_PATH)).hasSizeGreaterThan(5);
        }
    }

    @Test
    void asksAgainForAPageThatDidntCome() throws IOException {
        var calls = new AtomicInteger();
        try (var fixture = new OrgFixture(request -> switch (calls.incrementAndGet()) {
            case 1 -> json(200, FIRST_PAGE);
            case 2 -> new Reply.Close();
            case 3 -> new Reply.Cut(200, LAST_PAGE, 100);
            case 4 -> error(503, "SERVER_UNAVAILABLE", "try again");
            default -> json(200, LAST_PAGE);
        })) {
            try (var pages = fixture.org.query("SELECT Id FROM Account", QueryScope.LIVE, COLUMNS)) {
                assertThat(texts(pages)).isEqualTo(ROWS);
            }
            assertThat(fixture.pauses).hasSizeBetween(2, 3);
        }
    }

    @Test
    void givesUpAfterAFewTriesWithGrowingPausesAndCanBeAskedAgain() throws IOException {
        var down = new AtomicInteger(1);
        try (var fixture = new OrgFixture(
                request -> down.get() == 1 ? error(503, "SERVER_UNAVAILABLE", "try again") : json(200, LAST_PAGE))) {
            var failure = catchThrowableOfType(
                    OrgFailure.class, () -> fixture.org.query("SELECT Id FROM Account", QueryScope.LIVE, COLUMNS));

            assertThat(failure.code()).isEqualTo("SERVER_UNAVAILABLE");
            assertThat(failure.treatment()).isEqualTo(Treatment.RETRY_LATER);
            assertThat(fixture.server.requests("/services/data/")).hasSize(4);
            assertThat(fixture.pauses).hasSize(3);
            assertThat(fixture.pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
            assertThat(fixture.pauses.get(2)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));

            down.set(0);
            assertThat(fixture.org
                            .query("SELECT Id FROM Account", QueryScope.LIVE, COLUMNS)
                            .hasNext())
                    .isTrue();
        }
    }

    @Test
    void aFailedPageCanBeAskedForAgain() throws IOException {
        var down = new AtomicInteger(1);
        try (var fixture = new OrgFixture(request -> request.path().contains("/query?")
                ? json(200, FIRST_PAGE)
                : down.get() == 1 ? error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests") : json(200, LAST_PAGE))) {
            var pages = fixture.org.query("SELECT Id FROM Account", QueryScope.LIVE, COLUMNS);
            pages.next();

            assertThatThrownBy(pages::next).isInstanceOf(OrgFailure.class);
            assertThat(fixture.pauses).as("a limit doesn't pass within seconds").isEmpty();
            down.set(0);

            assertThat(pages.next().rows()).isEqualTo(1);
        }
    }

    @Test
    void doesntFollowANextPageToAnotherHost() throws IOException {
        try (var fixture = new OrgFixture(request -> json(
                200, FIRST_PAGE.replace("/services/data/v65.0/query/01gx-2000", "//evil.example/services/data")))) {
            var failure = catchThrowableOfType(
                    OrgFailure.class, () -> fixture.org.query("SELECT Id FROM Account", QueryScope.LIVE, COLUMNS));

            assertThat(failure.code()).isEqualTo(OrgFailure.UNREADABLE_ANSWER);
        }
    }

    @Test
    void leavesARepetitionWhenInterrupted() throws IOException {
        try (var fixture = new OrgFixture(request -> error(503, "SERVER_UNAVAILABLE", "try again"))) {
            try (var org = Org.signIn(OrgFixture.settings(fixture.server, Duration.ofSeconds(20)), duration -> {
                throw new InterruptedException();
            })) {
                assertThatThrownBy(org::objects).isInstanceOf(OrgFailure.class);
                assertThat(Thread.interrupted()).isTrue();
                assertThat(fixture.server.requests("/services/data/")).hasSize(1);
            }
        }
    }

    @Test
    void signsInAgainOnceWhenTheSessionIsOver() throws IOException {
        try (var fixture =
                new OrgFixture(request -> request.header("Authorization").endsWith("token-1")
                        ? error(401, "INVALID_SESSION_ID", "Session expired or invalid")
                        : json(200, "{\"sobjects\":[{\"name\":\"Account\"}]}"))) {
            assertThat(fixture.org.objects()).containsExactly(ACCOUNT);
            assertThat(fixture.org.requests().of(CallReason.SIGN_IN)).isEqualTo(2);
        }
        try (var fixture = new OrgFixture(request -> error(401, "INVALID_SESSION_ID", "Session expired or invalid"))) {
            var failure = catchThrowableOfType(OrgFailure.class, () -> fixture.org.objects());

            assertThat(failure.treatment()).isEqualTo(Treatment.SIGN_IN_AGAIN);
            assertThat(fixture.server.requests("/services/data/")).hasSize(2);
        }
    }

    @Test
    void tellsTheOrgsTime() throws IOException {
        var calls = new AtomicInteger();
        try (var fixture = new OrgFixture(request -> switch (calls.incrementAndGet()) {
            case 1 -> sessionOver();
            case 2 -> fault("UnexpectedErrorFault", "SERVER_UNAVAILABLE", "try again");
            default ->
                soap("<getServerTimestampResponse><result><timestamp>2026-01-31T10:00:00.123Z</timestamp></result>"
                        + "</getServerTimestampResponse>");
        })) {
            assertThat(fixture.org.now()).isEqualTo(Instant.parse("2026-01-31T10:00:00.123Z"));
            assertThat(fixture.org.requests().of(CallReason.CLOCK)).isEqualTo(3);
        }
    }

    @Test
    void describesAnObjectWithoutFieldsOfUnknownTypes() throws IOException {
        try (var fixture = new OrgFixture(request -> json(200, """
            {"name":"Account","label":"Account","keyPrefix":"001","queryable":true,"replicateable":true,
             "fields":[{"name":"Id","type":"id","length":18},{"name":"Shape__c","type":"hologram"}],"urls":{}}
            """))) {
            var description = fixture.org.describe(ACCOUNT);

            assertThat(description.field(FieldName.ID)).isPresent();
            assertThat(description.fields()).hasSize(1);
            assertThat(fixture.server.requests("/services/data/").getFirst().path())
                    .isEqualTo("/services/data/v65.0/sobjects/Account/describe");
        }
    }

    @Test
    void tellsUpToWhenReadsAreComplete() throws IOException {
        try (var fixture = new OrgFixture(
                request -> json(
                        200,
                        request.path().endsWith("/describe")
                                ? "{\"name\":\"Account\",\"replicateable\":true,\"fields\":[{\"name\":\"Id\",\"type\":\"id\"}]}"
                                : "{\"ids\":[\"001000000000001AAA\"],\"latestDateCovered\":\"2026-01-31T10:04:00.000+0000\"}"))) {
            var from = Instant.parse("2026-01-31T10:00:00.700Z");
            for (int i = 0; i < 2; i++) {
                assertThat(fixture.org.coveredUntil(ACCOUNT, from, from.plusSeconds(300)))
                        .isEqualTo(Instant.parse("2026-01-31T10:04:00Z"));
            }
            assertThat(fixture.server
                            .requests("/services/data/v65.0/sobjects/Account/updated/")
                            .getFirst()
                            .path())
                    .endsWith("?start=2026-01-31T10%3A00%3A00Z&end=2026-01-31T10%3A05%3A00Z");
            assertThat(fixture.org.requests().of(CallReason.DESCRIBE)).isEqualTo(1);
            assertThat(fixture.org.requests().of(CallReason.COVERAGE)).isEqualTo(2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fixture.org.coveredUntil(ACCOUNT, from, from.plusSeconds(59)));
        }
    }

    @Test
    void refusesToTellThatOfAnObjectThatTheOrgDoesntReplicate() throws IOException {
        var share = new ObjectName("AccountShare");
        try (var fixture = new OrgFixture(
                request -> json(
                        200,
                        "{\"name\":\"AccountShare\",\"replicateable\":false,\"fields\":[{\"name\":\"Id\",\"type\":\"id\"}]}"))) {
            var from = Instant.parse("2026-01-31T10:00:00Z");

            var failure = catchThrowableOfType(
                    OrgFailure.class, () -> fixture.org.coveredUntil(share, from, from.plusSeconds(60)));

            assertThat(failure.code()).isEqualTo(OrgFailure.NOT_REPLICATEABLE);
            assertThat(failure.concerns()).contains("AccountShare");
        }
    }

    @Test
    void aFailureTellsWhatTheOrgSaid() throws IOException {
        try (var fixture = new OrgFixture(request -> error(400, "MALFORMED_QUERY", "unexpected token: FORM"))) {
            var failure = catchThrowableOfType(
                    OrgFailure.class, () -> fixture.org.query("SELECT Id FORM Account", QueryScope.LIVE, COLUMNS));

            assertThat(failure).hasMessage("query: unexpected token: FORM (MALFORMED_QUERY)");
            assertThat(failure.treatment()).isEqualTo(Treatment.STOP);
            assertThat(fixture.server.requests("/services/data/")).hasSize(1);
        }
    }

    private static Reply soapPages(RawServer.Request request) {
        var body = request.body();
        var operation = body.contains("queryMore>") ? "queryMore" : body.contains("queryAll>") ? "queryAll" : "query";
        var records = operation.equals("queryMore")
                ? record("001000000000003AAA", "<sf:Name>c</sf:Name>", "2026-01-31T10:00:02.000Z", "")
                : record(
                                "001000000000001AAA",
                                "<sf:Name>2026-01-31T10:00:00.000+0000</sf:Name>",
                                "2026-01-31T10:00:00.000Z",
                                "<sf:Parent xsi:type=\"sf:sObject\"><sf:type>Account</sf:type><sf:Id xsi:nil=\"true\"/>"
                                        + "<sf:External_Id__c>P-1</sf:External_Id__c></sf:Parent>")
                        + record(
                                "001000000000002AAA",
                                "<sf:Name xsi:nil=\"true\"/>",
                                "2026-01-31T10:00:01.000Z",
                                "<sf:Parent xsi:nil=\"true\"/>");
        var done = operation.equals("queryMore");
        return soap("<" + operation + "Response><result xsi:type=\"QueryResult\"><done>" + done + "</done>"
                + (done ? "<queryLocator xsi:nil=\"true\"/>" : "<queryLocator>01gx-2000</queryLocator>") + records
                + "<size>3</size></result></" + operation + "Response>");
    }

    private static String record(String id, String name, String stamp, String parent) {
        return "<records xsi:type=\"sf:sObject\"><sf:type>Account</sf:type><sf:Id>" + id + "</sf:Id><sf:Id>" + id
                + "</sf:Id>" + name + "<sf:SystemModstamp>" + stamp + "</sf:SystemModstamp>" + parent + "</records>";
    }

    private static List<RecordId> ids(int count) {
        var ids = new ArrayList<RecordId>();
        for (int i = 0; i < count; i++) {
            ids.add(RecordId.of(ID.value().substring(0, 9) + "%06d".formatted(i)));
        }
        return ids;
    }

    private static List<List<String>> texts(RowPages pages) {
        var rows = new ArrayList<List<String>>();
        while (pages.hasNext()) {
            var page = pages.next();
            for (int row = 0; row < page.rows(); row++) {
                rows.add(texts(page, row));
            }
        }
        return rows;
    }

    private static List<String> texts(RowPage page, int row) {
        var cells = new ArrayList<String>();
        for (int column = 0; column < page.columns().size(); column++) {
            cells.add(page.isNull(row, column) ? "(null)" : page.text(row, column));
        }
        return cells;
    }
}
