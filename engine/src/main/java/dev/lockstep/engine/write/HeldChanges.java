package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Change;
import dev.lockstep.model.Action;
import dev.lockstep.model.configuration.FailedEntries;
import dev.lockstep.postgres.log.Entry;
import dev.lockstep.postgres.log.RecordKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What has to wait for changes that aren't part of a plan: those that failed, are being sent, are tried
/// later or are stepped over.
///
/// - A record that they make can't be named yet.
/// - A key that they give up can't be another record's yet: an upsert would find the old one.
/// - A record that they name or named can't be deleted yet: the org would delete or clear what still
///   hangs on it.
final class HeldChanges {
    private final References references;
    /// By what is made, given up or named the rows whose changes do it: a change never waits for its
    /// own row.
    private final Map<Object, Set<RecordKey>> made = new HashMap<>();
    private final Map<Object, Set<RecordKey>> freed = new HashMap<>();
    private final Map<Object, Set<RecordKey>> touched = new HashMap<>();

    private HeldChanges(References references) {
        this.references = references;
    }

    static HeldChanges of(List<Entry> unsettled, PlanSettings settings) {
        var held = new HeldChanges(new References(settings.mappings()));
        unsettled.stream()
                .filter(entry -> !entry.hasFailed() || settings.failedEntries() != FailedEntries.FAIL)
                .forEach(entry -> held.add(Change.of(entry)));
        return held;
    }

    References references() {
        return references;
    }

    void add(Change change) {
        var row = change.row();
        references.made(change).ifPresent(key -> note(made, key, row));
        references.freed(change).ifPresent(key -> note(freed, key, row));
        boolean isNoRecord =
                change.net().action() == Action.INSERT && change.net().hasFailed();
        if (!isNoRecord) {
            references.touched(change).forEach(named -> note(touched, named, row));
        }
    }

    private static void note(Map<Object, Set<RecordKey>> by, Object what, RecordKey row) {
        by.computeIfAbsent(what, none -> new HashSet<>()).add(row);
    }

    boolean hold(Change change) {
        return references.named(change).values().stream().anyMatch(parent -> isOfOthers(made, parent, change))
                || references
                        .taken(change)
                        .filter(key -> isOfOthers(freed, key, change))
                        .isPresent()
                || (change.net().action() == Action.DELETE && wouldTakeOthersAlong(change));
    }

    private boolean wouldTakeOthersAlong(Change deletion) {
        return deletion.net()
                        .sfid()
                        .filter(id -> isOfOthers(touched, id, deletion))
                        .isPresent()
                || references
                        .freed(deletion)
                        .filter(key -> isOfOthers(touched, key, deletion))
                        .isPresent();
    }

    private static boolean isOfOthers(Map<Object, Set<RecordKey>> by, Object what, Change change) {
        return by.getOrDefault(what, Set.of()).stream().anyMatch(row -> !row.equals(change.row()));
    }
}
