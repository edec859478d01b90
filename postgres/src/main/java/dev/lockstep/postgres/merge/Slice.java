package dev.lockstep.postgres.merge;

import dev.lockstep.postgres.merge.Taking.Cursor;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One slice of a merge: what happens in one transaction, and nothing of it without the rest.
final class Slice {
    private Slice() {}

    /// What a slice did.
    ///
    /// @param next where the next slice begins; empty where all that is staged was looked at
    record Outcome(MergeResult result, List<MergedChange> changes, Optional<Cursor> next) {}

    static Outcome run(SliceSession session, MergeRun.Part part, Instant now, MergeLimits limits) throws SQLException {
        var taken = Taking.take(session, part.from(), part.records(), limits.lockWait());
        var result = MergeResult.NOTHING;
        var changes = List.<MergedChange>of();
        if (taken.records() > 0) {
            Matching.match(session, now, limits);
            Deciding.decide(session);
            int missed = MissedChanges.find(session);
            Noting.conflicts(session);
            changes = Applying.apply(session, part.table());
            Noting.note(session, now);
            result = result(session, changes, missed);
        }
        Progress.count(session);
        boolean isLast = taken.records() < part.records();
        if (isLast) {
            Progress.end(session, part.ending(), now);
        }
        return new Outcome(result, changes, isLast ? Optional.empty() : taken.end());
    }

    private static MergeResult result(SliceSession session, List<MergedChange> changes, int missed)
            throws SQLException {
        var counts = Noting.counts(session);
        return new MergeResult(
                changes.stream().filter(MergedChange.Inserted.class::isInstance).count(),
                sum(counts, Fate.UPDATE, Fate.MERGE),
                changes.stream().filter(MergedChange.Deleted.class::isInstance).count(),
                changes.stream().filter(MergedChange.Linked.class::isInstance).count(),
                sum(counts, Fate.SUPERSEDED, Fate.SAME, Fate.GONE, Fate.SKIPPED),
                sum(counts, Fate.STALE),
                sum(counts, Fate.HELD),
                sum(counts, Fate.LEFT, Fate.WAITING),
                sum(counts, Fate.REFUSED),
                missed,
                Noting.released(session),
                MergeResult.Completion.COMPLETE);
    }

    private static long sum(Map<Fate, Long> counts, Fate... fates) {
        long sum = 0;
        for (var fate : fates) {
            sum += counts.getOrDefault(fate, 0L);
        }
        return sum;
    }
}
