package dev.lockstep.app.demo.project;

import dev.lockstep.app.demo.CheckScript.Step;
import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import dev.lockstep.orgsim.org.OnParentDelete;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The steps in which an application changes the mapped tables.
final class PostgresSteps {
    static final int ROWS = 6;

    private static final int UPDATED = 4;
    private static final int FIELDS_UPDATED = 3;
    private static final int RAPID_CHANGES = 10;

    private final List<CheckedObject> objects;
    private final Sides sides;
    private final RowMaker rows;

    PostgresSteps(List<CheckedObject> objects, Sides sides, RowMaker rows) {
        this.objects = objects;
        this.sides = sides;
        this.rows = rows;
    }

    List<Step> steps() {
        var steps = new ArrayList<Step>();
        CheckedObjects.waves(objects).forEach(wave -> steps.add(insert(wave)));
        steps.add(new Step(
                "update some rows of each in PostgreSQL, with fields emptied",
                this::update,
                () -> sides.problems(rows.all())));
        objects.stream()
                .filter(object -> !object.changeable().isEmpty())
                .findFirst()
                .ifPresent(object -> steps.add(changeRapidly(object)));
        objects.stream().findFirst().ifPresent(object -> steps.add(insertAndDelete(object)));
        steps.add(delete());
        objects.stream()
                .filter(object -> !children(object).isEmpty() && goWith(object))
                .findFirst()
                .ifPresent(object -> steps.add(deleteFamily(object)));
        return steps;
    }

    private Step insert(List<CheckedObject> wave) {
        return new Step(
                "insert " + ROWS + " rows each of " + Sides.names(wave) + " in PostgreSQL",
                () -> sides.application().inOneTransaction(() -> {
                    int changes = 0;
                    for (var object : wave) {
                        for (var row : rows.make(object, ROWS)) {
                            changes += sides.application().insert(row);
                        }
                    }
                    return changes;
                }),
                () -> sides.problems(rows.all()));
    }

    private int update() throws SQLException {
        return sides.application().inOneTransaction(() -> {
            int changes = 0;
            for (var object : objects) {
                var fields = object.changeable();
                for (var row : rows.of(object).subList(0, UPDATED)) {
                    var some = some(fields, row);
                    if (!some.isEmpty()) {
                        changes += sides.application().update(row, some);
                    }
                }
            }
            return changes;
        });
    }

    /// Others for each row; one of them is emptied where it can be.
    private List<FieldDefinition> some(List<FieldDefinition> fields, CheckedRow row) {
        var some = new ArrayList<FieldDefinition>();
        for (int index = 0; index < Math.min(FIELDS_UPDATED, fields.size()); index++) {
            var field = fields.get((row.number() + index) % fields.size());
            some.add(field);
            if (index == 1 && field.has(FieldFlag.NILLABLE) && field.has(FieldFlag.CUSTOM)) {
                rows.empty(row, field);
            } else {
                rows.set(row, field, 1);
            }
        }
        return some;
    }

    private Step changeRapidly(CheckedObject object) {
        var field = object.changeable().getFirst();
        return new Step(
                "change one row " + RAPID_CHANGES + " times, and a new row twice in one transaction",
                () -> {
                    var row = rows.of(object).getFirst();
                    int changes = 0;
                    for (int change = 2; change < RAPID_CHANGES + 2; change++) {
                        rows.set(row, field, change);
                        changes += sides.application().update(row, List.of(field));
                    }
                    return changes + sides.application().inOneTransaction(() -> insertTwice(object, field));
                },
                () -> sides.problems(rows.of(object)));
    }

    private int insertTwice(CheckedObject object, FieldDefinition field) throws SQLException {
        var row = rows.make(object, 1).getFirst();
        int changes = sides.application().insert(row);
        rows.set(row, field, 1);
        return changes + sides.application().update(row, List.of(field));
    }

    private Step insertAndDelete(CheckedObject object) {
        var fleeting = new ArrayList<CheckedRow>();
        return new Step(
                "insert a row and delete it at once",
                () -> {
                    fleeting.addAll(rows.make(object, 1));
                    rows.remove(fleeting);
                    return sides.application().insert(fleeting.getFirst())
                            + sides.application().delete(fleeting.getFirst());
                },
                () -> List.of(sides.person().problemOfLikeness(fleeting.getFirst())));
    }

    private Step delete() {
        var gone = new ArrayList<CheckedRow>();
        return new Step(
                "delete some rows of each in PostgreSQL",
                () -> {
                    for (var object : objects.reversed()) {
                        var all = rows.of(object);
                        gone.addAll(all.subList(Math.max(UPDATED, RowMaker.WITH_CHILDREN), all.size()));
                    }
                    rows.remove(gone);
                    return sides.application().inOneTransaction(() -> {
                        int changes = 0;
                        for (var row : gone) {
                            changes += sides.application().delete(row);
                        }
                        return changes;
                    });
                },
                () -> sides.problemsOfAbsence(gone));
    }

    private Step deleteFamily(CheckedObject object) {
        var gone = new ArrayList<CheckedRow>();
        return new Step(
                "delete a row of " + object + " in PostgreSQL, with which its children go",
                () -> {
                    gone.addAll(rows.family(rows.of(object).getFirst()));
                    rows.remove(gone);
                    return sides.application().delete(gone.getFirst());
                },
                () -> sides.problemsOfAbsence(gone));
    }

    private Collection<CheckedObject> children(CheckedObject parent) {
        return objects.stream()
                .filter(child ->
                        child.parents().containsValue(parent.definition().name()))
                .toList();
    }

    /// Whether all that hangs on the object's rows is deleted along with them.
    private boolean goWith(CheckedObject parent) {
        return children(parent).stream()
                .allMatch(child -> goWith(child)
                        && child.parents().entrySet().stream()
                                .filter(lookup -> lookup.getValue()
                                        .equals(parent.definition().name()))
                                .allMatch(lookup -> doesCascade(lookup.getKey())));
    }

    private static boolean doesCascade(FieldDefinition lookup) {
        return lookup.lookup()
                .filter(found -> found.onParentDelete() == OnParentDelete.CASCADE)
                .isPresent();
    }
}
