package dev.lockstep.verification.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Runs the schedules of a range of seeds, one after the other, and sums up what they found.
///
/// The last line is `schedules N listed M lost A doubled B different C`. Exit code 0 means that nothing was
/// lost, doubled or different; 2 that the arguments can't be used.
public final class Campaign {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private Campaign() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2 || !arguments[0].equals("--seeds")) {
            System.err.println("usage: dev/campaign --seeds A-B");
            System.exit(2);
        }
        var range = RANGE.matcher(arguments[1]);
        if (!range.matches()) {
            System.err.println("dev/campaign: \"" + arguments[1] + "\" is no range of seeds such as 1-10");
            System.exit(2);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        var findings = new ArrayList<Finding>();
        for (long seed = first; seed <= last; seed++) {
            findings.add(run(seed, Path.of(arguments[2])));
        }
        var sum = Finding.sum(findings);
        System.out.printf(
                "schedules %d listed %d lost %d doubled %d different %d%n",
                findings.size(), sum.listed(), sum.lost(), sum.doubled(), sum.different());
        System.exit(sum.isClean() ? 0 : 1);
    }

    private static Finding run(long seed, Path folder) throws Exception {
        long began = System.nanoTime();
        try (var schedule = new Schedule(seed, folder.resolve("seed-" + seed))) {
            var finding = schedule.run();
            System.out.printf("seed %d: %s; %d s%n", seed, finding.told(), (System.nanoTime() - began) / 1_000_000_000);
            return finding;
        }
    }

    /// What one schedule found.
    ///
    /// @param what the schedule did, in words
    /// @param listed changes on the list of errors with their cause
    /// @param lost changes that were acknowledged and are not on both sides
    /// @param doubled things that are there more than once
    /// @param different records or rows that don't agree
    record Finding(String what, long listed, long lost, long doubled, long different) {
        boolean isClean() {
            return lost == 0 && doubled == 0 && different == 0;
        }

        String told() {
            return "%s: listed %d lost %d doubled %d different %d".formatted(what, listed, lost, doubled, different);
        }

        static Finding sum(List<Finding> findings) {
            long listed = 0;
            long lost = 0;
            long doubled = 0;
            long different = 0;
            for (var finding : findings) {
                listed += finding.listed;
                lost += finding.lost;
                doubled += finding.doubled;
                different += finding.different;
            }
            return new Finding("all", listed, lost, doubled, different);
        }
    }
}
