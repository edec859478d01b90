package dev.lockstep.salesforce.rest;

import dev.lockstep.model.ObjectDescription;
import java.util.List;

/// An object's description, and what of it isn't there.
///
/// @param leftOut the fields of a type that isn't known here, as `Name (type)`
public record DescribedObject(ObjectDescription description, List<String> leftOut) {
    public DescribedObject {
        leftOut = List.copyOf(leftOut);
    }
}
