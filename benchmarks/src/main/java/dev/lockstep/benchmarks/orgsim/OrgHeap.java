package dev.lockstep.benchmarks.orgsim;

import dev.lockstep.orgsim.http.FlatJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/// Asks the simulated org's process for the heap that it needs.
final class OrgHeap {
    private OrgHeap() {}

    /// What is left after a collection.
    static long bytes(URI org) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(org.resolve("/orgsim/collected"))
                    .POST(BodyPublishers.noBody())
                    .build();
            var answer = http.send(request, BodyHandlers.ofByteArray());
            return Optional.ofNullable(FlatJson.read(answer.body()).get("heap_bytes"))
                    .map(Long::parseLong)
                    .orElseThrow(() -> new IllegalStateException("the org doesn't tell its heap"));
        }
    }
}
