package dev.lockstep.app.demo.project;

import dev.lockstep.app.demo.CheckScript;
import dev.lockstep.embedded.EmbeddedPostgres;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What the check does with a project's objects, made of what the project has.
public final class ProjectScript implements CheckScript {
    /// Rows of the org's side have numbers from here on.
    private static final int ORG_NUMBERS = 1_000;

    private final Sides sides;
    private final SampleValues values;
    private final CheckedObjects.Found found;

    private ProjectScript(Sides sides, SampleValues values, CheckedObjects.Found found) {
        this.sides = sides;
        this.values = values;
        this.found = found;
    }

    /// Signs in on both sides.
    ///
    /// @param run marks what this check makes
    public static ProjectScript open(DemoProject project, EmbeddedPostgres database, URI org, String run)
            throws SQLException {
        var values = new SampleValues(run);
        var found = CheckedObjects.of(project.objects(), values);
        var application = new ProjectApplication(database);
        try {
            var person = new ProjectPerson(org, project.everyObject(), values);
            return new ProjectScript(new Sides(application, person), values, found);
        } catch (RuntimeException failure) {
            application.close();
            throw failure;
        }
    }

    @Override
    public List<Step> steps() {
        var objects = found.objects();
        if (objects.isEmpty()) {
            return List.of();
        }
        var steps = new ArrayList<>(new PostgresSteps(objects, sides, new RowMaker(values, sides.person(), 0)).steps());
        steps.addAll(new OrgSteps(objects, sides, new RowMaker(values, sides.person(), ORG_NUMBERS)).steps());
        return steps;
    }

    @Override
    public List<String> leftOut() {
        return found.leftOut();
    }

    @Override
    public void close() throws SQLException {
        try {
            sides.person().close();
        } finally {
            sides.application().close();
        }
    }
}
