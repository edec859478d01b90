package dev.lockstep.orgsim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program itself, in a process of its own.
class OrgsimProcessIT {
    private static final String READY = "orgsim ready at ";

    @Test
    void saysOneLineWhenItIsReadyAndStopsOnSigterm() throws Exception {
        try (var orgsim = new Running("--fault", "unavailable,api=rest,count=1")) {
            String line = orgsim.out.readLine();

            assertThat(line).matches(READY + "http://127\\.0\\.0\\.1:\\d+");
            assertThat(status(line.substring(READY.length()))).isEqualTo(503);
            assertThat(status(line.substring(READY.length()))).isEqualTo(200);
            // Not Process.destroy(), which closes our end of its streams too.
            orgsim.process.toHandle().destroy();
            assertThat(orgsim.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(orgsim.out.readLine()).isNull();
        }
    }

    private static int status(String url) throws IOException, InterruptedException {
        return status(url, "/services/data");
    }

    private static int status(String url, String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url + path)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void saysThatAFileHoldsNoCertificate(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), "nothing");
        try (var orgsim = new Running("--certificate", file.toString())) {
            assertThat(orgsim.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(orgsim.process.exitValue()).isEqualTo(2);
            assertThat(orgsim.err.readLine()).isEqualTo(file + " holds no X.509 certificate.");
        }
    }

    @Test
    void letsUsersOfTheWebClientGoBackWhereItIsTold() throws Exception {
        try (var orgsim = new Running("--redirect-uri", "https://app.example/callback")) {
            String url = orgsim.out.readLine().substring(READY.length());
            String asked = "/services/oauth2/authorize?response_type=code&client_id=lockstep-demo-web&redirect_uri=";

            assertThat(status(url, asked + "https://app.example/callback")).isEqualTo(200);
            assertThat(status(url, asked + "http://localhost:1717/OauthRedirect"))
                    .isEqualTo(200);
            assertThat(status(url, asked + "https://app.example/other")).isEqualTo(400);
        }
    }

    @Test
    void refusesAnAddressThatUsersCannotGoBackTo() throws Exception {
        try (var orgsim = new Running("--redirect-uri", "/callback")) {
            assertThat(orgsim.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(orgsim.process.exitValue()).isEqualTo(2);
            assertThat(orgsim.err.readLine()).contains("A redirect URI has a scheme");
        }
    }

    @Test
    void refusesSessionsThatAreShorterThanASecond() throws Exception {
        try (var orgsim = new Running("--session-minutes", "0")) {
            assertThat(orgsim.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(orgsim.process.exitValue()).isEqualTo(2);
            assertThat(orgsim.err.readLine()).contains("one second to 24 hours");
        }
    }

    @Test
    void capturesTheObjectsThatItIsTold() throws Exception {
        try (var orgsim = new Running("--capture", "Case, User");
                var wrong = new Running("--capture", "Nothing")) {
            String url = orgsim.out.readLine().substring(READY.length());
            try (var http = HttpClient.newHttpClient()) {
                assertThat(http.send(
                                        HttpRequest.newBuilder(URI.create(url + "/orgsim/capture"))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body())
                        .isEqualTo("{\"objects\":\"Case,User\"}");
            }
            assertThat(wrong.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(wrong.process.exitValue()).isEqualTo(2);
            assertThat(wrong.err.readLine()).contains("\"Nothing\" can't be captured");
        }
    }

    @Test
    void saysWhereThePubSubApiIsBeforeItIsReady() throws Exception {
        try (var orgsim = new Running("--pubsub-port", "0");
                var halfEncrypted = new Running("--pubsub-port", "0", "--pubsub-certificate", "certificate.pem")) {
            String line = orgsim.out.readLine();
            assertThat(line).matches("pubsub ready at 127\\.0\\.0\\.1:\\d+");
            assertThat(orgsim.out.readLine()).startsWith(READY);
            int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
            }
            assertThat(halfEncrypted.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(halfEncrypted.process.exitValue()).isEqualTo(2);
            assertThat(halfEncrypted.err.readLine()).contains("need each other");
        }
    }

    @Test
    void tellsHowLongItsSessionsLive() throws Exception {
        try (var orgsim = new Running("--session-minutes", "15")) {
            String url = orgsim.out.readLine().substring(READY.length());

            assertThat(login(url)).contains("<sessionSecondsValid>900</sessionSecondsValid>");
        }
    }

    private static String login(String url) throws IOException, InterruptedException {
        String message = """
            <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>
              <login xmlns="urn:partner.soap.sforce.com">
                <username>admin@lockstep.example</username><password>lockstep-demo-user-secret</password>
              </login>
            </Body></Envelope>
            """;
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url + "/services/Soap/u/64.0"))
                                    .header("Content-Type", "text/xml")
                                    .POST(HttpRequest.BodyPublishers.ofString(message))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void takesALimitOfRequestsAndAClockThatIsAhead() throws Exception {
        try (var orgsim = new Running("--api-limit", "7", "--clock-skew-s", "-90")) {
            String url = orgsim.out.readLine().substring(READY.length());

            assertThat(get(url + "/orgsim/limits")).isEqualTo("{\"api_requests\":7,\"used\":0}");
            assertThat(get(url + "/orgsim/clock")).contains("\"ahead_s\":-90");
        }
        try (var orgsim = new Running("--api-limit", "-1")) {
            assertThat(orgsim.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(orgsim.process.exitValue()).isEqualTo(2);
            assertThat(orgsim.err.readLine()).isEqualTo("--api-limit can't be -1.");
        }
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void stopsWhenItsStandardInputIsClosed() throws Exception {
        try (var orgsim = new Running("--stop-with-stdin")) {
            assertThat(orgsim.out.readLine()).startsWith(READY);
            orgsim.process.getOutputStream().close();

            assertThat(orgsim.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(orgsim.process.exitValue()).isZero();
        }
    }

    @Test
    void isMadeOfDescriptionsAndFilledFromFiles(@TempDir Path folder) throws Exception {
        Path describes = Files.createDirectory(folder.resolve("describes"));
        Path records = Files.createDirectory(folder.resolve("records"));
        Files.writeString(describes.resolve("Alarm.json"), """
            {"name": "Alarm__e", "fields": [{"name": "Id", "type": "id"}]}
            """);
        Files.writeString(records.resolve("User.csv"), "Username\nx@y.example\n");
        try (var orgsim = new Running("--describe", describes.toString(), "--records", records.toString())) {
            assertThat(orgsim.out.readLine())
                    .isEqualTo("not simulated: The object Alarm__e is left out: it is a platform event.");
            assertThat(orgsim.out.readLine()).startsWith("not simulated: The records of User.csv are left out");
            assertThat(orgsim.out.readLine()).startsWith(READY);
        }
    }

    @Test
    void isMadeOfAProjectOrOfDescriptions(@TempDir Path folder) throws Exception {
        try (var orgsim = new Running("--describe", folder.toString(), "--project", folder.toString())) {
            assertThat(orgsim.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(orgsim.process.exitValue()).isEqualTo(2);
            assertThat(orgsim.err.readLine())
                    .isEqualTo("An org is made of a project or of descriptions: give --project or --describe, not"
                            + " both.");
        }
    }

    @Test
    void hasTheFeaturesThatItIsTold() throws Exception {
        try (var orgsim = new Running("--features", "MultiCurrency,StateAndCountryPicklist")) {
            String url = orgsim.out.readLine().substring(READY.length());

            assertThat(get(url + "/orgsim/objects")).contains("\"CurrencyType\"");
        }
    }

    @Test
    void refusesFeaturesThatNoOrgHasAndThoseOfAnOrgThatIsNotTheSample(@TempDir Path folder) throws Exception {
        try (var unknown = new Running("--features", "MultiCurrency,Magic");
                var ofAProject = new Running("--features", "MultiCurrency", "--project", folder.toString());
                var ofDescriptions = new Running("--features", "MultiCurrency", "--describe", folder.toString())) {
            for (var orgsim : List.of(unknown, ofAProject, ofDescriptions)) {
                assertThat(orgsim.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(orgsim.process.exitValue()).isEqualTo(2);
            }
            assertThat(unknown.err.readAllAsString())
                    .isEqualToIgnoringNewLines("There is no feature 'Magic': the simulated org has PersonAccounts,"
                            + " MultiCurrency, StateAndCountryPicklist.");
            String sentence = "--features are those of the sample: leave them out with --project and --describe.";
            assertThat(ofAProject.err.readAllAsString()).isEqualToIgnoringNewLines(sentence);
            assertThat(ofDescriptions.err.readAllAsString()).isEqualToIgnoringNewLines(sentence);
        }
    }

    @Test
    void saysInOneSentenceWhyItCannotStart() throws Exception {
        try (var first = new Running()) {
            String port = first.out.readLine().replaceFirst(".*:", "");
            try (var second = new Running("--port", port)) {
                assertThat(second.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(second.process.exitValue()).isEqualTo(2);
                assertThat(second.err.readLine()).contains("can't listen on 127.0.0.1:" + port);
                assertThat(second.err.readLine()).isNull();
            }
        }
    }

    @Test
    void refusesAFaultThatIsNoneAndAnAddressThatOthersReach() throws Exception {
        try (var wrongFault = new Running("--fault", "explode");
                var wrongAddress = new Running("--address", "0.0.0.0")) {
            assertThat(wrongFault.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(wrongFault.process.exitValue()).isEqualTo(2);
            assertThat(wrongFault.err.readLine()).contains("No fault is called");
            assertThat(wrongAddress.process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(wrongAddress.process.exitValue()).isEqualTo(2);
            assertThat(wrongAddress.err.readLine()).contains("loopback");
        }
    }

    private static final class Running implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;
        private final BufferedReader err;

        private Running(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-Xmx256m",
                    OrgsimMain.class.getName()));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command).start();
            out = process.inputReader(StandardCharsets.UTF_8);
            err = process.errorReader(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
