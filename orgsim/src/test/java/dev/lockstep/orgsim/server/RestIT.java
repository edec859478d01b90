package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestIT {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final Pattern NEXT = Pattern.compile("\"nextRecordsUrl\":\"([^\"]+)\"");
    private static final Pattern RECORD = Pattern.compile("\"attributes\":");

    private static TestOrg org;
    private static String token;

    @BeforeAll
    static void start() {
        org = new TestOrg(OrgsimSettings.defaults().withGeneratedRows(4_500).withClock(() -> NOW));
        token = org.token();
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    private static HttpResponse<String> get(String path, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = "Bearer " + token;
        return org.get("/services/data/v65.0" + path, all);
    }

    @Test
    void listsItsVersionsToAnybody() {
        HttpResponse<String> answer = org.get("/services/data");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("[{\"label\":\"Summer '14\",\"url\":\"/services/data/v31.0\",\"version\":\"31.0\"}")
                .contains("{\"label\":\"Spring '24\",\"url\":\"/services/data/v60.0\",\"version\":\"60.0\"}")
                .endsWith("{\"label\":\"Summer '26\",\"url\":\"/services/data/v67.0\",\"version\":\"67.0\"}]");
    }

    @Test
    void tellsTheTimeOfTheOrg() {
        HttpResponse<String> answer = org.get("/services/data");

        assertThat(answer.headers().firstValue("Date"))
                .hasValueSatisfying(date -> assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant())
                        .isEqualTo("2026-03-04T05:06:07Z"));
    }

    @Test
    void tellsResourcesAndLimits() {
        assertThat(get("").body()).contains("\"sobjects\":\"/services/data/v65.0/sobjects\"");
        assertThat(get("").body())
                .containsPattern("\"identity\":\"%s/id/00D\\w{15}/005\\w{15}\""
                        .formatted(org.server().url()));
        assertThat(get("/limits/").body()).contains("\"DailyApiRequests\":{\"Max\":");
        assertThat(get("/limits").headers().firstValue("Sforce-Limit-Info"))
                .hasValueSatisfying(info -> assertThat(info).matches("api-usage=\\d+/\\d+"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/services/data/v65.0/limits | 401 | INVALID_SESSION_ID | Session expired or invalid",
                "/services/data/v68.0/limits | 404 | NOT_FOUND | The requested resource does not exist",
                "/services/data/v30.0/limits | 410 | GONE | The requested API version is retired: 30.0",
                "/services/data/latest/limits | 404 | NOT_FOUND | The requested resource does not exist"
            })
    void refusesWithACodeAndAMessage(String path, int status, String code, String message) {
        HttpResponse<String> answer = org.get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("[{\"message\":\"%s\",\"errorCode\":\"%s\"}]".formatted(message, code));
    }

    @Test
    void refusesUnknownResourcesAndMethods() {
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/sobjects/Nothing__c/describe").statusCode()).isEqualTo(404);
        HttpResponse<String> answer =
                org.post("/services/data/v65.0/query", "q=SELECT", "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("METHOD_NOT_ALLOWED");
    }

    @Test
    void describesAnObject() {
        HttpResponse<String> answer = get("/sobjects/account/describe");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"name\":\"Account\"")
                .contains("\"keyPrefix\":\"001\"")
                .contains("\"childRelationships\":[{")
                .contains("\"soapType\":\"xsd:dateTime\"")
                .contains("\"describe\":\"/services/data/v65.0/sobjects/Account/describe\"");
        assertThat(get("/sobjects/Account").body()).startsWith("{\"objectDescribe\":{");
        assertThat(get("/sobjects").body()).startsWith("{\"encoding\":\"UTF-8\",\"maxBatchSize\":200,\"sobjects\":[{");
    }

    @Test
    void answersADescribeThatIsKnownWithNothing() {
        HttpResponse<String> first = get("/sobjects/Account/describe");
        String modified = first.headers().firstValue("Last-Modified").orElseThrow();

        assertThat(get("/sobjects/Account/describe", "If-Modified-Since", modified)
                        .statusCode())
                .isEqualTo(304);
        assertThat(get("/sobjects/Account/describe", "If-Modified-Since", "Sat, 01 Jan 2000 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(
                                "/sobjects/Account/describe",
                                "If-None-Match",
                                first.headers().firstValue("ETag").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void readsAQueryPageByPage() {
        HttpResponse<String> first =
                query("SELECT Id, SystemModstamp FROM Reading__c", "Sforce-Query-Options", "batchSize=2000");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body())
                .startsWith("{\"totalSize\":4500,\"done\":false,\"nextRecordsUrl\":\"/services/data/v65.0/query/0r8")
                .contains(
                        "{\"attributes\":{\"type\":\"Reading__c\",\"url\":\"/services/data/v65.0/sobjects/Reading__c/")
                .containsPattern("\"SystemModstamp\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000\\+0000\"");
        HttpResponse<String> second = get(next(first));
        HttpResponse<String> third = get(next(second));
        assertThat(records(first) + records(second)).isEqualTo(4_000);
        assertThat(records(third)).isEqualTo(500);
        assertThat(third.body()).contains("\"done\":true").doesNotContain("nextRecordsUrl");
        assertThat(records(get(next(first)))).isEqualTo(2_000);
    }

    @ParameterizedTest
    @CsvSource({"batchSize=1,200", "batchSize=250,250", "batchSize=9999,2000", "nonsense,2000"})
    void keepsThePageSizeInItsBounds(String option, int size) {
        assertThat(records(query("SELECT Id FROM Reading__c", "Sforce-Query-Options", option)))
                .isEqualTo(size);
    }

    @Test
    void keepsALocatorForItsUser() {
        String next = next(query("SELECT Id FROM Reading__c"));
        String other = org.token(OrgsimSettings.PERSON);

        HttpResponse<String> answer = org.get("/services/data/v65.0" + next, "Authorization", "Bearer " + other);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("INVALID_QUERY_LOCATOR");
    }

    @Test
    void countsWithoutRecords() {
        assertThat(query("SELECT COUNT() FROM Reading__c").body())
                .isEqualTo("{\"totalSize\":4500,\"done\":true,\"records\":[]}");
    }

    @Test
    void refusesAMalformedQuery() {
        HttpResponse<String> answer = query("SELECT FROM WHERE");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"errorCode\":\"MALFORMED_QUERY\"");
        assertThat(get("/query").body()).contains("MALFORMED_QUERY");
    }

    @Test
    void refusesATargetThatIsTooLong() {
        HttpResponse<String> answer = query("SELECT Id FROM Account WHERE Name = '" + "x".repeat(17_000) + "'");

        assertThat(answer.statusCode()).isEqualTo(414);
        assertThat(answer.body()).contains("URI_TOO_LONG");
    }

    @Test
    void packsItsAnswersForWhoeverTakesThem() throws IOException, InterruptedException {
        var request = org.request(
                        "/services/data/v65.0/sobjects/Account/describe",
                        "Authorization",
                        "OAuth " + token,
                        "Accept-Encoding",
                        "gzip")
                .build();

        HttpResponse<byte[]> answer = org.http().send(request, BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"name\":\"Account\"");
        }
    }

    private static HttpResponse<String> query(String soql, String... headers) {
        return get("/query?q=" + TestOrg.encoded(soql), headers);
    }

    /// The next page's path below the version.
    private static String next(HttpResponse<String> page) {
        Matcher next = NEXT.matcher(page.body());
        assertThat(next.find()).isTrue();
        return next.group(1).substring("/services/data/v65.0".length());
    }

    private static long records(HttpResponse<String> page) {
        return RECORD.matcher(page.body()).results().count();
    }
}
