package dev.lockstep.model.configuration;

import dev.lockstep.model.Access;
import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import java.util.List;
import java.util.Optional;

/// What a person wants of a mapping.
///
/// @param fields names such as `LastName`, paths such as `Account__r.External_Id__c`, and `*` for every field
///     that can
///     be mapped; empty means the same as `*`
public record MappingSection(
        ObjectName object, Access access, Optional<FieldName> uniqueIdentifier, List<String> fields) {
    public MappingSection {
        fields = List.copyOf(fields);
    }
}
