package dev.lockstep.app.demo;

import dev.lockstep.app.Refusal;
import dev.lockstep.app.demo.project.DemoProject;
import dev.lockstep.embedded.EmbeddedPostgres;
import dev.lockstep.embedded.EmbeddedPostgresException;
import dev.lockstep.embedded.EmbeddedSettings;
import java.util.Optional;
import java.util.function.Consumer;

/// The two sides that the demo syncs, started and stopped together.
final class DemoStage implements AutoCloseable {
    private static final String NAME = "lockstep";
    /// Shorter than for real orgs: nothing of the simulated one runs on for minutes.
    private static final String MARGIN = "5s";

    private final EmbeddedPostgres database;
    private final OrgProcess org;

    private DemoStage(EmbeddedPostgres database, OrgProcess org) {
        this.database = database;
        this.org = org;
    }

    /// Throws [Refusal] with one sentence where something is in the way.
    ///
    /// @param project what the org is made of, instead of the sample
    /// @param listener hears what the org says while it starts
    static DemoStage start(
            DemoFolder folder, DemoOptions options, Optional<DemoProject> project, Consumer<String> listener)
            throws InterruptedException {
        var database = startDatabase(folder, options);
        try {
            var org = OrgProcess.start(
                    options.orgPort(),
                    folder.org(),
                    new OrgProcess.Making(project.map(DemoProject::folder), options.rows()),
                    folder.root().resolve("orgsim.log"),
                    listener);
            DemoConfiguration.write(folder, org.url(), database, DemoMappings.of(project, options.rows()), MARGIN);
            return new DemoStage(database, org);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    private static EmbeddedPostgres startDatabase(DemoFolder folder, DemoOptions options) throws InterruptedException {
        try {
            return EmbeddedPostgres.start(new EmbeddedSettings(folder.database(), options.databasePort(), NAME, NAME));
        } catch (EmbeddedPostgresException unavailable) {
            boolean isPort = unavailable.problem() == EmbeddedPostgresException.Problem.PORT_TAKEN;
            throw new Refusal(
                    unavailable.getMessage() + (isPort ? " For the demo that is --database-port." : ""), unavailable);
        } catch (IllegalArgumentException unusable) {
            throw new Refusal(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    EmbeddedPostgres database() {
        return database;
    }

    OrgProcess org() {
        return org;
    }

    @Override
    public void close() {
        try {
            org.close();
        } finally {
            database.close();
        }
    }
}
