package dev.lockstep.orgsim.org;

/// A generated row that nobody has changed yet.
record GeneratedRecord(ObjectDefinition object, GeneratedRows rows, long number) implements RecordView {
    @Override
    public String id() {
        return RecordNumbers.id(object.keyPrefix(), number).text18();
    }

    @Override
    public Value stored(int position) {
        var field = object.fields().get(position).name();
        return field.equals(SystemFields.ID) ? new Value.Text(id()) : rows.value(number, field);
    }
}
