package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.OrgsimMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The program as a process of its own, with a small heap, that can be killed.
final class Killable implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    Killable(Path folder, String... options) throws IOException {
        this(256, folder, options);
    }

    Killable(int heapMegabytes, Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xmx%dm".formatted(heapMegabytes),
                OrgsimMain.class.getName(),
                "--data",
                folder.toString()));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        url = String.valueOf(out.readLine()).replace("orgsim ready at ", "");
    }

    String url() {
        return url;
    }

    Process process() {
        return process;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    String token() throws IOException, InterruptedException {
        var answer = post(
                "/services/oauth2/token",
                "grant_type=client_credentials&client_id=%s&client_secret=%s"
                        .formatted(OrgsimSettings.INTEGRATION.id(), OrgsimSettings.INTEGRATION.secret()),
                "application/x-www-form-urlencoded");
        Matcher token = TOKEN.matcher(answer);
        assertThat(token.find()).as(answer).isTrue();
        return token.group(1);
    }

    String query(String token, String soql) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + "/services/data/v65.0/query?q=" + TestOrg.encoded(soql)))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    String post(String path, String body, String contentType) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", contentType)
                .header("SOAPAction", "\"\"")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /// The answer to a request below the process's address, signed in.
    <T> HttpResponse<T> send(
            String method,
            String path,
            String token,
            String type,
            HttpRequest.BodyPublisher body,
            HttpResponse.BodyHandler<T> answer)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", type)
                        .method(method, body)
                        .build(),
                answer);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }
}
