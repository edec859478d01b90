package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.OrgsimMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program with a data folder, killed without a warning.
class KilledProcessIT {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    @TempDir
    private Path folder;

    @Test
    void keepsEveryAnsweredSaveThroughAKill() throws Exception {
        for (var round = 1; round <= 3; round++) {
            try (var orgsim = new Killable(folder)) {
                var token = orgsim.token();
                for (var record = 0; record < 5; record++) {
                    assertThat(orgsim.post(
                                    "/services/Soap/u/64.0",
                                    RawSoap.message(token, RawSoap.createAccount("Killed")),
                                    "text/xml"))
                            .contains("<success>true</success>");
                }
                assertThat(orgsim.count(token)).contains("\"totalSize\":" + round * 5 + ",");
                orgsim.kill();
            }
        }
        try (var orgsim = new Killable(folder)) {
            assertThat(orgsim.count(orgsim.token())).contains("\"totalSize\":15,");
        }
    }

    @Test
    void refusesAFolderThatAnotherProcessUses() throws Exception {
        try (var first = new Killable(folder)) {
            assertThat(first.url).startsWith("http://");

            try (var second = new Killable(folder)) {
                assertThat(second.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(second.process.exitValue()).isEqualTo(2);
                assertThat(second.process.errorReader(StandardCharsets.UTF_8).lines())
                        .containsExactly("The journal " + folder.resolve("journal.jsonl")
                                + " is in use. Stop the other simulated org first.");
            }
        }
    }

    private static final class Killable implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Process process;
        private final String url;

        private Killable(Path folder) throws IOException {
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-Xmx256m",
                            OrgsimMain.class.getName(),
                            "--data",
                            folder.toString()))
                    .start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            url = String.valueOf(out.readLine()).replace("orgsim ready at ", "");
        }

        private void kill() throws InterruptedException {
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }

        private String token() throws IOException, InterruptedException {
            var answer = post(
                    "/services/oauth2/token",
                    "grant_type=client_credentials&client_id=%s&client_secret=%s"
                            .formatted(OrgsimSettings.INTEGRATION.id(), OrgsimSettings.INTEGRATION.secret()),
                    "application/x-www-form-urlencoded");
            Matcher token = TOKEN.matcher(answer);
            assertThat(token.find()).as(answer).isTrue();
            return token.group(1);
        }

        private String count(String token) throws IOException, InterruptedException {
            var soql = TestOrg.encoded("SELECT COUNT() FROM Account WHERE Name = 'Killed'");
            return send(HttpRequest.newBuilder(URI.create(url + "/services/data/v65.0/query?q=" + soql))
                    .header("Authorization", "Bearer " + token)
                    .build());
        }

        private String post(String path, String body, String contentType) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(URI.create(url + path))
                    .header("Content-Type", contentType)
                    .header("SOAPAction", "\"\"")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
        }

        private String send(HttpRequest request) throws IOException, InterruptedException {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }

        @Override
        public void close() {
            process.destroyForcibly();
            http.close();
        }
    }
}
