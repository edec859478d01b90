package dev.lockstep.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.configuration.CaptureRule;
import dev.lockstep.postgres.TestMappings;
import dev.lockstep.postgres.TestServer;
import org.junit.jupiter.api.Test;

class MappedTablesIT {
    @Test
    void capturesWhatAnApplicationDoesToANewTable() {
        var test = TestServer.database();
        try (var database = test.prepared(CaptureRule.STRICT, TestMappings.account(), TestMappings.contact());
                var application = test.application()) {
            application.run(
                    "INSERT INTO account (name, annualrevenue) VALUES ('Acme', 1.5)",
                    "UPDATE account SET phone = '1' WHERE id = 1",
                    "UPDATE account SET phone = '1' WHERE id = 1",
                    "DELETE FROM account");

            assertThat(application.rows("SELECT state, action, table_name, record_id, old, \"values\" FROM _trigger_log"
                            + " ORDER BY id"))
                    .hasSize(3);
            new MappedTables(database).ensure(TestMappings.account());
        }
    }
}
