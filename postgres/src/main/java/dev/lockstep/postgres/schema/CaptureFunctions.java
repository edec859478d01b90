package dev.lockstep.postgres.schema;

import dev.lockstep.postgres.DataDatabase;
import java.util.List;

/// The functions of capture, made for one schema and for the place where hstore is now.
record CaptureFunctions(String sql) {
    private static final String RESOURCE = "capture.sql";

    static CaptureFunctions of(DataDatabase database, Hstore hstore) {
        var text = hstore.in(database.schema().in(FunctionText.of(RESOURCE)));
        return new CaptureFunctions(text.replace("${schema_text}", "'" + database.schema() + "'"));
    }

    /// The statement that writes down which text the functions were made of, so that a drift can be seen.
    private String sign(DataDatabase database) {
        return database.schema().in("COMMENT ON FUNCTION ${schema}._lockstep_capture() IS '" + signature() + "'");
    }

    String signature() {
        return Signature.of(sql);
    }

    void make(DataDatabase database) {
        new Ddl(database).run(List.of(sql, sign(database)));
    }
}
