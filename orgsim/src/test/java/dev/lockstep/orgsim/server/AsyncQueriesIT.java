package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.org.SaveOptions;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Queries by Bulk API 1.0, by a clock that stands still until it is moved.
class AsyncQueriesIT {
    private static final int ROWS = 2_500;
    private static final int FILE_ROWS = 1_000;
    private static final Duration JOB_TIME = Duration.ofSeconds(9);

    private volatile Instant now = Instant.parse("2026-03-04T05:06:07Z");
    private TestOrg org;
    private AsyncClient async;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults()
                .withGeneratedRows(ROWS)
                .withClock(() -> now)
                .withBulk(BulkSettings.defaults().withJobTime(JOB_TIME).withPageRows(FILE_ROWS)));
        async = AsyncClient.of(org);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /// The path of a batch that has completed.
    private String run(String operation, String object, String contentType, String soql) {
        String job = async.create(operation, object, contentType);
        String mediaType = switch (contentType) {
            case "CSV" -> AsyncClient.CSV;
            case "XML" -> AsyncClient.XML;
            default -> AsyncClient.JSON;
        };
        String path = AsyncClient.path(job, async.add(job, mediaType, soql));
        pass(JOB_TIME);
        async.await(path, answer -> answer.body().contains("Completed"));
        return path;
    }

    @Test
    void answersInCsvFileByFile() {
        String path = run("query", "Reading__c", "CSV", "SELECT Id, Name FROM Reading__c");

        HttpResponse<String> list = async.get(path + "/result");
        assertThat(list.headers().firstValue("Content-Type")).hasValue("application/xml");
        List<String> files = AsyncClient.elements(list, "result");
        assertThat(list.body())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<result-list xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\">"
                        + "<result>%s</result><result>%s</result><result>%s</result></result-list>"
                                .formatted(files.toArray()));
        assertThat(files).allSatisfy(id -> assertThat(id).startsWith("752").hasSize(15));
        List<String> ids = new ArrayList<>();
        for (String file : files) {
            HttpResponse<String> answer = async.get(path + "/result/" + file);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv");
            List<List<String>> rows = BulkClient.rows(answer.body(), ',');
            assertThat(rows.getFirst()).containsExactly("Id", "Name");
            assertThat(rows).hasSizeLessThanOrEqualTo(FILE_ROWS + 1);
            rows.subList(1, rows.size()).forEach(row -> ids.add(row.getFirst()));
        }
        assertThat(ids).hasSize(ROWS).isSorted().doesNotHaveDuplicates();
        assertThat(AsyncClient.element(async.get(path), "numberRecordsProcessed"))
                .isEqualTo(Integer.toString(ROWS));
        assertThat(async.get(path + "/result/752000000000001").body()).contains("InvalidBatch");
        assertThat(async.get(path + "/request").body()).isEqualTo("SELECT Id, Name FROM Reading__c");
    }

    @Test
    void answersInXml() {
        String path = run(
                "query",
                "Contact",
                "XML",
                "SELECT Id, LastName, Title, Account.Name, Birthdate FROM Contact ORDER BY Id LIMIT 2");
        String file = AsyncClient.element(async.get(path + "/result"), "result");

        HttpResponse<String> answer = async.get(path + "/result/" + file);

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/xml");
        List<String> ids = AsyncClient.elements(answer, "Id");
        assertThat(ids).hasSize(4);
        assertThat(answer.body())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                        + "<queryResult xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\""
                        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                        + "<records xsi:type=\"sObject\"><type>Contact</type><Id>%s</Id><Id>%s</Id><LastName>"
                                .formatted(ids.get(0), ids.get(0)))
                .contains("<Account xsi:type=\"sObject\"><type>Account</type><Id xsi:nil=\"true\"/><Name>")
                .endsWith("</records></queryResult>");
    }

    @Test
    void answersInJson() {
        String path = run(
                "query",
                "Contact",
                "JSON",
                "SELECT Id, LastName, CreatedDate, Birthdate, Account.Name FROM Contact WHERE Birthdate != null ORDER"
                        + " BY Id LIMIT 2");
        JsonNode files = AsyncClient.json(async.get(path + "/result"));
        assertThat(files.size()).isEqualTo(1);

        HttpResponse<String> answer = async.get(path + "/result/" + files.get(0).asString());

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode first = AsyncClient.json(answer).get(0);
        assertThat(first.get("attributes").get("type").asString()).isEqualTo("Contact");
        assertThat(first.get("attributes").get("url").asString())
                .isEqualTo("/services/data/v65.0/sobjects/Contact/"
                        + first.get("Id").asString());
        assertThat(Instant.ofEpochMilli(first.get("CreatedDate").asLong())).isBefore(now);
        assertThat(first.get("Birthdate").isIntegralNumber()).isTrue();
        assertThat(first.get("Account").get("Name").asString()).isNotBlank();
    }

    @Test
    void seesDeletedRecordsWhereAllAreAskedFor() {
        IngestClient ingest = IngestClient.of(org);
        String id = ingest.query("Id", "Lead LIMIT 1").getFirst().getFirst();
        org.server().org().delete(org.server().org().integrationUser(), List.of(id), SaveOptions.PARTIAL);
        String soql = "SELECT Id FROM Lead WHERE Id = '%s'".formatted(id);

        assertThat(only(run("queryAll", "Lead", "CSV", soql))).contains(id);
        assertThat(only(run("query", "Lead", "CSV", soql))).isEqualTo("Records not found for this query");
    }

    /// The only file of a batch.
    private String only(String path) {
        List<String> files = AsyncClient.elements(async.get(path + "/result"), "result");
        assertThat(files).hasSize(1);
        return async.get(path + "/result/" + files.getFirst()).body();
    }

    @Test
    void answersWhatTheBatchSawHoweverLate() {
        String job = async.create("query", "Account", "CSV");
        String batch = async.add(job, AsyncClient.CSV, "SELECT Id, Name FROM Account ORDER BY Id LIMIT 1");
        assertThat(async.state(job, batch)).isEqualTo("Queued");
        assertThat(async.get(AsyncClient.path(job, batch) + "/result").body()).contains("Batch not completed");
        pass(JOB_TIME.dividedBy(3));
        assertThat(async.state(job, batch)).isEqualTo("InProgress");
        pass(JOB_TIME);
        String path = async.complete(job, batch);
        String before = only(path);
        String id = BulkClient.rows(before, ',').get(1).getFirst();
        org.server().org().delete(org.server().org().integrationUser(), List.of(id), SaveOptions.PARTIAL);

        assertThat(only(path)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT FROM Account | InvalidBatch : Failed to process query: MALFORMED_QUERY:",
                "SELECT Foo FROM Account | InvalidBatch : Failed to process query: INVALID_FIELD:",
                "SELECT Id FROM Contact | InvalidBatch : Failed to process query: INVALID_TYPE_FOR_OPERATION: The root"
                        + " entity of the requested query (Contact) does not match the entity of the requested Bulk API"
                        + " Job (Account).",
                "SELECT COUNT() FROM Account | InvalidBatch : Failed to process query: FUNCTIONALITY_NOT_ENABLED:"
                        + " Aggregate",
                "SELECT Name, (SELECT Id FROM Contacts) FROM Account | InvalidBatch : Failed to process query:"
                        + " FUNCTIONALITY_NOT_ENABLED: Aggregate Relationships not supported in Bulk Query",
                "SELECT BillingAddress FROM Account | InvalidBatch : Failed to process query:"
                        + " FUNCTIONALITY_NOT_ENABLED: Selecting compound data not supported in Bulk Query",
                "SELECT Id FROM Account OFFSET 3 | InvalidBatch : Failed to process query: FUNCTIONALITY_NOT_ENABLED:"
                        + " OFFSET"
            })
    void failsABatchWhoseQueryItDoesNotTake(String soql, String message) {
        String job = async.create("query", "Account", "CSV");
        String batch = async.add(job, AsyncClient.CSV, soql);
        pass(JOB_TIME);

        HttpResponse<String> ended = async.end(job, batch);

        assertThat(AsyncClient.element(ended, "state")).isEqualTo("Failed");
        assertThat(AsyncClient.element(ended, "stateMessage")).startsWith(message);
        assertThat(AsyncClient.element(async.get("/job/" + job), "numberBatchesFailed"))
                .isEqualTo("1");
        assertThat(async.get(AsyncClient.path(job, batch) + "/result").body()).contains("Batch not completed");
    }

    @Test
    void cutsAQueryIntoRangesOfIds() {
        String job = async.createCut("Reading__c", "CSV", "chunkSize=1000");
        String original =
                async.add(job, AsyncClient.CSV, "SELECT Id, Name FROM Reading__c WHERE Name != 'x' OR Name = 'x'");
        assertThat(AsyncClient.elements(async.get("/job/" + job + "/batch"), "state"))
                .containsExactly("Queued");
        pass(JOB_TIME.dividedBy(3));
        assertThat(AsyncClient.elements(async.get("/job/" + job + "/batch"), "state"))
                .containsExactly("InProgress", "Queued", "Queued", "Queued");
        pass(JOB_TIME.dividedBy(3));
        assertThat(AsyncClient.elements(async.get("/job/" + job + "/batch"), "state"))
                .containsExactly("NotProcessed", "InProgress", "InProgress", "InProgress");
        async.close(job);
        pass(JOB_TIME);
        HttpResponse<String> list = async.await(
                "/job/" + job + "/batch",
                answer -> AsyncClient.elements(answer, "state")
                        .equals(List.of("NotProcessed", "Completed", "Completed", "Completed")));
        assertThat(AsyncClient.elements(list, "numberRecordsProcessed")).containsExactly("0", "1000", "1000", "500");
        List<String> batches = AsyncClient.elements(list, "id");
        assertThat(batches).startsWith(original).doesNotHaveDuplicates();
        assertThat(AsyncClient.element(async.get("/job/" + job), "numberBatchesTotal"))
                .isEqualTo("4");
        assertThat(async.get(AsyncClient.path(job, original) + "/result").body())
                .contains("Batch not completed");

        List<String> ids = new ArrayList<>();
        for (String batch : batches.subList(1, 4)) {
            List<List<String>> rows = BulkClient.rows(only(AsyncClient.path(job, batch)), ',');
            rows.subList(1, rows.size()).forEach(row -> ids.add(row.getFirst()));
        }
        assertThat(ids).hasSize(ROWS).isSorted().doesNotHaveDuplicates();
        assertThat(async.get(AsyncClient.path(job, batches.get(2)) + "/request").body())
                .matches(Pattern.quote("SELECT Id, Name FROM Reading__c WHERE (Name != 'x' OR Name = 'x')")
                        + " AND Id >= '\\w{15}' AND Id < '\\w{15}'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"; ", ", "})
    void beginsWithTheRowThatIsNamed(String separator) {
        IngestClient ingest = IngestClient.of(org);
        String start = ingest.query("Id", "Reading__c ORDER BY Id DESC LIMIT 1 OFFSET 699")
                .getFirst()
                .getFirst();
        String job = async.createCut(
                "Reading__c", "CSV", String.join(separator, "true", "chunkSize=500", "startRow=" + start));
        async.add(job, AsyncClient.CSV, "SELECT Id FROM Reading__c");
        pass(JOB_TIME.multipliedBy(2));

        HttpResponse<String> list = async.await(
                "/job/" + job + "/batch",
                answer -> AsyncClient.elements(answer, "state")
                        .equals(List.of("NotProcessed", "Completed", "Completed")));

        assertThat(AsyncClient.elements(list, "numberRecordsProcessed")).containsExactly("0", "500", "200");
    }

    @Test
    void countsDeletedRecordsInRangesAndLeavesThemOut() {
        IngestClient ingest = IngestClient.of(org);
        List<String> ids = ingest.query("Id", "Reading__c ORDER BY Id LIMIT 10").stream()
                .map(List::getFirst)
                .toList();
        org.server().org().delete(org.server().org().integrationUser(), ids, SaveOptions.PARTIAL);
        String job = async.createCut("Reading__c", "CSV", "chunkSize=2000");
        async.add(job, AsyncClient.CSV, "SELECT Id FROM Reading__c");
        pass(JOB_TIME.multipliedBy(2));

        assertThat(AsyncClient.elements(
                        async.await(
                                "/job/" + job + "/batch",
                                answer -> AsyncClient.elements(answer, "state")
                                        .equals(List.of("NotProcessed", "Completed", "Completed"))),
                        "numberRecordsProcessed"))
                .containsExactly("0", "1990", "500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ORDER BY Id", "LIMIT 5", "ORDER BY Name LIMIT 5"})
    void failsABatchThatCanNotBeCut(String clause) {
        String job = async.createCut("Account", "CSV", "true");
        String batch = async.add(job, AsyncClient.CSV, "SELECT Id FROM Account " + clause);
        pass(JOB_TIME);

        assertThat(AsyncClient.element(async.end(job, batch), "stateMessage"))
                .isEqualTo("InvalidBatch : Failed to process query:"
                        + " FUNCTIONALITY_NOT_ENABLED: PK chunking works with no clause but WHERE");
    }

    @Test
    void givesUpRangesThatHaveNotBegunWhenTheJobIsAborted() {
        String job = async.createCut("Reading__c", "CSV", "chunkSize=1000");
        async.add(job, AsyncClient.CSV, "SELECT Id FROM Reading__c");
        pass(JOB_TIME.dividedBy(3));
        async.abort(job);
        pass(JOB_TIME.multipliedBy(3));

        assertThat(AsyncClient.elements(async.get("/job/" + job + "/batch"), "state"))
                .isEqualTo(IntStream.range(0, 4).mapToObj(_ -> "NotProcessed").toList());
    }

    @Test
    void doesNotCutWhereTheHeaderSaysFalse() {
        String job = async.createCut("Account", "CSV", "FALSE");
        String batch = async.add(job, AsyncClient.CSV, "SELECT Id FROM Account LIMIT 1");
        pass(JOB_TIME);

        async.complete(job, batch);
    }
}
