package dev.lockstep.orgsim.org;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A record while it is being saved.
public final class Draft implements RecordView {
    private final ObjectDefinition object;
    private final long number;
    private final Optional<RecordView> before;
    private final Instant stamp;
    private final List<Value> values;
    private final Set<Integer> given = new HashSet<>();

    private Draft(ObjectDefinition object, long number, Optional<RecordView> before, Instant stamp) {
        this.object = object;
        this.number = number;
        this.before = before;
        this.stamp = stamp;
        this.values = new ArrayList<>(object.fields().size());
        for (var position = 0; position < object.fields().size(); position++) {
            var kept = position;
            values.add(before.map(view -> view.stored(kept)).orElse(Value.Absent.ABSENT));
        }
    }

    static Draft create(ObjectDefinition object, long number, Instant stamp) {
        return new Draft(object, number, Optional.empty(), stamp);
    }

    static Draft change(RecordView before, long number, Instant stamp) {
        return new Draft(before.object(), number, Optional.of(before), stamp);
    }

    @Override
    public ObjectDefinition object() {
        return object;
    }

    @Override
    public String id() {
        return RecordNumbers.id(object.keyPrefix(), number).text18();
    }

    @Override
    public Value stored(int position) {
        return values.get(position);
    }

    public boolean isNew() {
        return before.isEmpty();
    }

    /// The time of the save.
    public Instant stamp() {
        return stamp;
    }

    /// Whether the caller has said something about the field, emptying it included.
    public boolean isGiven(String field) {
        return given.contains(position(field));
    }

    /// The names of the fields of which the caller has said something.
    Set<String> given() {
        return given.stream()
                .map(position -> object.fields().get(position).name())
                .collect(Collectors.toSet());
    }

    /// Whether the field is new or differs from what it was.
    public boolean isChanged(String field) {
        return before.isEmpty() || !before.get().value(field).equals(value(field));
    }

    /// Sets what the org itself knows or derives.
    public void set(String field, Value value) {
        values.set(position(field), value);
    }

    void give(FieldDefinition field, Value value) {
        var position = position(field.name());
        given.add(position);
        values.set(position, value);
    }

    boolean has(String field) {
        return object.position(field).isPresent();
    }

    StoredRecord store() {
        return new StoredRecord(object, number, values);
    }

    private int position(String field) {
        return object.position(field)
                .orElseThrow(() -> new IllegalArgumentException(object + " has no field " + field));
    }
}
