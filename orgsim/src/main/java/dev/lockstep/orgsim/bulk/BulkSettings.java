package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Documented;
import java.time.Duration;

/// How bulk jobs run.
///
/// @param jobTime from the creation of a query job, or the closing of an ingest job, to its end, by the org's clock: a
///     third of it queued, the rest in progress
/// @param pageRows how many rows a page of results has where the client doesn't say
/// @param resultLinks how lists of result pages are spelled
/// @param batchesADay how many batches Bulk API 1.0 takes in 24 hours; with 0 the org doesn't have that API
public record BulkSettings(Duration jobTime, int pageRows, ResultLinks resultLinks, int batchesADay) {
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_bulkapi.htm")
    public static final int BATCHES_A_DAY = 15_000;

    public BulkSettings {
        if (jobTime.isNegative()) {
            throw new IllegalArgumentException("A job can't take %s.".formatted(jobTime));
        }
        if (pageRows < 1) {
            throw new IllegalArgumentException("A page has at least one row, not %d.".formatted(pageRows));
        }
        if (batchesADay < 0) {
            throw new IllegalArgumentException("There can't be %d batches a day.".formatted(batchesADay));
        }
    }

    public static BulkSettings defaults() {
        return new BulkSettings(Duration.ofMillis(300), 50_000, ResultLinks.DOCUMENTED, BATCHES_A_DAY);
    }

    public BulkSettings withJobTime(Duration time) {
        return new BulkSettings(time, pageRows, resultLinks, batchesADay);
    }

    public BulkSettings withPageRows(int rows) {
        return new BulkSettings(jobTime, rows, resultLinks, batchesADay);
    }

    public BulkSettings withResultLinks(ResultLinks links) {
        return new BulkSettings(jobTime, pageRows, links, batchesADay);
    }

    public BulkSettings withBatchesADay(int batches) {
        return new BulkSettings(jobTime, pageRows, resultLinks, batches);
    }
}
