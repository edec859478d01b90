package dev.lockstep.engine.doubt;

import dev.lockstep.model.RecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Pairs what was sent with what the org shows. Pure: the same evidence gives the same verdicts.
final class Pairing {
    private Pairing() {}

    /// Created records without a key of their own. An exact pair settles; records with the same values may
    /// stand for each other. Where nothing is left that could be it, the record wasn't made. Where something
    /// is left that doesn't pair, nobody can tell.
    ///
    /// @param candidates what the org says that our user made in the time of the call, less what other
    ///     entries own
    /// @param ownedByRows Ids that rows of the table have already: a pair with one of them proves nothing
    static List<Verdict> ofCreated(
            List<SentRecord> sent, Collection<FoundRecord> candidates, Set<RecordId> ownedByRows) {
        var left = new ArrayList<>(candidates);
        var verdicts = new ArrayList<Verdict>();
        var unpaired = new ArrayList<SentRecord>();
        var bySpecificity = sent.stream()
                .sorted(Comparator.comparingLong(SentRecord::specificity)
                        .reversed()
                        .thenComparingLong(SentRecord::entryId))
                .toList();
        for (var record : bySpecificity) {
            var pair = left.stream()
                    .filter(candidate -> !ownedByRows.contains(candidate.id()))
                    .filter(record::equalsAll)
                    .min(Comparator.comparing(FoundRecord::id));
            pair.ifPresentOrElse(
                    found -> {
                        left.remove(found);
                        verdicts.add(
                                found.deleted()
                                        ? new Verdict.DoneThenDeleted(record.entryId(), found.id())
                                        : new Verdict.Done(record.entryId(), found.id()));
                    },
                    () -> unpaired.add(record));
        }
        unpaired.forEach(record -> verdicts.add(ofUnpaired(record, left)));
        return verdicts;
    }

    private static Verdict ofUnpaired(SentRecord record, List<FoundRecord> left) {
        if (left.isEmpty()) {
            return new Verdict.NotDone(record.entryId());
        }
        var ids = left.stream().map(found -> found.id().value()).sorted().collect(Collectors.joining(", "));
        return new Verdict.Undecided(
                record.entryId(),
                "the answer to this insert was lost, and records that may or may not be it were created at that time: "
                        + ids + ". Set the row's sfid if one of them is it, or capture the insert again if none is");
    }

    /// Upserted records, by their keys as Salesforce compares them.
    ///
    /// @param keys the comparable key of each entry
    /// @param found live and deleted records by comparable key
    /// @param notBefore deleted records created before this were not made by the call
    static List<Verdict> ofUpserted(
            List<SentRecord> sent, Map<Long, String> keys, Map<String, List<FoundRecord>> found, Instant notBefore) {
        return sent.stream()
                .map(record -> ofUpserted(
                        record, found.getOrDefault(keys.getOrDefault(record.entryId(), ""), List.of()), notBefore))
                .toList();
    }

    private static Verdict ofUpserted(SentRecord record, List<FoundRecord> found, Instant notBefore) {
        var live = found.stream().filter(candidate -> !candidate.deleted()).findFirst();
        if (live.isPresent()) {
            return record.equalsAll(live.get())
                    ? new Verdict.Done(record.entryId(), live.get().id())
                    : new Verdict.DoneButDiffers(record.entryId(), live.get().id());
        }
        return found.stream()
                .filter(candidate -> !candidate.createdAt().isBefore(notBefore))
                .findFirst()
                .<Verdict>map(deleted -> new Verdict.DoneThenDeleted(record.entryId(), deleted.id()))
                .orElseGet(() -> new Verdict.NotDone(record.entryId()));
    }

    /// An updated record: equal is done, different is sent again, gone is for a person.
    static Verdict ofUpdated(SentRecord record, RecordId id, Optional<FoundRecord> found) {
        if (found.isEmpty()) {
            return new Verdict.Gone(
                    record.entryId(), "the record " + id + " is not to be seen in the org any more: it may be deleted");
        }
        if (found.get().deleted()) {
            return new Verdict.Gone(record.entryId(), "the record " + id + " was deleted in the org");
        }
        return record.equalsAll(found.get())
                ? new Verdict.Done(record.entryId(), id)
                : new Verdict.NotDone(record.entryId());
    }

    /// A deleted record: gone is done.
    static Verdict ofDeleted(long entryId, RecordId id, Optional<FoundRecord> found) {
        return found.isEmpty() || found.get().deleted() ? new Verdict.Done(entryId, id) : new Verdict.NotDone(entryId);
    }
}
