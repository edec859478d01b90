package dev.lockstep.orgsim.org;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The records that refer to others, as a deletion looks for them in one state of the org.
record Dependents(OrgState state) {
    /// A record that isn't deleted, and the lookup by which it names its parent.
    record Child(RecordView record, FieldDefinition field) {}

    /// The children of any of the parents whose lookup does this when a parent is deleted.
    List<Child> children(Collection<RecordView> parents, OnParentDelete kind) {
        var idsByObject = new LinkedHashMap<ObjectDefinition, Set<String>>();
        parents.forEach(parent -> idsByObject
                .computeIfAbsent(parent.object(), _ -> new HashSet<>())
                .add(parent.id()));
        var children = new ArrayList<Child>();
        idsByObject.forEach((object, ids) -> state.schema().childrenOf(object).stream()
                .filter(child -> child.onParentDelete() == kind)
                .forEach(child -> collect(child, ids, children)));
        return children;
    }

    private void collect(Schema.Child child, Set<String> parents, List<Child> children) {
        var table = state.table(child.object());
        var position = child.object().position(child.field().name()).orElseThrow();
        var numbers = table.inIdOrder(0, Long.MAX_VALUE);
        while (numbers.hasNext()) {
            var record = table.find(numbers.nextLong()).orElseThrow();
            if (record.stored(position) instanceof Value.Text(var parent)
                    && parents.contains(parent)
                    && !record.isDeleted()) {
                children.add(new Child(record, child.field()));
            }
        }
    }

    /// The records themselves and all that go with them.
    Map<String, RecordView> withCascade(Map<String, RecordView> roots) {
        var doomed = new LinkedHashMap<>(roots);
        var wave = List.copyOf(roots.values());
        while (!wave.isEmpty()) {
            var next = new ArrayList<RecordView>();
            for (var child : children(wave, OnParentDelete.CASCADE)) {
                if (doomed.putIfAbsent(child.record().id(), child.record()) == null) {
                    next.add(child.record());
                }
            }
            wave = next;
        }
        return doomed;
    }
}
