package dev.lockstep.orgsim.bulk;

import java.time.Duration;

/// How bulk jobs run.
///
/// @param jobTime from the creation of a query job, or the closing of an ingest job, to its end, by the org's clock: a
///     third of it queued, the rest in progress
/// @param pageRows how many rows a page of results has where the client doesn't say
/// @param resultLinks how lists of result pages are spelled
public record BulkSettings(Duration jobTime, int pageRows, ResultLinks resultLinks) {
    public BulkSettings {
        if (jobTime.isNegative()) {
            throw new IllegalArgumentException("A job can't take %s.".formatted(jobTime));
        }
        if (pageRows < 1) {
            throw new IllegalArgumentException("A page has at least one row, not %d.".formatted(pageRows));
        }
    }

    public static BulkSettings defaults() {
        return new BulkSettings(Duration.ofMillis(300), 50_000, ResultLinks.DOCUMENTED);
    }

    public BulkSettings withJobTime(Duration time) {
        return new BulkSettings(time, pageRows, resultLinks);
    }

    public BulkSettings withPageRows(int rows) {
        return new BulkSettings(jobTime, rows, resultLinks);
    }

    public BulkSettings withResultLinks(ResultLinks links) {
        return new BulkSettings(jobTime, pageRows, links);
    }
}
