package dev.lockstep.engine.content;

import dev.lockstep.model.Action;
import dev.lockstep.model.configuration.FailedEntries;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.RecordKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says which entries go out as one. Pure.
///
/// An id may be a row's that was deleted and then another's: what stands on both sides of a deletion is
/// never one.
public final class Folding {
    private Folding() {}

    /// Every entry by itself, but for two cases: what failed goes out with the later changes of its
    /// row, which correct it; and an update of a row that has no record yet is part of the insert that
    /// captured the row again.
    ///
    /// @param waiting entries that wait, with those of their rows that failed, in the order of capture
    public static List<Change> ordered(List<Entry> waiting, FailedEntries failedEntries) {
        return changes(waiting, failedEntries, Folding::orderedLife);
    }

    /// All entries of a row as one, as far as the org ends up the same.
    ///
    /// @param waiting as in [#ordered(List, FailedEntries)]
    /// @param keyColumns by table the column of the unique identifier
    public static List<Change> merged(List<Entry> waiting, Map<String, String> keyColumns) {
        return changes(
                waiting,
                FailedEntries.HOLD_RECORD,
                entries -> mergedLife(
                        entries, keyColumns.getOrDefault(entries.getFirst().table(), "")));
    }

    /// The entries of an attempt as they were sent: a row was in it once.
    public static List<Change> ofAttempt(List<Entry> entries) {
        return byRow(entries).values().stream().map(Change::of).toList();
    }

    private interface Life {
        List<Change> of(List<Entry> entries);
    }

    private static List<Change> changes(List<Entry> waiting, FailedEntries failedEntries, Life life) {
        var changes = new ArrayList<Change>();
        byRow(waiting).values().forEach(entries -> changes.addAll(ofRow(entries, failedEntries, life)));
        changes.sort(Comparator.comparingLong(Change::position));
        return changes;
    }

    private static List<Change> ofRow(List<Entry> entries, FailedEntries failedEntries, Life life) {
        var changes = new ArrayList<Change>();
        for (var of : lives(entries)) {
            if (of.stream().noneMatch(Entry::hasFailed)) {
                changes.addAll(life.of(of));
            } else if (of.stream().allMatch(Entry::hasFailed)) {
                if (failedEntries != FailedEntries.FAIL) {
                    // Nothing corrects it, and whatever comes after it waits.
                    return changes;
                }
            } else if (failedEntries == FailedEntries.FAIL
                    && of.stream().anyMatch(entry -> entry.sfid().isPresent())) {
                changes.addAll(
                        life.of(of.stream().filter(entry -> !entry.hasFailed()).toList()));
            } else {
                changes.add(Change.of(of));
            }
        }
        return changes;
    }

    private static Map<RecordKey, List<Entry>> byRow(List<Entry> entries) {
        var byRow = new LinkedHashMap<RecordKey, List<Entry>>();
        entries.forEach(entry ->
                byRow.computeIfAbsent(entry.row(), row -> new ArrayList<>()).add(entry));
        return byRow;
    }

    private static List<List<Entry>> lives(List<Entry> entries) {
        var lives = new ArrayList<List<Entry>>();
        var life = new ArrayList<Entry>();
        for (var entry : entries) {
            life.add(entry);
            if (entry.action() == Action.DELETE) {
                lives.add(List.copyOf(life));
                life.clear();
            }
        }
        if (!life.isEmpty()) {
            lives.add(life);
        }
        return lives;
    }

    private static List<Change> orderedLife(List<Entry> entries) {
        int again = capturedAgain(entries);
        var changes = new ArrayList<Change>();
        if (again > 0) {
            changes.add(Change.of(entries.subList(0, again + 1)));
        }
        entries.stream().skip(again > 0 ? again + 1L : 0).map(Change::of).forEach(changes::add);
        return changes;
    }

    /// Where the last insert stands that has an update before it which can't be sent without; 0 where
    /// there is none.
    private static int capturedAgain(List<Entry> entries) {
        boolean isOrphan = false;
        int last = 0;
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            if (entry.action() == Action.UPDATE && entry.sfid().isEmpty()) {
                isOrphan = true;
            } else if (entry.action() == Action.INSERT && isOrphan) {
                last = i;
            }
        }
        // An update behind an insert of its own is no orphan.
        return entries.getFirst().action() == Action.INSERT ? 0 : last;
    }

    private static List<Change> mergedLife(List<Entry> entries, String keyColumn) {
        if (entries.getLast().action() == Action.DELETE && entries.stream().noneMatch(Folding::bringsSfid)) {
            return List.of(Change.of(entries));
        }
        var changes = new ArrayList<Change>();
        var together = new ArrayList<Entry>();
        for (var entry : entries) {
            if (!together.isEmpty() && standsApart(together, entry, keyColumn)) {
                changes.add(Change.of(together));
                together.clear();
            }
            together.add(entry);
        }
        changes.add(Change.of(together));
        return changes;
    }

    /// What an insert leaves empty takes the org's default. A column that was emptied since is to be
    /// empty, which only an update can say. A unique value that moves on may be another row's next. An
    /// insert that brings an sfid is refused, and takes nobody along.
    private static boolean standsApart(List<Entry> together, Entry entry, String keyColumn) {
        boolean makesARecord = together.stream()
                .anyMatch(earlier ->
                        earlier.action() == Action.INSERT && earlier.sfid().isEmpty());
        return switch (entry.action()) {
            case INSERT -> bringsSfid(entry) || together.stream().anyMatch(Folding::bringsSfid);
            case UPDATE ->
                together.stream().anyMatch(Folding::bringsSfid)
                        || entry.values().containsKey(keyColumn)
                        || (makesARecord && entry.values().values().stream().anyMatch(Optional::isEmpty));
            case DELETE -> together.stream().anyMatch(Folding::bringsSfid);
        };
    }

    private static boolean bringsSfid(Entry entry) {
        return entry.action() == Action.INSERT
                && entry.values().getOrDefault("sfid", Optional.empty()).isPresent();
    }
}
