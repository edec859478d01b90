package dev.lockstep.app.demo.project;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the rows that a check works with on one side, and keeps those that are there. Parents are made first.
final class RowMaker {
    /// The first rows of an object have children, so that the last ones can be deleted alone.
    static final int WITH_CHILDREN = 2;

    /// Each row leaves every third of the fields open that it may.
    private static final int LEAVES_OPEN = 3;

    private final SampleValues values;
    private final ProjectPerson person;
    private final Map<String, List<CheckedRow>> rows = new LinkedHashMap<>();
    private int next;

    /// @param first number of a row, so that the rows of two sides have other values
    RowMaker(SampleValues values, ProjectPerson person, int first) {
        this.values = values;
        this.person = person;
        this.next = first;
    }

    List<CheckedRow> make(CheckedObject object, int count) {
        var made = new ArrayList<CheckedRow>();
        for (int index = 0; index < count; index++) {
            made.add(row(object, index));
        }
        of(object).addAll(made);
        return made;
    }

    private CheckedRow row(CheckedObject object, int index) {
        var row = new CheckedRow(object, next++);
        object.parents()
                .forEach((lookup, parent) -> row.parents()
                        .put(lookup, rows.getOrDefault(parent, List.of()).get(index % WITH_CHILDREN)));
        object.strangers().forEach((lookup, stranger) -> row.strangers().put(lookup, person.stranger(stranger)));
        var fields = object.fields();
        for (int place = 0; place < fields.size(); place++) {
            if (isAlwaysSet(fields.get(place)) || (place + index) % LEAVES_OPEN != 0) {
                set(row, fields.get(place), 0);
            }
        }
        return row;
    }

    private static boolean isAlwaysSet(FieldDefinition field) {
        return CheckedObjects.isRequired(field) || field.has(FieldFlag.UNIQUE) || field.has(FieldFlag.NAME_FIELD);
    }

    /// Gives the row another value, which is to be written.
    void set(CheckedRow row, FieldDefinition field, int change) {
        row.values().put(field, values.of(field, row.number(), change));
    }

    void empty(CheckedRow row, FieldDefinition field) {
        row.values().put(field, Optional.empty());
    }

    /// Those that are there, in the order of their making.
    List<CheckedRow> of(CheckedObject object) {
        return rows.computeIfAbsent(object.definition().name(), _ -> new ArrayList<>());
    }

    List<CheckedRow> all() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    void remove(List<CheckedRow> gone) {
        rows.values().forEach(some -> some.removeAll(gone));
    }

    /// The row and those that hang on it.
    List<CheckedRow> family(CheckedRow row) {
        var family = new ArrayList<>(List.of(row));
        for (int index = 0; index < family.size(); index++) {
            var parent = family.get(index);
            all().stream()
                    .filter(child -> child.parents().containsValue(parent) && !family.contains(child))
                    .forEach(family::add);
        }
        return family;
    }
}
