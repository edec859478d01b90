package dev.lockstep.model.configuration;

import java.time.Duration;

/// How changes of the org reach the database.
///
/// @param pollInterval how often a mapping is polled
/// @param overlap how far behind its watermark each poll begins, for commits that become visible late
/// @param bulkFrom an object with so many records and more is loaded by a bulk query, smaller ones page by page
/// @param pagesAtOnce how many pages of bulk results are fetched at the same time, those of all mappings together
public record ReadingSection(Duration pollInterval, Duration overlap, int bulkFrom, int pagesAtOnce) {
    public static final ReadingSection DEFAULT =
            new ReadingSection(Duration.ofMinutes(10), Duration.ofMinutes(5), 20_000, 4);

    public ReadingSection {
        if (bulkFrom < 0 || pagesAtOnce < 1) {
            throw new IllegalArgumentException("bulk from " + bulkFrom + " records, " + pagesAtOnce + " pages at once");
        }
    }
}
