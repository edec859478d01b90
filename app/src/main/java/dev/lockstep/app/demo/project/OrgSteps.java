package dev.lockstep.app.demo.project;

import dev.lockstep.app.demo.CheckScript.Step;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The steps in which a person changes records in the org.
final class OrgSteps {
    private static final int RECORDS = 4;
    private static final int UPDATED = 2;

    private final List<CheckedObject> objects;
    private final Sides sides;
    private final RowMaker rows;

    OrgSteps(List<CheckedObject> objects, Sides sides, RowMaker rows) {
        this.objects = objects;
        this.sides = sides;
        this.rows = rows;
    }

    List<Step> steps() {
        var gone = new ArrayList<CheckedRow>();
        return List.of(
                new Step(
                        "create " + RECORDS + " records of each object in the org",
                        this::create,
                        () -> sides.problems(rows.all())),
                new Step(
                        "update " + UPDATED + " records of each in the org, and another field of them in PostgreSQL",
                        this::updateBothSides,
                        () -> sides.problems(rows.all())),
                new Step(
                        "delete a record of each in the org", () -> delete(gone), () -> sides.problemsOfAbsence(gone)));
    }

    private int create() {
        int changes = 0;
        for (var object : objects) {
            changes += sides.person().create(rows.make(object, RECORDS));
        }
        return changes;
    }

    private int updateBothSides() throws SQLException {
        int changes = 0;
        for (var object : objects) {
            var some = rows.of(object).subList(0, UPDATED);
            var fields = object.changeable();
            if (!fields.isEmpty()) {
                some.forEach(row -> rows.set(row, fields.getFirst(), 1));
                changes += sides.person().update(some, fields.getFirst());
            }
            if (fields.size() > 1) {
                for (var row : some) {
                    rows.set(row, fields.get(1), 1);
                    changes += sides.application().update(row, List.of(fields.get(1)));
                }
            }
        }
        return changes;
    }

    private int delete(List<CheckedRow> gone) {
        int changes = 0;
        for (var object : objects.reversed()) {
            var last = List.of(rows.of(object).getLast());
            gone.addAll(last);
            changes += sides.person().delete(last);
        }
        rows.remove(gone);
        return changes;
    }
}
