package dev.lockstep.orgsim.soql;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.RecordView;
import dev.lockstep.orgsim.org.Value;
import java.util.List;
import java.util.stream.Stream;

/// A field of the queried object or, through the references `steps`, of a parent.
final class FieldAccess {
    private final Parents parents;
    private final List<FieldDefinition> steps;
    private final FieldDefinition field;
    /// In the queried object; used without steps.
    private final int position;

    FieldAccess(Parents parents, ObjectDefinition object, List<FieldDefinition> steps, FieldDefinition field) {
        this.parents = parents;
        this.steps = List.copyOf(steps);
        this.field = field;
        this.position = steps.isEmpty() ? object.position(field.name()).orElseThrow() : -1;
    }

    List<FieldDefinition> steps() {
        return steps;
    }

    FieldDefinition field() {
        return field;
    }

    boolean isDirect() {
        return steps.isEmpty();
    }

    /// Whether it is this field of the queried object itself.
    boolean isDirect(String name) {
        return isDirect() && field.name().equals(name);
    }

    /// As the org spells the names.
    List<String> path() {
        return Stream.concat(steps.stream().map(step -> step.relationshipName().orElseThrow()), Stream.of(field.name()))
                .toList();
    }

    /// Absent where a parent on the way is.
    Value value(RecordView record) {
        if (steps.isEmpty()) {
            return parents.state().access().seen(field, record.value(position, parents::of));
        }
        var current = record;
        for (var step : steps) {
            var parent = parents.of(current, step);
            if (parent.isEmpty()) {
                return Value.Absent.ABSENT;
            }
            current = parent.get();
        }
        return valueOf(field, current, parents);
    }

    /// Absent where that record's object, one of several that the reference may point to, lacks the field.
    static Value valueOf(FieldDefinition field, RecordView record, Parents parents) {
        var shown = NameObject.value(field, record);
        if (shown.isPresent()) {
            return shown.get();
        }
        var place = record.object().position(field.name());
        return place.isPresent()
                ? parents.state().access().seen(field, record.value(place.getAsInt(), parents::of))
                : Value.Absent.ABSENT;
    }
}
