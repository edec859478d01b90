package dev.lockstep.postgres.schema;

import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.DatabaseFailure.Kind;
import dev.lockstep.postgres.SchemaName;
import java.util.List;
import java.util.Optional;

/// Where the hstore extension really is: `public`, `heroku_ext`, or wherever someone moved it.
public record Hstore(SchemaName schema) {
    private static final String FIND = """
        SELECT namespace.nspname
          FROM pg_extension extension
          JOIN pg_namespace namespace ON namespace.oid = extension.extnamespace
         WHERE extension.extname = 'hstore'\
        """;

    private static final String WHERE_TO = """
        SELECT nspname FROM pg_namespace WHERE nspname IN ('heroku_ext', 'public') ORDER BY nspname\
        """;

    /// Puts the schema for each `${hstore}` of an SQL text.
    public String in(String sql) {
        return sql.replace("${hstore}", schema.quoted());
    }

    /// Finds the extension. Throws [DatabaseFailure] where it isn't installed.
    public static Hstore of(DataDatabase database) {
        return find(database)
                .orElseThrow(() -> new DatabaseFailure(
                        Kind.MISCONFIGURED, database + " lacks the extension hstore: prepare the schema first"));
    }

    static Hstore install(DataDatabase database) {
        if (find(database).isEmpty()) {
            var schema = first(database, WHERE_TO).orElse(database.schema().value());
            new Ddl(database)
                    .run(List.of("CREATE EXTENSION IF NOT EXISTS hstore SCHEMA " + new SchemaName(schema).quoted()));
        }
        return of(database);
    }

    private static Optional<Hstore> find(DataDatabase database) {
        return first(database, FIND).map(schema -> new Hstore(new SchemaName(schema)));
    }

    private static Optional<String> first(DataDatabase database, String sql) {
        return database.read(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        });
    }
}
