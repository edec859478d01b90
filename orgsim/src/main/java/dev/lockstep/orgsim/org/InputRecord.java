package dev.lockstep.orgsim.org;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A record as a caller sends it.
///
/// @param fields field name to the value as SOAP writes it (`true`, `1000.5`, `2022-10-20T16:46:32.000Z`); `Id` is not
/// among them
/// @param fieldsToNull fields to be emptied
/// @param references relationship name (`Account`, `Account__r`) to the parent, named by one of its external ids
public record InputRecord(
        String object,
        Optional<String> id,
        Map<String, String> fields,
        Set<String> fieldsToNull,
        Map<String, ExternalReference> references) {
    public InputRecord {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        fieldsToNull = Collections.unmodifiableSet(new LinkedHashSet<>(fieldsToNull));
        references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
    }

    /// The same with text cut to the length that the object's fields have.
    InputRecord cutFor(ObjectDefinition definition) {
        var cut = new LinkedHashMap<String, String>();
        fields.forEach((name, text) -> cut.put(
                name,
                definition.field(name).map(field -> TextRules.cut(field, text)).orElse(text)));
        return new InputRecord(object, id, cut, fieldsToNull, references);
    }
}
