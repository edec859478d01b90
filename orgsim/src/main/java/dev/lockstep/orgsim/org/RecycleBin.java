package dev.lockstep.orgsim.org;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The recycle bin of one state of the org.
record RecycleBin(OrgState state) {
    /// The records that are in the bin with each of these roots, itself among them, by the root's Id. A root that isn't
    /// in the bin on its own has none.
    Map<String, List<StoredRecord>> with(Collection<String> roots) {
        var wanted = new HashSet<String>(roots);
        var found = new LinkedHashMap<String, List<StoredRecord>>();
        if (wanted.isEmpty()) {
            return found;
        }
        for (var object : state.schema().objects()) {
            if (mayBeTaken(object) || wanted.stream().anyMatch(root -> root.startsWith(object.keyPrefix()))) {
                state.table(object).stored().forEachRemaining(record -> {
                    if (record.whereabouts() instanceof Whereabouts.InBin bin && wanted.contains(bin.root())) {
                        found.computeIfAbsent(bin.root(), _ -> new ArrayList<>())
                                .add(record);
                    }
                });
            }
        }
        return found;
    }

    /// Whether records of the object go along with others.
    private static boolean mayBeTaken(ObjectDefinition object) {
        return object.fields().stream()
                .flatMap(field -> field.lookup().stream())
                .anyMatch(lookup -> lookup.onParentDelete() == OnParentDelete.CASCADE);
    }
}
