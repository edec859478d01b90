package dev.lockstep.verification.crowd;

import dev.lockstep.app.demo.OrgProcess;
import dev.lockstep.model.Secret;
import dev.lockstep.salesforce.Org;
import dev.lockstep.salesforce.OrgSettings;
import dev.lockstep.salesforce.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Lets many clients work in the simulated org at once, over the wire, and proves that each finds what it was told.
///
/// The last line is `calls N errors A lost B heap.first C heap.last D heap.ratio E`. Exit code 0 means that there
/// was no error that wasn't asked for, no lost update, and not much more heap in use at the end than after the first
/// tenth; 2 that the arguments can't be used.
public final class Crowd {
    private static final String USAGE = "usage: dev/campaign --orgsim [--calls N] [--seed N]";
    private static final int CLIENTS = 100;
    private static final long CALLS = 1_000_000;
    private static final int TENTH = 10;
    private static final double MOST_HEAP = 1.2;
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
    private static final String CLIENT = "lockstep-demo";
    private static final String SECRET = "lockstep-demo-secret";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI url;
    private final Random random;
    private final Findings findings = new Findings();
    private final List<HttpClient> connections = new ArrayList<>();
    private final List<Org> orgs = new ArrayList<>();
    private final List<Visitor> visitors = new ArrayList<>();

    private Crowd(URI url, long seed) {
        this.url = url;
        // The first numbers of neighbouring seeds are alike in Random; this mixes them.
        this.random = new Random(new SplittableRandom(seed).nextLong());
    }

    public static void main(String[] arguments) throws Exception {
        long calls = CALLS;
        long seed = 1;
        var folder = Path.of(arguments[arguments.length - 1]);
        for (int i = 1; i < arguments.length - 1; i += 2) {
            switch (arguments[i]) {
                case "--calls" -> calls = number(arguments, i + 1);
                case "--seed" -> seed = number(arguments, i + 1);
                default -> refuse("\"" + arguments[i] + "\" is no option");
            }
        }
        System.exit(run(calls, seed, folder.resolve("orgsim")) ? 0 : 1);
    }

    private static long number(String[] arguments, int index) {
        if (index >= arguments.length - 1 || !arguments[index].matches("\\d{1,12}")) {
            refuse(arguments[index - 1] + " needs a number");
        }
        return Long.parseLong(arguments[index]);
    }

    private static void refuse(String why) {
        System.err.println("dev/campaign: " + why + "; " + USAGE);
        System.exit(2);
    }

    private static boolean run(long calls, long seed, Path folder) throws Exception {
        remove(folder);
        System.out.printf("%d clients, seed %d, the org's log is in %s%n", CLIENTS, seed, folder);
        try (var org = OrgProcess.start(0, folder.resolve("data"), 0, folder.resolve("orgsim.log"))) {
            var crowd = new Crowd(org.url(), seed);
            crowd.arrive();
            long first = crowd.workUntil(calls / TENTH);
            long last = crowd.workUntil(calls);
            crowd.leave();
            double ratio = (double) last / first;
            System.out.printf(
                    Locale.ROOT,
                    "calls %d errors %d lost %d heap.first %d heap.last %d heap.ratio %.2f%n",
                    crowd.findings.calls(),
                    crowd.findings.errors(),
                    crowd.findings.lost(),
                    first,
                    last,
                    ratio);
            return crowd.findings.errors() == 0 && crowd.findings.lost() == 0 && ratio <= MOST_HEAP;
        }
    }

    private void arrive() {
        connections.add(HttpClient.newHttpClient());
        var host = RestSession.signIn(connections.getFirst(), url, findings, CLIENT, SECRET);
        var shared = new ArrayList<String>();
        for (int i = 0; i < CLIENTS / SHARED_FIELDS.size(); i++) {
            var answer = host.send("POST", "/sobjects/Account", "{\"Name\":\"shared " + i + "\"}");
            shared.add(
                    Optional.ofNullable(FlatFields.of(answer.body()).get("id")).orElseThrow());
        }
        for (int i = 0; i < CLIENTS; i++) {
            var http = HttpClient.newHttpClient();
            connections.add(http);
            var org = Org.signIn(new OrgSettings(
                    url, "65.0", new SignIn.ClientCredentials(CLIENT, new Secret(SECRET)), PATIENCE, PATIENCE));
            orgs.add(org);
            visitors.add(new Visitor(
                    new Random(random.nextLong()),
                    findings,
                    RestSession.signIn(http, url, findings, CLIENT, SECRET),
                    org,
                    "client" + i,
                    new Visitor.SharedField(shared.get(i % shared.size()), SHARED_FIELDS.get(i / shared.size()))));
        }
    }

    /// Lets all work until so many calls are made, and look at everything.
    ///
    /// @return what the org's process needs of heap then
    private long workUntil(long calls) throws InterruptedException, ExecutionException, IOException {
        var telling = new Telling(findings, calls);
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("visitor-", 0).factory())) {
            var working = new ArrayList<Future<?>>();
            for (var visitor : visitors) {
                working.add(threads.submit(() -> {
                    while (findings.calls() < calls) {
                        visitor.act();
                        telling.look();
                    }
                    visitor.checkAll();
                }));
            }
            for (var each : working) {
                each.get();
            }
        }
        return heap();
    }

    private long heap() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/orgsim/collected"))
                .timeout(PATIENCE)
                .POST(BodyPublishers.noBody())
                .build();
        var answer = connections.getFirst().send(request, BodyHandlers.ofString());
        return Long.parseLong(Optional.ofNullable(FlatFields.of(answer.body()).get("heap_bytes"))
                .orElseThrow());
    }

    private void leave() {
        orgs.forEach(Org::close);
        connections.forEach(HttpClient::close);
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /// Says from time to time how far the crowd is.
    private static final class Telling {
        private static final long EVERY_NANOS = 10_000_000_000L;

        private final Findings findings;
        private final long calls;
        private final long began = System.nanoTime();
        private long toldAt = began;

        Telling(Findings findings, long calls) {
            this.findings = findings;
            this.calls = calls;
        }

        synchronized void look() {
            long now = System.nanoTime();
            if (now - toldAt > EVERY_NANOS) {
                toldAt = now;
                System.err.printf(
                        "%4d s  %d of %d calls, %d errors, %d lost%n",
                        (now - began) / 1_000_000_000, findings.calls(), calls, findings.errors(), findings.lost());
            }
        }
    }
}
