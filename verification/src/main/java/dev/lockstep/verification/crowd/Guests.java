package dev.lockstep.verification.crowd;

import dev.lockstep.model.Secret;
import dev.lockstep.salesforce.Org;
import dev.lockstep.salesforce.OrgSettings;
import dev.lockstep.salesforce.SignIn;
import dev.lockstep.verification.wire.FlatFields;
import dev.lockstep.verification.wire.RestSession;
import dev.lockstep.verification.wire.Telling;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The clients of a crowd, each signed in by itself and over connections of its own.
final class Guests implements AutoCloseable {
    /// Each of ten records is shared by ten clients, a field each.
    private static final List<String> SHARED_FIELDS = List.of(
            "Phone",
            "Fax",
            "AccountNumber",
            "TickerSymbol",
            "Site",
            "BillingCity",
            "BillingStreet",
            "ShippingCity",
            "ShippingStreet",
            "Tradestyle");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI url;
    private final Findings findings;
    private final List<HttpClient> connections = new ArrayList<>();
    private final List<Org> orgs = new ArrayList<>();
    private final List<Visitor> visitors = new ArrayList<>();

    private Guests(URI url, Findings findings) {
        this.url = url;
        this.findings = findings;
    }

    static Guests arrive(URI url, Findings findings, Random random, int clients) {
        var guests = new Guests(url, findings);
        var shared = guests.sharedRecords(clients / SHARED_FIELDS.size());
        for (int i = 0; i < clients; i++) {
            var field = new Visitor.SharedField(shared.get(i % shared.size()), SHARED_FIELDS.get(i / shared.size()));
            guests.visitors.add(new Visitor(
                    new Random(random.nextLong()), findings, guests.rest(), guests.soap(), "client" + i, field));
        }
        return guests;
    }

    private List<String> sharedRecords(int count) {
        var rest = rest();
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var answer = rest.send("POST", "/sobjects/Account", "{\"Name\":\"shared " + i + "\"}");
            ids.add(Optional.ofNullable(FlatFields.of(answer.body()).get("id")).orElseThrow());
        }
        return ids;
    }

    private RestSession rest() {
        var http = HttpClient.newHttpClient();
        connections.add(http);
        return RestSession.signIn(http, url, findings::called);
    }

    private Org soap() {
        var signIn = new SignIn.ClientCredentials(RestSession.CLIENT, new Secret(RestSession.SECRET));
        var org = Org.signIn(new OrgSettings(url, "65.0", signIn, PATIENCE, PATIENCE));
        orgs.add(org);
        return org;
    }

    /// Lets all work until so many calls are made, and then look at everything.
    void workUntil(long calls) throws InterruptedException, ExecutionException {
        try (var _ = new Telling(() -> "%d of %d calls, %d errors, %d lost"
                        .formatted(findings.calls(), calls, findings.errors(), findings.lost()));
                var threads = Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().name("visitor-", 0).factory())) {
            var working = new ArrayList<Future<?>>();
            for (var visitor : visitors) {
                working.add(threads.submit(() -> {
                    while (findings.calls() < calls) {
                        visitor.act();
                    }
                    visitor.checkAll();
                }));
            }
            for (var each : working) {
                each.get();
            }
        }
    }

    /// In bytes, after a collection.
    long heapOfTheOrg() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/orgsim/collected"))
                .timeout(PATIENCE)
                .POST(BodyPublishers.noBody())
                .build();
        var answer = connections.getFirst().send(request, BodyHandlers.ofString());
        return Long.parseLong(Optional.ofNullable(FlatFields.of(answer.body()).get("heap_bytes"))
                .orElseThrow());
    }

    @Override
    public void close() {
        orgs.forEach(Org::close);
        connections.forEach(HttpClient::close);
    }
}
