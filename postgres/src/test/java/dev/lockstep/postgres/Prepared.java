package dev.lockstep.postgres;

import dev.lockstep.model.Mapping;
import dev.lockstep.model.configuration.CaptureRule;
import dev.lockstep.postgres.TestDatabase.Session;
import java.util.List;

/// A fresh database with mapped tables, and an application that works on them.
public record Prepared(TestDatabase test, DataDatabase database, Session application) implements AutoCloseable {
    public static Prepared strict(Mapping... mappings) {
        return under(CaptureRule.STRICT, mappings);
    }

    public static Prepared heroku(Mapping... mappings) {
        return under(CaptureRule.HEROKU, mappings);
    }

    private static Prepared under(CaptureRule rule, Mapping... mappings) {
        var test = TestServer.database();
        return new Prepared(test, test.prepared(rule, mappings), test.application());
    }

    /// Lockstep's way in as another process would have it.
    public DataDatabase another() {
        return test.open(database.settings().captureRule());
    }

    /// What was captured, in the order of the log: `NEW UPDATE account 1`.
    public List<String> captured() {
        return application.rows(
                "SELECT concat_ws(' ', state, action, table_name, record_id) FROM salesforce._trigger_log ORDER BY id");
    }

    /// The changed columns of each entry, in the order of the log.
    public List<String> changes() {
        return application.rows("SELECT \"values\" FROM salesforce._trigger_log ORDER BY id");
    }

    public void run(String... statements) {
        application.run(statements);
    }

    public String one(String sql) {
        return application.one(sql);
    }

    @Override
    public void close() {
        application.close();
        database.close();
    }
}
