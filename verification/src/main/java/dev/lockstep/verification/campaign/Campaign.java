package dev.lockstep.verification.campaign;

import dev.lockstep.verification.campaign.plan.Plan;
import dev.lockstep.verification.campaign.plan.Planner;
import dev.lockstep.verification.campaign.stage.ProcessStage;
import dev.lockstep.verification.campaign.stage.Server;
import dev.lockstep.verification.campaign.stage.Stage;
import dev.lockstep.verification.campaign.stage.WiredStage;
import dev.lockstep.verification.wire.EmptyFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the schedules of a range of seeds and sums up what they found.
///
/// The last line is `schedules N listed M lost A doubled B different C`. Exit code 0 means that nothing was
/// lost, doubled or different; 2 that the arguments can't be used.
@Command(
        name = "dev/campaign",
        description = "Kills and faults by seeds, and the proof that nothing is lost or doubled.")
public final class Campaign implements Callable<Integer> {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final Path FOLDER = Path.of(".lockstep", "campaign");

    @Option(names = "--seeds", paramLabel = "A-B", required = true, description = "such as 1-10, or 17")
    private String seeds = "";

    @Option(names = "--steps", description = "prints the steps of each schedule, and how long they took")
    private boolean isTold;

    @Option(names = "--at-once", paramLabel = "N", defaultValue = "2", description = "schedules side by side")
    private int atOnce;

    /// What a schedule has come to.
    private record Result(Finding finding, long millis) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Campaign()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var range = RANGE.matcher(seeds);
        if (!range.matches()) {
            System.err.println("dev/campaign: \"" + seeds + "\" is no range of seeds such as 1-10");
            return 2;
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        var results = new ArrayList<Result>();
        try (var server = Server.start(FOLDER.resolve("postgresql"));
                var threads = Executors.newFixedThreadPool(atOnce)) {
            var running = new ArrayList<Future<Result>>();
            LongStream.rangeClosed(first, last).forEach(seed -> running.add(threads.submit(() -> run(seed, server))));
            for (var one : running) {
                results.add(one.get());
            }
        }
        return told(results);
    }

    private static int told(List<Result> results) {
        var millis = results.stream().mapToLong(Result::millis).sorted().toArray();
        System.out.printf(
                "a schedule took %.1f s at the median, %.1f s at most%n",
                millis[millis.length / 2] / 1e3, millis[millis.length - 1] / 1e3);
        var sum = Finding.sum(results.stream().map(Result::finding).toList());
        System.out.printf("schedules %d %s%n", results.size(), sum);
        return sum.isClean() ? 0 : 1;
    }

    private Result run(long seed, Server server) throws IOException {
        long began = System.nanoTime();
        var folder = EmptyFolder.at(FOLDER.resolve("seed-" + seed));
        var plan = Planner.plan(seed);
        Files.writeString(folder.resolve("steps.txt"), plan.told());
        var told = new ByteArrayOutputStream();
        var finding = run(plan, server, folder, new PrintStream(told, true, StandardCharsets.UTF_8));
        long millis = (System.nanoTime() - began) / 1_000_000;
        tell(plan, finding, millis, folder, told.toString(StandardCharsets.UTF_8));
        if (finding.isClean() && plan.setting() == Plan.Setting.WIRED) {
            server.drop(seed);
        }
        return new Result(finding, millis);
    }

    /// A schedule that breaks in the middle is a finding, too.
    private static Finding run(Plan plan, Server server, Path folder, PrintStream out) {
        try (var stage = stage(plan, server, folder)) {
            return new Schedule(plan, stage, folder, out).run();
        } catch (Exception broken) {
            out.println("  the schedule broke:");
            broken.printStackTrace(out);
            return new Finding(0, 0, 0, 1);
        }
    }

    private static Stage stage(Plan plan, Server server, Path folder) throws IOException, InterruptedException {
        return switch (plan.setting()) {
            case WIRED -> WiredStage.start(folder, server, plan);
            case PROCESSES -> ProcessStage.start(folder, FOLDER.resolve("killed-postgresql"), plan);
        };
    }

    private synchronized void tell(Plan plan, Finding finding, long millis, Path folder, String told) {
        if (isTold || !finding.isClean()) {
            System.out.print(plan.told());
            System.out.print(told);
        }
        System.out.printf("seed %d (%s): %s; %.1f s%n", plan.seed(), plan.setting(), finding, millis / 1e3);
        if (!finding.isClean()) {
            System.out.println("seed " + plan.seed() + " left everything in " + folder);
        }
    }
}
