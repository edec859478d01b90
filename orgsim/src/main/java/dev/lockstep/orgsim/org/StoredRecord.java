package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.List;

/// A record that the org keeps. Never changes: a save makes a new one.
record StoredRecord(ObjectDefinition object, long number, List<Value> values) implements RecordView {
    StoredRecord {
        values = List.copyOf(values);
        if (values.size() != object.fields().size()) {
            throw new IllegalArgumentException("A record of " + object + " has a value for each field");
        }
    }

    @Override
    public String id() {
        return RecordNumbers.id(object.keyPrefix(), number).text18();
    }

    @Override
    public Value stored(int position) {
        return values.get(position);
    }

    Instant stamp() {
        if (value(SystemFields.SYSTEM_MODSTAMP) instanceof Value.Moment(var instant)) {
            return instant;
        }
        throw new IllegalStateException("The record " + id() + " has no " + SystemFields.SYSTEM_MODSTAMP);
    }
}
