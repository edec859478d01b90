package dev.lockstep.verification.malformed;

import dev.lockstep.app.demo.OrgProcess;
import dev.lockstep.verification.wire.EmptyFolder;
import dev.lockstep.verification.wire.RestSession;
import dev.lockstep.verification.wire.Telling;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Sends spoiled queries, JSON, XML, CSV and messages to the simulated org: each must be refused as Salesforce refuses,
/// or be
/// taken where it is sound by chance.
///
/// The last line is `inputs N refused A taken B broken C`. Exit code 0 means that none broke; 2 that the
/// arguments can't be used. The same seed makes the same inputs.
@Command(name = "dev/campaign --malformed", description = "Spoiled requests are sent to the simulated org.")
public final class Malformed implements Callable<Integer> {
    private static final int THREADS = 8;
    private static final int MOST_TOLD = 20;
    private static final int LONGEST_TOLD = 600;

    @Option(names = "--inputs", paramLabel = "N", defaultValue = "100000", description = "how many requests")
    private int inputs;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "chooses what is spoiled, and how")
    private long seed;

    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Malformed()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var folder = EmptyFolder.at(Path.of(".lockstep", "campaign", "malformed"));
        System.out.printf("seed %d, the org's log is in %s%n", seed, folder);
        try (var org = start(folder);
                var _ = new Telling(() -> "%d of %d inputs, %d broken"
                        .formatted(refused.get() + taken.get() + broken.get(), inputs, broken.get()));
                var threads = Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().name("sender-", 0).factory())) {
            var sending = new ArrayList<Future<?>>();
            for (int i = 0; i < THREADS; i++) {
                int first = i;
                sending.add(threads.submit(() -> sendFrom(first, org.url())));
            }
            for (var each : sending) {
                each.get();
            }
        }
        // What the org itself noticed of its failures.
        try (var log = Files.lines(folder.resolve("orgsim.log"))) {
            log.filter(line -> line.contains(" broke")).limit(MOST_TOLD).forEach(System.out::println);
        }
        System.out.printf(
                "inputs %d refused %d taken %d broken %d%n", inputs, refused.get(), taken.get(), broken.get());
        return broken.get() == 0 ? 0 : 1;
    }

    /// Jobs take no time there.
    private static OrgProcess start(Path folder) {
        return OrgProcess.start(
                0,
                folder.resolve("data"),
                new OrgProcess.Making(
                        Optional.empty(),
                        0,
                        List.of("--job-ms", "0", "--bulk-batches", "1000000000", "--api-limit", "1000000000")),
                folder.resolve("orgsim.log"),
                _ -> {});
    }

    private void sendFrom(int first, URI org) {
        try (var http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            var sender = new Sender(RestSession.signIn(http, org, () -> {}));
            for (int number = first; number < inputs; number += THREADS) {
                // By its own number, so that a single input can be made again.
                var random = new Random(new SplittableRandom(seed * inputs + number).nextLong());
                var sample = Sample.ALL.get(random.nextInt(Sample.ALL.size()));
                count(sample, number, sender.send(sample, random));
            }
        }
    }

    private void count(Sample sample, int number, Verdict verdict) {
        switch (verdict) {
            case Verdict.Taken() -> taken.incrementAndGet();
            case Verdict.Refused _ -> refused.incrementAndGet();
            case Verdict.Broken(var why) -> {
                if (broken.incrementAndGet() <= MOST_TOLD) {
                    System.out.printf(
                            "  broken: input %d of %s: %s%n",
                            number, sample, why.substring(0, Math.min(LONGEST_TOLD, why.length())));
                }
            }
        }
    }
}
