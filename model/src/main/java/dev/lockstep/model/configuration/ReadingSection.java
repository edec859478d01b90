package dev.lockstep.model.configuration;

import java.time.Duration;

/// How changes of the org reach the database.
///
/// @param pollInterval how often a mapping is polled
/// @param overlap how far behind its watermark each poll begins, for commits that become visible late
public record ReadingSection(Duration pollInterval, Duration overlap) {
    public static final ReadingSection DEFAULT = new ReadingSection(Duration.ofMinutes(10), Duration.ofMinutes(5));
}
