package dev.lockstep.app.demo;

import dev.lockstep.app.demo.project.DemoProject;
import java.nio.file.Path;
import java.util.Optional;

/// How to look at both sides of the running demo.
final class Hints {
    private static final String TEXT = """

        Both sides are in lockstep. Change one and watch the other (Ctrl-C ends the demo):

          psql        PGPASSWORD="$(cat '%1$s')" psql -h 127.0.0.1 -p %2$d -U %3$s %4$s
          no psql?    %8$s "%9$s"
          JDBC        %5$s  (user %3$s, password in %1$s)
          org         %6$s  (client_id lockstep-demo-user, client_secret lockstep-demo-user-secret)
          settings    %7$s

        Try:  %8$s "%10$s"
        """;

    private static final String LOOK = "SELECT id, sfid, name, _hc_lastop FROM salesforce.%s LIMIT 5";
    private static final String TRY =
            "INSERT INTO salesforce.account (name, external_id__c) VALUES ('Acme', gen_random_uuid())";

    private Hints() {}

    static String of(DemoFolder folder, DemoStage stage, Optional<DemoProject> project) {
        var table = project.map(DemoProject::exampleTable).orElse("account");
        var database = stage.database();
        return TEXT.formatted(
                shellQuoted(folder.databasePassword()),
                database.port(),
                database.user(),
                database.database(),
                database.jdbcUrl(),
                stage.org().url(),
                folder.configuration(),
                sql(folder),
                LOOK.formatted(table),
                project.map(DemoProject::exampleChange).orElse(TRY));
    }

    private static String sql(DemoFolder folder) {
        return folder.root()
                        .equals(DemoOptions.standardFolder().toAbsolutePath().normalize())
                ? "./lockstep sql"
                : "./lockstep sql --config '" + shellQuoted(folder.configuration()) + "'";
    }

    private static String shellQuoted(Path path) {
        return path.toString().replace("'", "'\\''");
    }
}
