package dev.lockstep.orgsim.org;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The records that refer to others, as a deletion looks for them in one state of the org.
record Dependents(OrgState state) {
    /// A record that isn't deleted, and the lookup by which it names its parent.
    record Child(RecordView record, FieldDefinition field) {
        String parent() {
            return record.value(field.name()) instanceof Value.Text(var parent) ? parent : "";
        }
    }

    /// A record that is to be deleted.
    ///
    /// @param root the record that takes it along, or itself
    record Doomed(RecordView record, String root) {}

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

    /// The records themselves and all that go with them, by Id.
    Map<String, Doomed> withCascade(Map<String, RecordView> roots) {
        var doomed = new LinkedHashMap<String, Doomed>();
        roots.forEach((id, record) -> doomed.put(id, new Doomed(record, id)));
        var wave = List.copyOf(roots.values());
        while (!wave.isEmpty()) {
            var next = new ArrayList<RecordView>();
            for (var child : children(wave, OnParentDelete.CASCADE)) {
                var root = Objects.requireNonNull(doomed.get(child.parent())).root();
                if (doomed.putIfAbsent(child.record().id(), new Doomed(child.record(), root)) == null) {
                    next.add(child.record());
                }
            }
            wave = next;
        }
        return doomed;
    }

    /// Details of these masters that had been deleted before them.
    List<StoredRecord> binnedDetails(Collection<RecordView> masters) {
        var ids = masters.stream().map(RecordView::id).collect(Collectors.toSet());
        var details = new ArrayList<StoredRecord>();
        masters.stream()
                .map(RecordView::object)
                .distinct()
                .forEach(object -> state.schema().childrenOf(object).stream()
                        .filter(child -> child.field()
                                .lookup()
                                .orElseThrow()
                                .masterOrder()
                                .isPresent())
                        .forEach(child -> state.table(child.object()).stored().forEachRemaining(record -> {
                            if (record.isRootInBin()
                                    && record.value(child.field().name()) instanceof Value.Text(var master)
                                    && ids.contains(master)) {
                                details.add(record);
                            }
                        })));
        return details;
    }
}
