package dev.lockstep.verification.crowd;

import dev.lockstep.app.demo.OrgProcess;
import dev.lockstep.verification.wire.EmptyFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lets many clients work in the simulated org at once, over the wire, and proves that each finds what it was told.
///
/// The last line is `calls N errors A lost B heap.first C heap.last D heap.ratio E`. Exit code 0 means that there
/// was no error that wasn't asked for, no lost update, and not much more heap in use at the end than after the first
/// tenth; 2 that the arguments can't be used.
@Command(name = "dev/campaign --orgsim", description = "A crowd of clients works in the simulated org.")
public final class Crowd implements Callable<Integer> {
    private static final int CLIENTS = 100;
    private static final int TENTH = 10;
    private static final double MOST_HEAP = 1.2;

    @Option(names = "--calls", paramLabel = "N", defaultValue = "1000000", description = "calls of all clients")
    private long calls;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "chooses what the clients do")
    private long seed;

    private final Findings findings = new Findings();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Crowd()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var folder = EmptyFolder.at(Path.of(".lockstep", "campaign", "orgsim"));
        System.out.printf("%d clients, seed %d, the org's log is in %s%n", CLIENTS, seed, folder);
        // The first numbers of neighbouring seeds are alike in Random; this mixes them.
        var random = new Random(new SplittableRandom(seed).nextLong());
        try (var org = start(folder);
                var guests = Guests.arrive(org.url(), findings, random, CLIENTS)) {
            guests.workUntil(calls / TENTH);
            long first = guests.heapOfTheOrg();
            guests.workUntil(calls);
            return told(first, guests.heapOfTheOrg());
        }
    }

    /// With room for all calls: by itself the org takes a million in a day, as an org does.
    private static OrgProcess start(Path folder) {
        return OrgProcess.start(
                0,
                folder.resolve("data"),
                new OrgProcess.Making(Optional.empty(), 0, List.of("--api-limit", "1000000000")),
                folder.resolve("orgsim.log"),
                _ -> {});
    }

    private int told(long first, long last) {
        double ratio = (double) last / first;
        System.out.printf(
                Locale.ROOT,
                "calls %d errors %d lost %d heap.first %d heap.last %d heap.ratio %.2f%n",
                findings.calls(),
                findings.errors(),
                findings.lost(),
                first,
                last,
                ratio);
        return findings.errors() == 0 && findings.lost() == 0 && ratio <= MOST_HEAP ? 0 : 1;
    }
}
