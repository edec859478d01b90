package dev.lockstep.orgsim.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A version of Salesforce's APIs, as in `65.0`.
public record ApiVersion(int number) {
    public static final ApiVersion OLDEST = new ApiVersion(31);
    public static final ApiVersion NEWEST = new ApiVersion(67);

    /// Where a version stands in its life.
    public enum Standing {
        RETIRED,
        OFFERED,
        UNKNOWN
    }

    /// Reads `65.0`; empty where it isn't a version at all.
    public static Optional<ApiVersion> parse(String text) {
        return text.matches("\\d{1,3}\\.0")
                ? Optional.of(new ApiVersion(Integer.parseInt(text.substring(0, text.indexOf('.')))))
                : Optional.empty();
    }

    /// From the oldest to the newest.
    public static List<ApiVersion> offered() {
        return IntStream.rangeClosed(OLDEST.number, NEWEST.number)
                .mapToObj(ApiVersion::new)
                .toList();
    }

    public Standing standing() {
        if (number < OLDEST.number) {
            return Standing.RETIRED;
        }
        return number <= NEWEST.number ? Standing.OFFERED : Standing.UNKNOWN;
    }

    public boolean isAtLeast(int other) {
        return number >= other;
    }

    @Override
    public String toString() {
        return number + ".0";
    }
}
