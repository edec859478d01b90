package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What the results of jobs look like, read by a library's CSV reader.
class BulkResultsIT {
    private static final int ROWS = 12_345;
    private static final int PAGE = 1_000;
    private static final String ALL = "SELECT Id, External_Id__c FROM Reading__c";

    private static TestOrg org;
    private static BulkClient bulk;

    @BeforeAll
    static void start() {
        org = new TestOrg(OrgsimSettings.defaults()
                .withGeneratedRows(ROWS)
                .withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO).withPageRows(PAGE)));
        bulk = BulkClient.of(org);
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @Test
    void quotesEveryCellAndSpellsValuesAsBulkDoes() {
        String id = bulk.run("SELECT Name, IsDeleted, SystemModstamp, Value__c, Day__c, Taken_At__c, Note__c, OwnerId,"
                + " Owner.Name FROM Reading__c WHERE External_Id__c IN ('reading-0000000001', 'reading-0000000017')");

        HttpResponse<String> page = bulk.results(id, "");

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/csv; charset=UTF-8");
        assertThat(page.headers().firstValue("Sforce-NumberOfRecords")).hasValue("2");
        assertThat(page.headers().firstValue("Sforce-Locator")).hasValue("null");
        String user = org.server().org().integrationUser().id();
        List<List<String>> rows = BulkClient.rows(page);
        assertThat(page.body())
                .startsWith(
                        "\"Name\",\"IsDeleted\",\"SystemModstamp\",\"Value__c\",\"Day__c\",\"Taken_At__c\",\"Note__c\",\"OwnerId\",\"Owner.Name\"\n"
                            + "\"Reading 1\",\"false\",\"2026-01-10T00:00:00.000Z\",\"")
                .endsWith("\n");
        assertThat(rows).allSatisfy(row -> assertThat(row).contains(user));
        assertThat(rows.getFirst().get(4)).isEqualTo("2020-01-01");
        assertThat(rows.getFirst().get(5)).isEqualTo("2020-01-01T00:00:15.000Z");
        assertThat(rows.getFirst().get(3)).matches("-?\\d+\\.\\d{1,4}");
    }

    @Test
    void keepsQuotesBreaksAndLettersOfAllScripts() {
        String id = bulk.run("SELECT Note__c FROM Reading__c WHERE Note__c != null");

        List<String> notes =
                bulk.allRows(id, PAGE).stream().map(List::getFirst).distinct().toList();

        assertThat(notes)
                .anySatisfy(note -> assertThat(note).matches("\"checked\" by hand,\nat number \\d+"))
                .anySatisfy(note -> assertThat(note).matches("読み取り \\d+"))
                .contains("ok 👍");
        assertThat(bulk.results(id, "").body()).contains("\"\"\"checked\"\" by hand,\nat number ");
    }

    @Test
    void leavesEmptyWhatIsNull() {
        String id = bulk.run("SELECT Id, Note__c FROM Reading__c WHERE Note__c = null LIMIT 1");

        assertThat(bulk.results(id, "").body()).matches("\"Id\",\"Note__c\"\n\"a02\\w{15}\",\"\"\n");
    }

    @Test
    void namesColumnsAsTheQueryDoes() {
        String id = bulk.run(
                "SELECT id, account.External_Id__c, Account.Owner.name FROM Contact WHERE AccountId != null LIMIT 3");

        HttpResponse<String> page = bulk.results(id, "");

        assertThat(page.body()).startsWith("\"id\",\"account.External_Id__c\",\"Account.Owner.name\"\n");
        assertThat(BulkClient.rows(page))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.get(2)).isNotEmpty());
    }

    @Test
    void readsParentsAsTheRestApiDoes() {
        String soql = "SELECT Id, Account.Name, Account.External_Id__c, Account.Owner.Username, ReportsTo.Name"
                + " FROM Contact ORDER BY Id";
        List<List<String>> expected = new ArrayList<>();
        JsonNode records = BulkClient.json(org.query(soql)).get("records");
        records.forEach(record -> {
            JsonNode account = record.get("Account");
            expected.add(List.of(
                    text(record.get("Id")),
                    text(account.path("Name")),
                    text(account.path("External_Id__c")),
                    text(account.path("Owner").path("Username")),
                    text(record.get("ReportsTo").path("Name"))));
        });

        assertThat(bulk.allRows(bulk.run(soql), 50)).isEqualTo(expected).hasSizeGreaterThan(100);
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }

    @ParameterizedTest
    @CsvSource({"COMMA,','", "TAB,'\t'", "SEMICOLON,;", "PIPE,|", "BACKQUOTE,`", "CARET,^"})
    void delimitsColumnsAsWished(String name, char delimiter) {
        String id = BulkClient.json(bulk.post("""
            {"operation": "query", "query": "SELECT Id, Name FROM Account", "contentType": "CSV",
             "columnDelimiter": "%s", "lineEnding": "CRLF"}
            """.formatted(name))).get("id").asString();
        assertThat(bulk.job(bulk.complete(id)).get("columnDelimiter").asString())
                .isEqualTo(name);
        assertThat(bulk.job(id).get("lineEnding").asString()).isEqualTo("CRLF");

        String csv = bulk.results(id, "").body();

        assertThat(csv).startsWith("\"Id\"" + delimiter + "\"Name\"\r\n\"001").endsWith("\"\r\n");
        assertThat(BulkClient.rows(csv, delimiter))
                .hasSize(61)
                .allSatisfy(row -> assertThat(row).hasSize(2));
    }

    @Test
    void packsResultsForWhoeverTakesThem() throws IOException, InterruptedException {
        String id = bulk.run(ALL);
        String plain = bulk.results(id, "?maxRecords=" + ROWS).body();
        var request = bulk.request(bulk.path("/" + id + "/results?maxRecords=" + ROWS))
                .header("Accept-Encoding", "gzip")
                .build();

        HttpResponse<byte[]> packed = org.http().send(request, BodyHandlers.ofByteArray());

        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.body().length).isLessThan(plain.length() / 3);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(plain);
        }
        assertThat(bulk.results(id, "").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"50.0,'\"Name\",\"Id\"'", "49.0,'\"Id\",\"Name\"'"})
    void ordersColumnsByTheirNamesInOldVersions(String version, String header) {
        BulkClient old = bulk.by(version);
        String id = old.run("SELECT Name, Id FROM Account");

        assertThat(old.results(id, "").body()).startsWith(header + "\n");
    }
}
