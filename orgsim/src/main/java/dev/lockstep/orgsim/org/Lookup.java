package dev.lockstep.orgsim.org;

import java.util.List;
import java.util.Optional;

/// Where a reference field may point.
///
/// @param relationshipName the name by which SOQL and saves reach the parent, such as `Account` or `Account__r`
/// @param childRelationshipName the parent's name for its children, such as `Contacts`
public record Lookup(
        List<String> referenceTo,
        String relationshipName,
        Optional<String> childRelationshipName,
        OnParentDelete onParentDelete) {
    public Lookup {
        referenceTo = List.copyOf(referenceTo);
        if (referenceTo.isEmpty()) {
            throw new IllegalArgumentException("A lookup names at least one object");
        }
    }
}
