package dev.lockstep.salesforce;

import java.util.List;

/// Why the org refused a record, in its own words, and what to do about it.
///
/// @param code such as `REQUIRED_FIELD_MISSING`
/// @param fields the fields that the org names, often none
public record RecordError(String code, String message, List<String> fields, Treatment treatment) {
    public RecordError {
        fields = List.copyOf(fields);
    }
}
