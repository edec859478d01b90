package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceRefused;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A record as a file of records has it.
///
/// @param place such as `records[3]`
/// @param referenceId the name by which other records refer to it
/// @param values by field; a text such as `@name` may refer to another record
/// @param keys by relationship: the parent, named by one of its own fields
/// @param parent in whose list of children it stands
record PlannedRecord(
        SourceFile file,
        String place,
        String object,
        Optional<String> referenceId,
        Map<String, String> values,
        Map<String, Key> keys,
        Optional<Parent> parent) {
    PlannedRecord {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /// A field of another record that names it.
    record Key(String field, String value) {}

    /// @param place of the parent in the same file
    /// @param children the parent's name for such children
    record Parent(String place, String object, String children) {}

    SourceRefused refused(String problem) {
        return file.refused(place, problem);
    }

    SourceRefused refused(String field, String problem) {
        return file.refused(place + "." + field, problem);
    }
}
