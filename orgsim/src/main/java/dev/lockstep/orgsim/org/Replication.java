package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;

/// The calls `getUpdated` and `getDeleted`, answered from one state.
///
/// @param now the org's time when the state was taken
/// @param covered the time up to which the state holds all saves: before `now` while one is running
record Replication(OrgState state, Instant now, Instant covered) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration OLDEST_UPDATE = Duration.ofDays(30);
    private static final Duration OLDEST_DELETION = Duration.ofDays(15);
    private static final int MOST_IDS = 600_000;

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_getupdated.htm")
    UpdatedIds updated(String objectName, Instant start, Instant end) {
        var table = replicated(objectName);
        requireWindow(start, end, OLDEST_UPDATE);
        var ids = new ArrayList<String>();
        var numbers = table.inStampOrder(minute(start), minute(end));
        while (numbers.hasNext()) {
            var number = numbers.nextLong();
            if (!table.isDeleted(number) && sees(table, number)) {
                ids.add(RecordNumbers.id(table.definition().keyPrefix(), number).text18());
                requireFew(ids.size());
            }
        }
        return new UpdatedIds(ids, latestCovered(end));
    }

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_getdeleted.htm")
    @Assumed(reason = "Records that are gone for good are told with the time of their deletion, like those in the bin")
    DeletedIds deleted(String objectName, Instant start, Instant end) {
        var table = replicated(objectName);
        requireWindow(start, end, OLDEST_DELETION);
        var deleted = new ArrayList<DeletedIds.DeletedId>();
        var numbers = table.inStampOrder(minute(start), minute(end));
        while (numbers.hasNext()) {
            var number = numbers.nextLong();
            if (table.isDeleted(number)
                    && table.find(number).orElseThrow() instanceof StoredRecord record
                    && state.access().sees(record)) {
                deleted.add(new DeletedIds.DeletedId(record.id(), record.stamp()));
                requireFew(deleted.size());
            }
        }
        table.departures().goneBetween(minute(start), minute(end)).forEach(place -> {
            var id = RecordNumbers.id(table.definition().keyPrefix(), place.number());
            deleted.add(new DeletedIds.DeletedId(id.text18(), place.stamp()));
            requireFew(deleted.size());
        });
        deleted.sort(Comparator.comparing(DeletedIds.DeletedId::deletedDate).thenComparing(DeletedIds.DeletedId::id));
        return new DeletedIds(deleted, earliestAvailable(), latestCovered(end));
    }

    private boolean sees(Table table, long number) {
        return state.access().seesAllOf(table)
                || state.access().sees(table.find(number).orElseThrow());
    }

    private Table replicated(String name) {
        var object = CallRules.requireObject(state.schema(), name);
        if (!state.access().sees(object)) {
            throw new OrgFault(FaultKind.INVALID_SOBJECT, "INVALID_TYPE", CallRules.unsupportedObject(name));
        }
        if (!object.has(ObjectFlag.REPLICATEABLE)) {
            throw new OrgFault(
                    FaultKind.INVALID_SOBJECT, "INVALID_TYPE", "entity type " + object + " is not replicateable");
        }
        return state.table(object);
    }

    @Assumed(reason = "A start that is too old is refused, as the page on data replication has it for getDeleted")
    private void requireWindow(Instant start, Instant end, Duration oldest) {
        if (Duration.between(start, end).compareTo(SHORTEST) < 0) {
            throw invalid("The end date must be at least one minute after the start date");
        }
        if (start.isBefore(now.minus(oldest))) {
            throw invalid("The start date cannot be more than " + oldest.toDays() + " days in the past");
        }
    }

    private static void requireFew(int count) {
        if (count > MOST_IDS) {
            throw new OrgFault(
                    FaultKind.UNEXPECTED_ERROR,
                    "EXCEEDED_ID_LIMIT",
                    "More than " + MOST_IDS + " Ids found. Choose dates that are closer together.");
        }
    }

    private static OrgFault invalid(String message) {
        return new OrgFault(FaultKind.UNEXPECTED_ERROR, "INVALID_REPLICATION_DATE", message);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_getupdated_getupdatedresult.htm")
    private Instant latestCovered(Instant end) {
        return covered.isBefore(minute(end)) ? covered : minute(end);
    }

    @Assumed(reason = "The delete log of this org is never purged earlier than its fifteen days")
    private Instant earliestAvailable() {
        return now.minus(OLDEST_DELETION);
    }

    /// Both calls ignore the seconds of what they are given.
    private static Instant minute(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES);
    }
}
