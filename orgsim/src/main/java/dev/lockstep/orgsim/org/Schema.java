package dev.lockstep.orgsim.org;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The objects that the org is built of.
public final class Schema {
    private final Map<String, Blueprint> byName = new LinkedHashMap<>();
    private final Map<String, Blueprint> byPrefix = new HashMap<>();
    private final Map<String, List<Child>> children = new HashMap<>();

    /// A lookup of one object, seen from the object that it points to.
    record Child(ObjectDefinition object, FieldDefinition field, OnParentDelete onParentDelete) {}

    public Schema(List<Blueprint> blueprints) {
        for (var blueprint : blueprints) {
            var object = blueprint.definition();
            byName.put(lower(object.name()), blueprint);
            if (byPrefix.put(object.keyPrefix(), blueprint) != null) {
                throw new IllegalArgumentException("Two objects have the prefix " + object.keyPrefix());
            }
            for (var field : object.fields()) {
                field.lookup()
                        .ifPresent(lookup -> lookup.referenceTo()
                                .forEach(parent -> children.computeIfAbsent(lower(parent), _ -> new ArrayList<>())
                                        .add(new Child(object, field, lookup.onParentDelete()))));
            }
        }
    }

    List<Blueprint> blueprints() {
        return List.copyOf(byName.values());
    }

    List<ObjectDefinition> objects() {
        return byName.values().stream().map(Blueprint::definition).toList();
    }

    public Optional<ObjectDefinition> object(String name) {
        return Optional.ofNullable(byName.get(lower(name))).map(Blueprint::definition);
    }

    Optional<ObjectDefinition> objectOf(RecordId id) {
        return Optional.ofNullable(byPrefix.get(id.keyPrefix())).map(Blueprint::definition);
    }

    List<Child> childrenOf(ObjectDefinition parent) {
        return children.getOrDefault(lower(parent.name()), List.of());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
