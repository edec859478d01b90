package dev.lockstep.orgsim.org;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Where a reference field may point.
///
/// @param relationshipName the name by which SOQL and saves reach the parent, such as `Account` or `Account__r`;
///     empty where there is no way from here to the parent
/// @param childRelationshipName the parent's name for its children, such as `Contacts`
/// @param masterOrder of a master-detail relationship: 0 for the object's first one, 1 for the second
public record Lookup(
        List<String> referenceTo,
        String relationshipName,
        Optional<String> childRelationshipName,
        OnParentDelete onParentDelete,
        OptionalInt masterOrder) {
    public Lookup {
        referenceTo = List.copyOf(referenceTo);
        if (referenceTo.isEmpty()) {
            throw new IllegalArgumentException("A lookup names at least one object");
        }
    }

    /// A lookup that is no master-detail relationship.
    public Lookup(
            List<String> referenceTo,
            String relationshipName,
            Optional<String> childRelationshipName,
            OnParentDelete onParentDelete) {
        this(referenceTo, relationshipName, childRelationshipName, onParentDelete, OptionalInt.empty());
    }
}
