package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs of Bulk API 1.0 of an org with a data folder, over the ends of its processes.
class AsyncRestartIT {
    private static final int ROWS = 4_000;
    private static final int MOST_POLLS = 100_000;

    @TempDir
    private Path folder;

    @Test
    void goesOnWithABatchWhoseProcessWasKilled() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String csv = "Name,External_Id__c\n"
                + IntStream.range(0, ROWS)
                        .mapToObj(row -> "%s,killed-%d\n".formatted(row % 500 == 3 ? "" : "Killed", row))
                        .collect(Collectors.joining());
        String job;
        String batch;
        try (var orgsim = new Killable(folder, "--job-ms", "3000")) {
            var client = new Client(orgsim);
            job = client.create("insert", "Account");
            batch = client.add(job, csv);
            client.awaitProcessed(job, batch, random.nextInt(1, ROWS / 2));
            orgsim.kill();
        }
        try (var orgsim = new Killable(folder, "--job-ms", "3000")) {
            var client = new Client(orgsim);
            assertThat(client.batch(job, batch)).as("seed %d", seed).contains("<state>InProgress</state>");
            client.awaitProcessed(job, batch, ROWS / 2 + 1);
            orgsim.kill();
        }

        try (var orgsim = new Killable(folder, "--job-ms", "0")) {
            var client = new Client(orgsim);
            String done = client.await(job, batch, answer -> !answer.contains("<state>InProgress</state>"));

            assertThat(done)
                    .as("seed %d", seed)
                    .contains(
                            "<state>Completed</state>",
                            "<numberRecordsProcessed>4000</numberRecordsProcessed>",
                            "<numberRecordsFailed>8</numberRecordsFailed>");
            assertThat(orgsim.query(orgsim.token(), "SELECT COUNT() FROM Account WHERE Name = 'Killed'"))
                    .contains("\"totalSize\":" + (ROWS - 8) + ",");
            List<List<String>> rows = BulkClient.rows(client.get(AsyncClient.path(job, batch) + "/result"), ',');
            assertThat(rows).hasSize(ROWS + 1);
            assertThat(rows.stream().filter(row -> row.get(1).equals("false"))).hasSize(8);
            assertThat(rows.stream()
                            .map(List::getFirst)
                            .filter(id -> !id.isEmpty())
                            .distinct())
                    .hasSize(ROWS - 8 + 1);
            assertThat(client.get(AsyncClient.path(job, batch) + "/request")).isEqualTo(csv);
        }
    }

    private record Client(Killable orgsim, HttpClient http, String token) {
        Client(Killable orgsim) throws IOException, InterruptedException {
            this(orgsim, HttpClient.newHttpClient(), orgsim.token());
        }

        private HttpRequest.Builder request(String below) {
            return HttpRequest.newBuilder(URI.create(orgsim.url() + "/services/async/65.0" + below))
                    .header("X-SFDC-Session", token);
        }

        private String post(String below, String type, String body) throws IOException, InterruptedException {
            HttpResponse<String> answer = http.send(
                    request(below)
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            return AsyncClient.made(answer);
        }

        String create(String operation, String object) throws IOException, InterruptedException {
            return post(
                    "/job",
                    AsyncClient.XML,
                    AsyncClient.jobInfo("operation", operation, "object", object, "contentType", "CSV"));
        }

        String add(String job, String csv) throws IOException, InterruptedException {
            return post("/job/" + job + "/batch", AsyncClient.CSV, csv);
        }

        String get(String below) throws IOException, InterruptedException {
            return http.send(request(below).build(), BodyHandlers.ofString()).body();
        }

        String batch(String job, String batch) throws IOException, InterruptedException {
            return get(AsyncClient.path(job, batch));
        }

        String await(String job, String batch, Predicate<String> wish) throws IOException, InterruptedException {
            for (int poll = 0; poll < MOST_POLLS; poll++) {
                String answer = batch(job, batch);
                if (wish.test(answer)) {
                    return answer;
                }
            }
            throw new AssertionError("The batch doesn't come so far: " + batch(job, batch));
        }

        void awaitProcessed(String job, String batch, int rows) throws IOException, InterruptedException {
            await(
                    job,
                    batch,
                    answer -> Integer.parseInt(answer.replaceAll("(?s).*<numberRecordsProcessed>(\\d+)<.*", "$1"))
                            >= rows);
        }
    }

    @Test
    void remembersEveryStateTheResultsAndTheFiles() throws IOException {
        OrgsimSettings settings =
                OrgsimSettings.defaults().withGeneratedRows(1_200).keptIn(folder);
        OrgsimSettings fast = settings.withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO));
        OrgsimSettings slow = settings.withBulk(BulkSettings.defaults().withJobTime(Duration.ofDays(1)));
        String csv = IngestClient.lines("Name,Industry", "One,Banking", ",Energy");
        String saved;
        String savedBatch;
        String results;
        String failed;
        String failedBatch;
        String queried;
        String queriedBatch;
        String file;
        String answer;
        String cut;
        List<String> cutBatches;
        try (var org = new TestOrg(fast)) {
            AsyncClient async = AsyncClient.of(org);
            saved = async.create("insert", "Account", "CSV");
            savedBatch = async.add(saved, AsyncClient.CSV, csv);
            results = async.get(async.complete(saved, savedBatch) + "/result").body();
            async.close(saved);
            failed = async.create("insert", "Account", "CSV");
            failedBatch = async.add(failed, AsyncClient.CSV, "Foo\n1\n");
            async.end(failed, failedBatch);
            queried = async.create("query", "Account", "CSV");
            queriedBatch = async.add(queried, AsyncClient.CSV, "SELECT Id, Name FROM Account WHERE Name = 'One'");
            String queriedPath = async.complete(queried, queriedBatch);
            file = AsyncClient.element(async.get(queriedPath + "/result"), "result");
            answer = async.get(queriedPath + "/result/" + file).body();
            cut = async.createCut("Reading__c", "CSV", "chunkSize=500");
            async.add(cut, AsyncClient.CSV, "SELECT Id FROM Reading__c");
            cutBatches = AsyncClient.elements(async.get("/job/" + cut + "/batch"), "id");
            assertThat(cutBatches).hasSize(4);
        }
        String waiting;
        String waitingBatch;
        String aborted;
        String abortedBatch;
        try (var org = new TestOrg(slow)) {
            AsyncClient async = AsyncClient.of(org);
            waiting = async.create("insert", "Account", "CSV", "concurrencyMode", "Serial");
            waitingBatch = async.add(waiting, AsyncClient.CSV, csv);
            aborted = async.create("insert", "Account", "CSV");
            abortedBatch = async.add(aborted, AsyncClient.CSV, csv);
            async.abort(aborted);
        }
        Path stray = Files.writeString(folder.resolve("batches").resolve("upload1.part"), "half");

        try (var org = new TestOrg(fast)) {
            AsyncClient async = AsyncClient.of(org);
            assertThat(AsyncClient.element(async.get("/job/" + saved), "state")).isEqualTo("Closed");
            assertThat(async.state(saved, savedBatch)).isEqualTo("Completed");
            assertThat(async.get(AsyncClient.path(saved, savedBatch) + "/result")
                            .body())
                    .isEqualTo(results)
                    .contains("REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --");
            assertThat(AsyncClient.element(async.get(AsyncClient.path(failed, failedBatch)), "stateMessage"))
                    .isEqualTo("InvalidBatch : Field name not found : Foo");
            // Its results are computed once more.
            assertThat(async.get(async.complete(queried, queriedBatch) + "/result/" + file)
                            .body())
                    .isEqualTo(answer);
            assertThat(AsyncClient.elements(async.get("/job/" + cut + "/batch"), "id"))
                    .isEqualTo(cutBatches);
            assertThat(AsyncClient.element(async.get("/job/" + waiting), "concurrencyMode"))
                    .isEqualTo("Serial");
            assertThat(async.state(waiting, waitingBatch)).isEqualTo("Queued");
            assertThat(async.state(aborted, abortedBatch)).isEqualTo("NotProcessed");
            assertThat(AsyncClient.element(async.get("/job/" + aborted), "state"))
                    .isEqualTo("Aborted");
            assertThat(stray).doesNotExist();
            try (Stream<Path> files = Files.list(folder.resolve("batches"))) {
                assertThat(files).hasSize(6);
            }
        }
    }
}
