package dev.lockstep.app.demo.project;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Both sides of a check, and whether they have what they must have.
record Sides(ProjectApplication application, ProjectPerson person) {
    private static final int NAMED = 3;

    /// What is wrong with the rows and their records, parents first.
    List<Optional<String>> problems(List<CheckedRow> rows) throws SQLException {
        var problems = new ArrayList<Optional<String>>();
        for (var row : rows) {
            if (row.record().isEmpty() && application.read(row).isEmpty()) {
                return List.of(Optional.of("the row of " + row + " has no sfid"));
            }
        }
        for (var row : rows) {
            problems.add(application.problem(row));
            problems.add(person.problem(row));
        }
        return problems;
    }

    List<Optional<String>> problemsOfAbsence(List<CheckedRow> rows) throws SQLException {
        var problems = new ArrayList<Optional<String>>();
        for (var row : rows) {
            problems.add(application.problemOfAbsence(row));
            problems.add(person.problemOfAbsence(row));
        }
        return problems;
    }

    /// The first names, and how many others there are.
    static String names(List<CheckedObject> objects) {
        var names = objects.stream().limit(NAMED).map(CheckedObject::toString).collect(Collectors.joining(", "));
        return objects.size() > NAMED ? names + " and " + (objects.size() - NAMED) + " others" : names;
    }
}
