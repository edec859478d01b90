package dev.lockstep.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An object as the org describes it to the signed-in user: fields hidden from that user are absent.
public record ObjectDescription(
        ObjectName name, String label, String keyPrefix, Set<ObjectTrait> traits, List<FieldDescription> fields) {
    public ObjectDescription {
        traits = Set.copyOf(traits);
        fields = List.copyOf(fields);
    }

    public boolean is(ObjectTrait trait) {
        return traits.contains(trait);
    }

    public Optional<FieldDescription> field(FieldName name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
