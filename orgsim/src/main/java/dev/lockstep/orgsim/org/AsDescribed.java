package dev.lockstep.orgsim.org;

import java.util.List;
import java.util.Optional;

/// What another org has told of a field and doesn't follow from the field's definition here.
///
/// @param byteLength most characters take up to three bytes, and some fields' one
/// @param cascadeDelete as the field tells it, which may differ from what its parent tells
/// @param restrictedDelete likewise
/// @param defaultValue as text; a field may have a default that isn't told
/// @param relationshipName some fields that are no lookups have one
public record AsDescribed(
        int byteLength,
        boolean cascadeDelete,
        boolean restrictedDelete,
        Optional<String> defaultValue,
        Optional<String> relationshipName,
        Optional<String> extraTypeInfo,
        Optional<String> mask,
        Optional<String> maskType,
        Optional<String> referenceTargetField,
        Optional<FilteredLookup> filteredLookup) {
    /// Which parents a person is offered.
    ///
    /// @param dependent whether the choice depends on other fields of the record
    public record FilteredLookup(List<String> controllingFields, boolean dependent, boolean optionalFilter) {
        public FilteredLookup {
            controllingFields = List.copyOf(controllingFields);
        }
    }
}
