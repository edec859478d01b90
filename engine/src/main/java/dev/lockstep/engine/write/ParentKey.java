package dev.lockstep.engine.write;

import dev.lockstep.model.FieldDescription;
import dev.lockstep.model.FieldTrait;
import dev.lockstep.model.ObjectName;
import java.util.Locale;

/// A record named by its external id, as Salesforce compares it: trimmed, and without case unless the field
/// has it.
record ParentKey(ObjectName object, String column, String value) {
    static ParentKey of(ObjectName object, FieldDescription key, String value) {
        var trimmed = value.strip();
        return new ParentKey(
                object,
                key.name().columnName(),
                key.is(FieldTrait.CASE_SENSITIVE) ? trimmed : trimmed.toLowerCase(Locale.ROOT));
    }
}
