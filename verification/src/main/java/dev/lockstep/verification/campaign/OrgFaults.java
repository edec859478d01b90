package dev.lockstep.verification.campaign;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Arms faults of the simulated org over its admin endpoint.
final class OrgFaults {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long LOOK_EVERY_MILLIS = 10;

    private final HttpClient client = HttpClient.newHttpClient();

    /// Adds a rule, as JSON with the simulator's keys.
    void add(URI org, String rule) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(org.resolve("/orgsim/faults"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(rule))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException("the org refused the fault " + rule + ": " + response.body());
        }
    }

    /// Waits until a rule has struck; whether one did in time.
    boolean awaitStrike(URI org, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                var request = HttpRequest.newBuilder(org.resolve("/orgsim/faults"))
                        .timeout(TIMEOUT)
                        .build();
                var rules = client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
                if (rules.replace(" ", "").matches("(?s).*\"struck\":\"?[1-9].*")) {
                    return true;
                }
            } catch (IOException gone) {
                return false;
            }
            Rest.pause(LOOK_EVERY_MILLIS);
        }
        return false;
    }

    void clear(URI org) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(org.resolve("/orgsim/faults"))
                .timeout(TIMEOUT)
                .DELETE()
                .build();
        var ignored = client.send(request, HttpResponse.BodyHandlers.discarding());
    }
}
