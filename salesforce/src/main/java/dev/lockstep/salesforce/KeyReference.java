package dev.lockstep.salesforce;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;

/// A parent named by one of its external ids instead of its Id.
///
/// @param parent the type of the parent, which a polymorphic lookup can't do without
public record KeyReference(ObjectName parent, FieldName key, String value) {
    public KeyReference {
        if (CanonicalText.stored(value).isEmpty()) {
            throw new IllegalArgumentException("the reference by " + parent + "." + key + " has no value");
        }
        CanonicalText.check(value);
    }
}
