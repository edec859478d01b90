package dev.lockstep.benchmarks.load;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the engine's process tells of its load, as a line on its standard output.
///
/// @param took from the beginning of the load until table and indexes were complete
/// @param org the part of it until the org had the result ready, which says nothing about the engine
/// @param heapBytes the most that was left of the heap after a collection
/// @param heapLimitBytes of `-Xmx`
record Loaded(long rows, Duration took, Duration org, long heapBytes, long heapLimitBytes) {
    private static final Pattern LINE = Pattern.compile("loaded (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");
    private static final double NANOS_A_SECOND = 1e9;

    String line() {
        return "loaded %d %d %d %d %d".formatted(rows, took.toNanos(), org.toNanos(), heapBytes, heapLimitBytes);
    }

    /// Empty for another line.
    static Optional<Loaded> read(String line) {
        var matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new Loaded(
                        Long.parseLong(matcher.group(1)),
                        Duration.ofNanos(Long.parseLong(matcher.group(2))),
                        Duration.ofNanos(Long.parseLong(matcher.group(3))),
                        Long.parseLong(matcher.group(4)),
                        Long.parseLong(matcher.group(5))))
                : Optional.empty();
    }

    /// What the engine took, without the org's part.
    double seconds() {
        return took.minus(org).toNanos() / NANOS_A_SECOND;
    }

    double orgSeconds() {
        return org.toNanos() / NANOS_A_SECOND;
    }
}
