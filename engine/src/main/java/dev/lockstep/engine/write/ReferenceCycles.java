package dev.lockstep.engine.write;

import dev.lockstep.engine.content.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds new records that name each other in a circle, so that none of them can be the first. The
/// circle is broken where a record names one that comes after it, or itself: that column is left out
/// and sent when both are there. Pure.
final class ReferenceCycles {
    private final References references;
    private final Map<ParentKey, Change> makers = new HashMap<>();

    private ReferenceCycles(List<Change> changes, References references) {
        this.references = references;
        changes.forEach(change -> references.made(change).ifPresent(key -> makers.putIfAbsent(key, change)));
    }

    /// The same changes, those that are part of a circle without the columns that close it.
    static List<Broken> breakIn(List<Change> changes, References references) {
        var cycles = new ReferenceCycles(changes, references);
        return changes.stream().map(cycles::broken).toList();
    }

    /// @param omitted columns that are left out
    record Broken(Change change, Set<String> omitted) {}

    private Broken broken(Change change) {
        var omitted = new HashSet<String>();
        if (references.made(change).filter(key -> isMakerOf(key, change)).isPresent()) {
            references.named(change).forEach((column, parent) -> {
                var maker = makers.get(parent);
                if (maker != null && maker.position() >= change.position() && leadsTo(maker, change)) {
                    omitted.add(column);
                }
            });
        }
        return new Broken(change.without(omitted), omitted);
    }

    private boolean isMakerOf(ParentKey key, Change change) {
        var maker = makers.get(key);
        return maker != null && maker.net().id() == change.net().id();
    }

    private boolean leadsTo(Change from, Change to) {
        var seen = new HashSet<Long>();
        var next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            var change = next.remove();
            if (change.net().id() == to.net().id()) {
                return true;
            }
            if (seen.add(change.net().id())) {
                next.addAll(parents(change));
            }
        }
        return false;
    }

    private List<Change> parents(Change change) {
        var parents = new ArrayList<Change>();
        references.named(change).values().forEach(key -> {
            var maker = makers.get(key);
            if (maker != null) {
                parents.add(maker);
            }
        });
        return parents;
    }
}
