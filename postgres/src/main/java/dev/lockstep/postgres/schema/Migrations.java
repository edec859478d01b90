package dev.lockstep.postgres.schema;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the schema of a connection up to this version of the program.
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private static final String MAY_CREATE_IN_PUBLIC = """
        SELECT to_regprocedure('public.get_xmlbinary()') IS NULL,
               to_regnamespace('public') IS NOT NULL AND has_schema_privilege('public', 'CREATE')\
        """;

    /// What triggers and views of applications written for Heroku Connect call; ours don't.
    private static final String GET_XMLBINARY = """
        CREATE FUNCTION public.get_xmlbinary() RETURNS varchar
            LANGUAGE sql STABLE
            RETURN pg_catalog.current_setting('xmlbinary')::varchar\
        """;

    private Migrations() {}

    /// Creates what is missing and makes the functions of capture and waiting anew. May run again at any
    /// time, also while applications write.
    ///
    /// @throws DatabaseFailure where the role lacks a right, or the schema was made by a newer version
    public static void apply(DataDatabase database) {
        migrate(database);
        var hstore = Hstore.install(database);
        CaptureFunctions.of(database, hstore).make(database);
        WaitingFunctions.make(database);
        createGetXmlbinary(database);
    }

    private static void migrate(DataDatabase database) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(database.unpooled())
                    .locations("classpath:dev/lockstep/postgres/migration")
                    .defaultSchema(database.schema().value())
                    .createSchemas(true)
                    .table("_lockstep_schema_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            if (failure.getCause() instanceof SQLException cause) {
                throw DatabaseFailure.of(
                        cause, database + ", while its schema " + database.schema() + " was prepared,");
            }
            throw new DatabaseFailure(
                    Kind.MISCONFIGURED,
                    database + " has a schema " + database.schema() + " that can't be prepared: "
                            + failure.getMessage());
        }
    }

    private static void createGetXmlbinary(DataDatabase database) {
        enum Found {
            PRESENT,
            MISSING,
            FORBIDDEN
        }
        var found = database.read(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(MAY_CREATE_IN_PUBLIC)) {
                row.next();
                if (!row.getBoolean(1)) {
                    return Found.PRESENT;
                }
                return row.getBoolean(2) ? Found.MISSING : Found.FORBIDDEN;
            }
        });
        switch (found) {
            case PRESENT -> {}
            case MISSING -> new Ddl(database).run(List.of(GET_XMLBINARY));
            case FORBIDDEN ->
                LOG.warn(
                        "schema={} public.get_xmlbinary() is missing and the role may not create it;"
                                + " only triggers written for Heroku Connect need it",
                        database.schema());
        }
    }
}
