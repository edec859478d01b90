package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.lockstep.orgsim.OrgsimMain;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A million rows on one page, of a process whose heap couldn't hold them.
class BulkHeapIT {
    private static final int ROWS = 1_000_000;
    private static final String SOQL =
            "SELECT Id, IsDeleted, OwnerId, Name, CreatedDate, CreatedById, LastModifiedDate, LastModifiedById,"
                    + " SystemModstamp, External_Id__c, Sensor__c, Value__c, Taken_At__c, Day__c, Valid__c, Note__c,"
                    + " Owner.Name, Owner.Email, CreatedBy.Name, LastModifiedBy.Name FROM Reading__c";

    @Test
    void streamsAMillionRowsFromASmallHeap() throws IOException, InterruptedException {
        Process orgsim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        OrgsimMain.class.getName(),
                        "--rows",
                        Integer.toString(ROWS),
                        "--job-ms",
                        "0")
                .start();
        try (var http = HttpClient.newHttpClient()) {
            String url = String.valueOf(
                            orgsim.inputReader(StandardCharsets.UTF_8).readLine())
                    .replace("orgsim ready at ", "");
            var client = new Client(http, url, token(http, url));
            String job = client.create();
            while (!client.get("/" + job, BodyHandlers.ofString()).body().contains("\"state\":\"JobComplete\"")) {
                Thread.onSpinWait();
            }

            HttpResponse<InputStream> page =
                    client.get("/" + job + "/results?maxRecords=" + ROWS, BodyHandlers.ofInputStream());

            assertThat(page.headers().firstValue("Sforce-NumberOfRecords")).hasValue("1000000");
            assertThat(readInOrder(page.body())).isEqualTo(ROWS);
            assertThat(orgsim.isAlive()).isTrue();
        } finally {
            orgsim.destroyForcibly();
        }
    }

    private static int readInOrder(InputStream csv) throws IOException {
        int number = 0;
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(csv)) {
            Iterator<CsvRecord> each = rows.iterator();
            assertThat(each.next().getFieldCount()).isEqualTo(20);
            while (each.hasNext()) {
                CsvRecord row = each.next();
                number++;
                if (row.getFieldCount() != 20
                        || !row.getField(9).endsWith(Integer.toString(number))
                        || row.getField(16).isEmpty()) {
                    throw new AssertionError("Row " + number + " is " + row);
                }
            }
        }
        return number;
    }

    private static String token(HttpClient http, String url) throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(OrgsimSettings.INTEGRATION.id(), OrgsimSettings.INTEGRATION.secret());
        return found(
                "\"access_token\":\"([^\"]+)\"",
                http.send(
                        HttpRequest.newBuilder(URI.create(url + "/services/oauth2/token"))
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString()));
    }

    private static String found(String pattern, HttpResponse<String> answer) {
        Matcher matcher = Pattern.compile(pattern).matcher(answer.body());
        assertThat(matcher.find()).as(answer.body()).isTrue();
        return matcher.group(1);
    }

    private record Client(HttpClient http, String url, String token) {
        String create() throws IOException, InterruptedException {
            return found(
                    "\"id\":\"([^\"]+)\"",
                    http.send(
                            request("")
                                    .POST(BodyPublishers.ofString(BulkClient.body("query", SOQL)))
                                    .build(),
                            BodyHandlers.ofString()));
        }

        <T> HttpResponse<T> get(String below, HttpResponse.BodyHandler<T> handler)
                throws IOException, InterruptedException {
            return http.send(request(below).build(), handler);
        }

        private HttpRequest.Builder request(String below) {
            return HttpRequest.newBuilder(URI.create(url + "/services/data/v65.0/jobs/query" + below))
                    .header("Authorization", "Bearer " + token);
        }
    }
}
