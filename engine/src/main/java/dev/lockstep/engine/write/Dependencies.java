package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Change;
import dev.lockstep.model.Action;
import dev.lockstep.postgres.log.RecordKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which changes have to be in the org before which others, where their order is free otherwise. Pure.
///
/// - a new record comes before those that name it;
/// - a key is given up before another record gets it;
/// - what names a record, or named it, is done before the record is deleted: the org deletes or clears
///   what hangs on it;
/// - changes of one row keep their order.
final class Dependencies {
    private final References references;
    private final List<Change> changes;
    private final Map<ParentKey, Change> makers = new HashMap<>();
    private final Map<ParentKey, List<Change>> freers = new HashMap<>();
    private final Map<Object, List<Change>> touching = new HashMap<>();
    private final Map<Long, Set<Long>> before = new HashMap<>();

    private Dependencies(List<Change> changes, References references) {
        this.references = references;
        this.changes = changes;
        for (var change : changes) {
            references.made(change).ifPresent(key -> makers.putIfAbsent(key, change));
            references
                    .freed(change)
                    .ifPresent(key -> freers.computeIfAbsent(key, none -> new ArrayList<>())
                            .add(change));
            references
                    .touched(change)
                    .forEach(named -> touching.computeIfAbsent(named, none -> new ArrayList<>())
                            .add(change));
        }
    }

    /// By the number of each change those that come before it.
    ///
    /// @param changes by their position, without circles of references
    static Map<Long, Set<Long>> of(List<Change> changes, References references) {
        return new Dependencies(changes, references).find();
    }

    private Map<Long, Set<Long>> find() {
        var lastOfRow = new HashMap<RecordKey, Change>();
        for (var change : changes) {
            var earlier = lastOfRow.put(change.row(), change);
            if (earlier != null) {
                follows(change, earlier);
            }
            references.named(change).values().forEach(parent -> followsMaker(change, parent));
            references.taken(change).ifPresent(key -> followsEarlier(change, freers.getOrDefault(key, List.of())));
            if (change.net().action() == Action.DELETE) {
                references
                        .freed(change)
                        .ifPresent(key -> followsEarlier(change, touching.getOrDefault(key, List.of())));
                change.net().sfid().ifPresent(id -> followsEarlier(change, touching.getOrDefault(id, List.of())));
            }
        }
        return before;
    }

    /// Where a key changes hands, one that named it before means the record that had it then.
    private void followsMaker(Change change, ParentKey parent) {
        var maker = makers.get(parent);
        if (maker != null && (maker.position() < change.position() || !freers.containsKey(parent))) {
            follows(change, maker);
        }
    }

    private void followsEarlier(Change change, List<Change> others) {
        others.stream().filter(other -> other.position() < change.position()).forEach(other -> follows(change, other));
    }

    private void follows(Change change, Change earlier) {
        if (earlier.net().id() != change.net().id()) {
            before.computeIfAbsent(change.net().id(), none -> new HashSet<>())
                    .add(earlier.net().id());
        }
    }
}
