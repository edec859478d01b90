package dev.lockstep.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A field as the org describes it.
///
/// @param length characters for text, 0 for others
/// @param precision all digits of a number, 0 where describe gives none
/// @param scale digits behind the decimal point
/// @param referenceTo the objects that a lookup may point at; several make it polymorphic
/// @param relationshipName the name under which the parent is reached, such as `Account` or `Account__r`
public record FieldDescription(
        FieldName name,
        FieldType type,
        int length,
        int precision,
        int scale,
        Set<FieldTrait> traits,
        List<ObjectName> referenceTo,
        Optional<String> relationshipName) {
    public FieldDescription {
        traits = Set.copyOf(traits);
        referenceTo = List.copyOf(referenceTo);
        if (length < 0 || precision < 0 || scale < 0) {
            throw new IllegalArgumentException("field " + name + " has a negative size");
        }
    }

    public boolean is(FieldTrait trait) {
        return traits.contains(trait);
    }
}
