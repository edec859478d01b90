package dev.lockstep.salesforce;

import dev.lockstep.model.FieldName;
import dev.lockstep.model.ObjectName;
import dev.lockstep.model.RecordId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One record as it goes to the org. A field that is named nowhere here stays as it is, or takes its default.
///
/// @param values texts as the org wants them, made by [FieldText]; in the order in which they are sent
/// @param nulls fields that are emptied
/// @param references lookups set by a parent's external id, by the name of the relationship (`Account`,
///     `Parent__r`)
public record OutgoingRecord(
        ObjectName object,
        Optional<RecordId> id,
        Map<FieldName, String> values,
        Set<FieldName> nulls,
        Map<String, KeyReference> references) {
    public OutgoingRecord {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        nulls = Collections.unmodifiableSet(new LinkedHashSet<>(nulls));
        references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
        if (values.containsKey(FieldName.ID) || nulls.contains(FieldName.ID)) {
            throw new IllegalArgumentException("the Id of a " + object + " is no field to be written");
        }
        values.values().forEach(CanonicalText::check);
        for (var field : nulls) {
            if (values.containsKey(field)) {
                throw new IllegalArgumentException(object + "." + field + " can't be set and emptied at once");
            }
        }
        for (var relationship : references.keySet()) {
            var lookup = lookup(relationship);
            if (values.containsKey(lookup) || nulls.contains(lookup)) {
                throw new IllegalArgumentException(object + "." + lookup + " can't be written beside a reference by "
                        + relationship + ": the org refuses both at once");
            }
        }
    }

    /// The lookup behind a relationship by Salesforce's naming: `AccountId` for `Account`, `Parent__c` for
    /// `Parent__r`.
    private static FieldName lookup(String relationship) {
        return new FieldName(
                relationship.endsWith("__r")
                        ? relationship.substring(0, relationship.length() - 1) + "c"
                        : new FieldName(relationship) + "Id");
    }
}
