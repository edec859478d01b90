package dev.lockstep.orgsim.org;

import java.util.ArrayList;
import java.util.Optional;

/// Counts the org's commits and their changes, and tells of them.
final class ChangeFeed {
    private final ChangeListener listener;
    private long commits;
    private long changes;

    ChangeFeed(ChangeListener listener) {
        this.listener = listener;
    }

    void take(Commit commit, OrgState before, OrgState after) {
        if (commit.records().isEmpty()) {
            return;
        }
        commits++;
        var first = changes + 1;
        changes += commit.records().size();
        commit.circumstances()
                .map(told -> set(commit, told, first, before))
                .filter(set -> !set.changes().isEmpty())
                .ifPresent(set -> listener.committed(set, after));
    }

    private ChangeSet set(Commit commit, Circumstances told, long first, OrgState before) {
        var made = new ArrayList<RecordChange>();
        var number = first;
        for (var record : commit.records()) {
            Optional<RecordView> earlier = before.table(record.object()).find(record.number());
            if (earlier.filter(RecordView::isDeleted).isPresent() && record.isDeleted()) {
                // It leaves the recycle bin, which changes nothing for those who can't look into it.
                number++;
                continue;
            }
            made.add(new RecordChange(
                    number,
                    RecordChange.kindOf(earlier, record),
                    told.followers().contains(record.id()) ? RecordChange.Cause.FOLLOWED : RecordChange.Cause.ASKED_FOR,
                    earlier,
                    record));
            number++;
        }
        return new ChangeSet(commits, told.at(), told.userId(), told.origin(), told.way(), made);
    }
}
