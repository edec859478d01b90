package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// The process of the platform that archives activities, by the org's clock. Safe for many threads.
final class Archive {
    private final SilentChanges silentChanges;
    private volatile LocalDate lastRun = LocalDate.MIN;

    Archive(SilentChanges silentChanges) {
        this.silentChanges = silentChanges;
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.262.0.api.meta/api/sforce_api_guidelines_archive.htm")
    @Assumed(reason = "No document tells when it runs: here once a day, from midnight on, and when the org is opened")
    boolean isDue(Instant now) {
        return day(now).isAfter(lastRun);
    }

    /// Archives what is old enough. The next run isn't due before the next day.
    void run(Transaction transaction) {
        lastRun = day(transaction.stamp());
        archive(transaction, silentChanges);
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /// Nobody asked for this change: it starts no automation, and events don't tell of it.
    static void archive(Transaction transaction, SilentChanges silentChanges) {
        var redrafts = new Redrafts(transaction, silentChanges);
        var start = transaction.state();
        start.schema().objects().stream()
                .filter(object -> Activities.archivedPosition(object).isPresent())
                .forEach(object -> start.table(object).stored().forEachRemaining(record -> {
                    if (!record.isDeleted()
                            && !Activities.isArchived(record)
                            && Activities.isOld(record, transaction.stamp())) {
                        redrafts.archive(record);
                    }
                }));
    }
}
