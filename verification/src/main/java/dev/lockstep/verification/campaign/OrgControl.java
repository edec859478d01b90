package dev.lockstep.verification.campaign;

import dev.lockstep.verification.campaign.plan.Table;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/// What the schedule asks of the simulated org itself.
final class OrgControl {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI org;

    OrgControl(URI org) {
        this.org = org;
    }

    /// Adds a rule, as JSON with the simulator's keys.
    void addFault(String rule) throws IOException, InterruptedException {
        ask("POST", "/orgsim/faults", rule);
    }

    void clearFaults() throws IOException, InterruptedException {
        ask("DELETE", "/orgsim/faults", "");
    }

    void signEverybodyOut() throws IOException, InterruptedException {
        ask("DELETE", "/orgsim/sessions", "");
    }

    void advanceClock(Duration by) throws IOException, InterruptedException {
        ask("POST", "/orgsim/clock", "{\"advance_s\": %d}".formatted(by.toSeconds()));
    }

    /// The changes of all records of an object, with name and description, as JSON.
    String history(Table table) throws IOException, InterruptedException {
        return ask(
                "GET",
                "/orgsim/objects/%s/history?fields=%s,Description".formatted(table.object(), table.nameField()),
                "");
    }

    private String ask(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(org.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    "the simulated org refused " + method + " " + path + " " + body + ": " + response.body());
        }
        return response.body();
    }
}
