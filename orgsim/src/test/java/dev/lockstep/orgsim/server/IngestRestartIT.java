package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.bulk.BulkSettings;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ingest jobs of an org with a data folder, over the ends of its processes.
class IngestRestartIT {
    private static final int ROWS = 4_000;
    private static final int MOST_POLLS = 100_000;

    @TempDir
    private Path folder;

    @Test
    void goesOnWithAJobWhoseProcessWasKilled() throws Exception {
        String csv = "Name,External_Id__c\n"
                + IntStream.range(0, ROWS)
                        .mapToObj(row -> "%s,killed-%d\n".formatted(row % 500 == 3 ? "" : "Killed", row))
                        .collect(Collectors.joining());
        String id;
        try (var orgsim = new Killable(folder, "--job-ms", "3000")) {
            var client = new Client(orgsim);
            id = client.start(csv);
            client.awaitProcessed(id, ThreadLocalRandom.current().nextInt(1, ROWS / 2));
            orgsim.kill();
        }
        try (var orgsim = new Killable(folder, "--job-ms", "3000")) {
            var client = new Client(orgsim);
            assertThat(client.job(id)).contains("InProgress");
            client.awaitProcessed(id, ROWS / 2 + 1);
            orgsim.kill();
        }

        try (var orgsim = new Killable(folder, "--job-ms", "0")) {
            var client = new Client(orgsim);
            String done = client.awaitEnd(id);

            assertThat(done).contains("\"state\":\"JobComplete\"", "\"numberRecordsProcessed\":4000");
            assertThat(done).contains("\"numberRecordsFailed\":8");
            assertThat(orgsim.query(client.token(), "SELECT COUNT() FROM Account WHERE Name = 'Killed'"))
                    .contains("\"totalSize\":" + (ROWS - 8) + ",");
            List<List<String>> saved = BulkClient.rows(
                    client.send("GET", "/" + id + "/successfulResults", "").body(), ',');
            assertThat(saved.stream().map(List::getFirst).distinct()).hasSize(ROWS - 8 + 1);
            assertThat(saved.stream().map(List::getLast).distinct()).hasSize(ROWS - 8 + 1);
            assertThat(BulkClient.rows(
                            client.send("GET", "/" + id + "/failedResults", "").body(), ','))
                    .hasSize(8 + 1);
        }
    }

    @Test
    void remembersEveryStateAndItsFiles() throws IOException {
        OrgsimSettings settings = OrgsimSettings.defaults().keptIn(folder);
        OrgsimSettings fast = settings.withBulk(BulkSettings.defaults().withJobTime(Duration.ZERO));
        OrgsimSettings slow = settings.withBulk(BulkSettings.defaults().withJobTime(Duration.ofDays(1)));
        String csv = IngestClient.lines("Name", "One", "Two");
        String complete;
        String failed;
        String deleted;
        String results;
        try (var org = new TestOrg(fast)) {
            IngestClient ingest = IngestClient.of(org);
            complete = ingest.run(csv, "Account", "insert");
            results = ingest.get("/" + complete + "/successfulResults").body();
            failed = ingest.start(ingest.create("Account", "insert"), "Foo\n1\n");
            assertThat(ingest.end(failed)).isEqualTo("Failed");
            deleted = ingest.run(csv, "Account", "insert");
            assertThat(ingest.delete(deleted).statusCode()).isEqualTo(204);
        }
        String open;
        String uploaded;
        String waiting;
        String aborted;
        String removed;
        try (var org = new TestOrg(slow)) {
            IngestClient ingest = IngestClient.of(org);
            open = ingest.create("Account", "upsert", "externalIdFieldName", "External_Id__c");
            uploaded = ingest.create("Account", "insert");
            ingest.upload(uploaded, csv);
            waiting = ingest.start(ingest.create("Account", "insert"), csv);
            aborted = ingest.start(ingest.create("Account", "insert"), csv);
            ingest.abort(aborted);
            removed = ingest.start(ingest.create("Account", "insert"), csv);
            assertThat(ingest.delete(removed).statusCode()).isEqualTo(204);
        }
        Path stray = Files.writeString(folder.resolve("uploads").resolve("upload1.part"), "half");

        try (var org = new TestOrg(fast)) {
            IngestClient ingest = IngestClient.of(org);
            assertThat(ingest.job(failed).get("errorMessage").asString())
                    .isEqualTo("InvalidBatch : Field name not found : Foo");
            assertThat(ingest.state(complete)).isEqualTo("JobComplete");
            assertThat(ingest.get("/" + complete + "/successfulResults").body()).isEqualTo(results);
            assertThat(ingest.job(open).get("externalIdFieldName").asString()).isEqualTo("External_Id__c");
            assertThat(ingest.state(open)).isEqualTo("Open");
            assertThat(ingest.state(waiting)).isEqualTo("UploadComplete");
            assertThat(ingest.get("/" + aborted + "/unprocessedrecords").body()).isEqualTo(csv);
            for (String gone : List.of(deleted, removed)) {
                assertThat(ingest.get("/" + gone).statusCode()).isEqualTo(404);
            }
            assertThat(ingest.upload(uploaded, csv).body()).contains("Found multiple contents");
            assertThat(ingest.create("Account", "insert"))
                    .isNotIn(complete, failed, deleted, open, uploaded, waiting, aborted, removed);
            assertThat(stray).doesNotExist();
            try (Stream<Path> files = Files.list(folder.resolve("uploads"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(
                                complete + ".csv",
                                failed + ".csv",
                                uploaded + ".csv",
                                waiting + ".csv",
                                aborted + ".csv");
            }
        }
    }

    @Test
    void takesAHundredMegabytesWithASmallHeapAndNotMuchMore() throws Exception {
        byte[] row = "\"%s\"\n".formatted("x".repeat(1_021)).getBytes(StandardCharsets.US_ASCII);
        try (var orgsim = new Killable(64, folder)) {
            var client = new Client(orgsim);
            String id = client.create();
            long limit = 150L * 1024 * 1024 / 4 * 3;

            assertThat(client.upload(id, rows(row, limit / row.length + 1)).statusCode())
                    .isEqualTo(413);
            assertThat(client.upload(id, rows(row, 100 * 1024)).statusCode()).isEqualTo(201);
            client.send("PATCH", "/" + id, "{\"state\":\"Aborted\"}");

            HttpResponse<Path> back = orgsim.send(
                    "GET",
                    Client.PATH + "/" + id + "/unprocessedrecords",
                    client.token(),
                    "application/json",
                    BodyPublishers.noBody(),
                    BodyHandlers.ofFile(folder.resolve("back.csv")));
            assertThat(Files.size(back.body())).isEqualTo(100L * 1024 * row.length);
            assertThat(orgsim.process().isAlive()).isTrue();
        }
    }

    private static BodyPublisher rows(byte[] row, long count) {
        return BodyPublishers.ofByteArrays(
                () -> Stream.generate(() -> row).limit(count).iterator());
    }

    private record Client(Killable orgsim, String token) {
        private static final String PATH = "/services/data/v65.0/jobs/ingest";

        Client(Killable orgsim) throws IOException, InterruptedException {
            this(orgsim, orgsim.token());
        }

        HttpResponse<String> send(String method, String below, String body) throws IOException, InterruptedException {
            return orgsim.send(
                    method,
                    PATH + below,
                    token,
                    "application/json",
                    BodyPublishers.ofString(body),
                    BodyHandlers.ofString());
        }

        HttpResponse<String> upload(String id, BodyPublisher body) throws IOException, InterruptedException {
            return orgsim.send("PUT", PATH + "/" + id + "/batches", token, "text/csv", body, BodyHandlers.ofString());
        }

        String create() throws IOException, InterruptedException {
            HttpResponse<String> made = send("POST", "", IngestClient.body("Account", "insert"));
            return IngestClient.json(made).get("id").asString();
        }

        String start(String csv) throws IOException, InterruptedException {
            String id = create();
            assertThat(upload(id, BodyPublishers.ofString(csv)).statusCode()).isEqualTo(201);
            send("PATCH", "/" + id, "{\"state\":\"UploadComplete\"}");
            return id;
        }

        String job(String id) throws IOException, InterruptedException {
            return send("GET", "/" + id, "").body();
        }

        void awaitProcessed(String id, int rows) throws IOException, InterruptedException {
            for (int poll = 0; poll < MOST_POLLS; poll++) {
                var job = IngestClient.json(send("GET", "/" + id, ""));
                if (job.get("numberRecordsProcessed").asInt() >= rows) {
                    assertThat(job.get("state").asString()).isEqualTo("InProgress");
                    return;
                }
            }
            throw new AssertionError("The job doesn't come so far: " + job(id));
        }

        String awaitEnd(String id) throws IOException, InterruptedException {
            for (int poll = 0; poll < MOST_POLLS; poll++) {
                String job = job(id);
                if (!job.contains("InProgress") && !job.contains("UploadComplete")) {
                    return job;
                }
            }
            throw new AssertionError("The job doesn't end: " + job(id));
        }
    }
}
