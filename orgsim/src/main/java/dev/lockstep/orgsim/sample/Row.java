package dev.lockstep.orgsim.sample;

import dev.lockstep.orgsim.org.ExternalReference;
import dev.lockstep.orgsim.org.InputRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A record of the sample while it is being written down.
final class Row {
    private final String object;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, ExternalReference> references = new LinkedHashMap<>();

    Row(String object) {
        this.object = object;
    }

    /// Empty text leaves the field as it is.
    Row set(String field, Object value) {
        var text = value.toString();
        if (!text.isEmpty()) {
            fields.put(field, text);
        }
        return this;
    }

    /// Names the parent by its external id.
    Row refer(String relationship, String parent, String key) {
        references.put(relationship, new ExternalReference(parent, StandardFields.EXTERNAL_ID, key));
        return this;
    }

    InputRecord build() {
        return new InputRecord(object, Optional.empty(), fields, Set.of(), references);
    }
}
