package dev.lockstep.benchmarks.capture;

import dev.lockstep.benchmarks.Samples;
import java.util.EnumMap;
import java.util.Map;

/// What a row cost, in seconds, by work and table: the median of the rounds, for single rows of their slices.
final class CaptureTimes {
    private final Map<Work, Map<Variant, Samples>> samples = new EnumMap<>(Work.class);

    void add(Work work, Variant variant, double secondsPerRow) {
        samples.computeIfAbsent(work, absent -> new EnumMap<>(Variant.class))
                .computeIfAbsent(variant, absent -> new Samples())
                .add(secondsPerRow);
    }

    double secondsPerRow(Work work, Variant variant) {
        return samples.getOrDefault(work, Map.of())
                .getOrDefault(variant, new Samples())
                .median();
    }

    /// How many times what the same costs without capture.
    double ratio(Work work, Variant variant) {
        return secondsPerRow(work, variant) / secondsPerRow(work, Variant.BARE);
    }

    /// An update and an insert of a single row.
    double secondsOfSingles(Variant variant) {
        return secondsPerRow(Work.SINGLE_UPDATE, variant) + secondsPerRow(Work.SINGLE_INSERT, variant);
    }

    double ratioOfSingles(Variant variant) {
        return secondsOfSingles(variant) / secondsOfSingles(Variant.BARE);
    }
}
