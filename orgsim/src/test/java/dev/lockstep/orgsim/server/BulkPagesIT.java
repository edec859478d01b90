package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import dev.lockstep.orgsim.bulk.ResultLinks;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.SaveOptions;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// How results come page by page, and stay what they were.
class BulkPagesIT {
    private static final int ROWS = 12_345;
    private static final int PAGE = 1_000;
    private static final String ALL = "SELECT Id, External_Id__c FROM Reading__c";

    private static TestOrg org;
    private static BulkClient bulk;

    @BeforeAll
    static void start() {
        org = org(ResultLinks.DOCUMENTED);
        bulk = BulkClient.of(org);
    }

    private static TestOrg org(ResultLinks links) {
        return new TestOrg(OrgsimSettings.defaults()
                .withGeneratedRows(ROWS)
                .withBulk(new BulkSettings(Duration.ZERO, PAGE, links, BulkSettings.BATCHES_A_DAY)));
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 59, 60, 61})
    void givesAllRowsOnceWhateverThePagesSize(int size) {
        String id = bulk.run("SELECT Id FROM Account");

        assertThat(bulk.allRows(id, size)).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void startsEachPageWithTheHeaderAndEndsWithALocatorThatSaysNull() {
        String id = bulk.run(ALL);

        HttpResponse<String> first = bulk.results(id, "");
        HttpResponse<String> second = bulk.results(id, "?locator=" + locator(first));
        HttpResponse<String> last = bulk.results(id, "?locator=" + locator(second) + "&maxRecords=" + ROWS);

        assertThat(List.of(first, second, last))
                .allSatisfy(page -> assertThat(page.body()).startsWith("\"Id\",\"External_Id__c\"\n"));
        assertThat(BulkClient.rows(first)).hasSize(PAGE);
        assertThat(BulkClient.rows(second).getFirst().get(1)).isEqualTo("reading-0000001001");
        assertThat(BulkClient.rows(last)).hasSize(ROWS - 2 * PAGE);
        assertThat(last.headers().firstValue("Sforce-Locator")).hasValue("null");
    }

    private static String locator(HttpResponse<String> page) {
        return BulkClient.locator(page).orElseThrow();
    }

    @Test
    void answersALocatorAlikeAsOftenAsItIsAsked() {
        String id = bulk.run(ALL);
        String locator = locator(bulk.results(id, "?maxRecords=5000"));

        HttpResponse<String> before = bulk.results(id, "?maxRecords=10&locator=" + locator);
        BulkClient afterItsDeath = BulkClient.of(org);

        assertThat(afterItsDeath
                        .results(id, "?maxRecords=10&locator=" + locator)
                        .body())
                .isEqualTo(before.body());
        assertThat(locator(bulk.results(id, "?maxRecords=5000"))).isEqualTo(locator);
    }

    @Test
    void hasAHeaderAloneWithoutRows() {
        String id = bulk.run("SELECT Id, Name FROM Account WHERE Name = 'nobody'");

        HttpResponse<String> page = bulk.results(id, "");

        assertThat(page.body()).isEqualTo("\"Id\",\"Name\"\n");
        assertThat(page.headers().firstValue("Sforce-NumberOfRecords")).hasValue("0");
        assertThat(page.headers().firstValue("Sforce-Locator")).hasValue("null");
        JsonNode pages = BulkClient.json(bulk.get("/" + id + "/resultPages"));
        assertThat(pages.get("resultPages").size()).isEqualTo(1);
        assertThat(pages.get("done").asBoolean()).isTrue();
    }

    @Test
    void linksFivePagesAtATimeToBeReadInParallel() throws InterruptedException, ExecutionException {
        String id = bulk.run(ALL);
        List<String> links = new ArrayList<>();
        int lists = 0;
        for (Optional<String> url = Optional.of(bulk.path("/" + id + "/resultPages")); url.isPresent(); lists++) {
            JsonNode list = BulkClient.json(bulk.follow(url.get()));
            list.get("resultPages")
                    .forEach(page -> links.add(page.get("resultUrl").asString()));
            JsonNode next = list.get("nextRecordsUrl");
            assertThat(list.get("done").asBoolean()).isEqualTo(next.isNull());
            url = next.isNull() ? Optional.empty() : Optional.of(next.asString());
        }
        assertThat(lists).isEqualTo(3);
        assertThat(links)
                .hasSize(13)
                .allSatisfy(link -> assertThat(link)
                        .matches("/services/data/v65\\.0/jobs/query/" + id + "/results\\?locator=[\\w-]+"));

        List<List<String>> rows = new ArrayList<>();
        try (var readers = Executors.newFixedThreadPool(5)) {
            List<Future<List<List<String>>>> pages = links.stream()
                    .map(link -> readers.submit(() -> BulkClient.rows(bulk.follow(link))))
                    .toList();
            for (Future<List<List<String>>> page : pages) {
                rows.addAll(page.get());
            }
        }

        assertThat(rows).hasSize(ROWS).isEqualTo(bulk.allRows(id, 5_000));
    }

    @Test
    void spellsLinksAsClientsOfRealOrgsReadThem() {
        try (var other = org(ResultLinks.SEEN)) {
            BulkClient client = BulkClient.of(other);
            String id = client.run(ALL);

            JsonNode list = BulkClient.json(client.get("/" + id + "/resultPages"));

            String link = list.get("resultChunks").get(1).get("resultLink").asString();
            assertThat(link).startsWith("/jobs/query/" + id + "/results?locator=");
            assertThat(list.get("nextRecordsUrl").asString()).startsWith("/jobs/query/" + id + "/resultPages?locator=");
            assertThat(BulkClient.rows(client.follow("/services/data/v65.0" + link)))
                    .hasSize(PAGE);
        }
    }

    @Test
    void keepsWhatItSawWhileRecordsAreChangedAndVanish() {
        try (var other = org(ResultLinks.DOCUMENTED)) {
            BulkClient client = BulkClient.of(other);
            String id = client.run("SELECT Id, Name FROM Reading__c");
            List<List<String>> before = client.allRows(id, 5_000);
            String locator = locator(client.results(id, "?maxRecords=4"));

            change(other, before);

            assertThat(client.allRows(id, 5_000)).isEqualTo(before);
            assertThat(BulkClient.rows(client.results(id, "?maxRecords=10&locator=" + locator)))
                    .isEqualTo(before.subList(4, 14));
            String fresh = client.run("SELECT Id, Name FROM Reading__c");
            assertThat(client.allRows(fresh, 5_000))
                    .hasSize(ROWS - 10)
                    .contains(List.of(before.get(4).getFirst(), "renamed"));
            String all = client.complete(client.create("queryAll", "SELECT Id FROM Reading__c WHERE IsDeleted = true"));
            assertThat(client.allRows(all, 5_000)).hasSize(10);
        }
    }

    private static void change(TestOrg changed, List<List<String>> rows) {
        var server = changed.server().org();
        var renamed = new InputRecord(
                "Reading__c", Optional.of(rows.get(4).getFirst()), Map.of("Name", "renamed"), Set.of(), Map.of());
        server.update(server.adminUser(), List.of(renamed), SaveOptions.PARTIAL);
        List<String> gone = rows.subList(10, 20).stream().map(List::getFirst).toList();
        server.delete(server.adminUser(), gone, SaveOptions.PARTIAL);
    }

    @Test
    void isReadByTheVersionThatMadeItAlone() {
        String id = bulk.run(ALL);

        for (String path : List.of("/results", "/resultPages")) {
            HttpResponse<String> answer = bulk.by("64.0").get("/" + id + path);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("\"errorCode\":\"API_ERROR\"");
        }
        assertThat(bulk.by("64.0").state(id)).isEqualTo("JobComplete");
    }

    @Test
    void hasNoJobsBefore47AndNoListOfPagesBefore58() {
        assertThat(bulk.by("46.0").get("").statusCode()).isEqualTo(404);
        BulkClient old = bulk.by("57.0");
        String id = old.run(ALL);
        assertThat(old.get("/" + id + "/resultPages").statusCode()).isEqualTo(404);
        assertThat(old.get("/" + id + "/results").statusCode()).isEqualTo(200);
        BulkClient newer = bulk.by("58.0");
        assertThat(newer.get("/" + newer.run(ALL) + "/resultpages").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void refusesPlacesThatAreNone(Wrong wrong) {
        String id = bulk.run(ALL);

        HttpResponse<String> answer = bulk.results(id, wrong.query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"errorCode\":\"" + wrong.code + "\"");
    }

    enum Wrong {
        NO_LOCATOR("?locator=nonsense", "INVALID_QUERY_LOCATOR"),
        NOT_BASE64("?locator=!!", "INVALID_QUERY_LOCATOR"),
        NULL_LOCATOR("?locator=null", "INVALID_QUERY_LOCATOR"),
        ZERO("?maxRecords=0", "API_ERROR"),
        NEGATIVE("?maxRecords=-1", "API_ERROR"),
        NO_NUMBER("?maxRecords=many", "API_ERROR"),
        HUGE("?maxRecords=99999999999", "API_ERROR");

        private final String query;
        private final String code;

        Wrong(String query, String code) {
            this.query = query;
            this.code = code;
        }
    }

    @Test
    void refusesALocatorOfAnotherJob() {
        String locator = locator(bulk.results(bulk.run(ALL), ""));

        HttpResponse<String> answer = bulk.results(bulk.run(ALL), "?locator=" + locator);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("INVALID_QUERY_LOCATOR");
    }
}
