package dev.lockstep.postgres.schema;

import dev.lockstep.postgres.DataDatabase;
import java.util.List;

/// The functions by which an application waits for what it wrote, made for one schema.
final class WaitingFunctions {
    private static final String RESOURCE = "waiting.sql";

    private WaitingFunctions() {}

    static void make(DataDatabase database) {
        var text = database.schema().in(FunctionText.of(RESOURCE));
        new Ddl(database).run(List.of(text.replace("${schema_text}", "'" + database.schema() + "'")));
    }
}
