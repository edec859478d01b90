package dev.lockstep.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.postgres.Prepared;
import dev.lockstep.postgres.TestDatabase.SqlFailed;
import dev.lockstep.postgres.TestMappings;
import org.junit.jupiter.api.Test;

/// Ids beyond 32 bits, and rows whose id or record changes.
class CaptureKeysIT {
    private static final String FIRST = "001000000000001AAA";
    private static final String ENTRIES =
            "SELECT action, record_id, sfid, old, \"values\" FROM _trigger_log WHERE action = 'UPDATE' ORDER BY id";

    @Test
    void anIntegerSequenceAtItsEndFailsTheApplication() {
        try (var prepared = Prepared.strict()) {
            prepared.run(
                    "CREATE TABLE plain_log (id serial PRIMARY KEY)", "SELECT setval('plain_log_id_seq', 2147483647)");

            assertThatThrownBy(() -> prepared.run("INSERT INTO plain_log DEFAULT VALUES"))
                    .isInstanceOf(SqlFailed.class)
                    .hasMessageContaining("reached maximum value");
        }
    }

    @Test
    void capturesBeyondTheEndOfIntegers() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "SELECT setval('_trigger_log_id_seq', 2147483647), setval('account_id_seq', 3000000000)",
                    "INSERT INTO account (name) VALUES ('a')",
                    "UPDATE account SET name = 'b', id = id + 1000000000");

            assertThat(prepared.application().rows("SELECT id, record_id FROM _trigger_log ORDER BY id"))
                    .containsExactly("2147483648|3000000001", "2147483649|3000000001");
            assertThat(prepared.application().rows("SELECT entry_id, old_id, new_id FROM _lockstep_renumbered"))
                    .containsExactly("2147483649|3000000001|4000000001");
        }
    }

    @Test
    void aChangeOfThePrimaryKeyIsLoggedUnderTheOldOne() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "INSERT INTO account (name, sfid) VALUES ('a', '" + FIRST + "')",
                    "UPDATE account SET id = id + 1000");

            assertThat(prepared.application().rows(ENTRIES))
                    .containsExactly("UPDATE|1|" + FIRST + "|\"id\"=>\"1\"|\"id\"=>\"1001\"");
            assertThat(prepared.one("SELECT _hc_lastop FROM account")).isEqualTo("PENDING");
        }
    }

    @Test
    void rowsThatSwapTheirKeysKeepTheirRecords() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "ALTER TABLE account DROP CONSTRAINT account_pkey,"
                            + " ADD CONSTRAINT account_pkey PRIMARY KEY (id) DEFERRABLE INITIALLY DEFERRED",
                    "INSERT INTO account (name) VALUES ('a'), ('b')",
                    "UPDATE account SET id = 3 - id");

            assertThat(prepared.application().rows("SELECT old_id, new_id FROM _lockstep_renumbered ORDER BY old_id"))
                    .containsExactly("1|2", "2|1");
            assertThat(prepared.application()
                            .rows("SELECT \"values\" FROM _trigger_log WHERE action = 'UPDATE' ORDER BY id"))
                    .containsExactly("\"id\"=>\"2\"", "\"id\"=>\"1\"");
        }
    }

    @Test
    void aChangeOfTheRecordIsLoggedUnderTheOldOne() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "INSERT INTO account (name, sfid) VALUES ('a', '" + FIRST + "')",
                    "UPDATE account SET sfid = NULL",
                    "UPDATE account SET sfid = '" + FIRST + "', name = 'b'");

            assertThat(prepared.application().rows(ENTRIES))
                    .containsExactly(
                            "UPDATE|1|" + FIRST + "|\"sfid\"=>\"" + FIRST + "\"|\"sfid\"=>NULL",
                            "UPDATE|1|-|\"name\"=>\"a\", \"sfid\"=>NULL|\"name\"=>\"b\", \"sfid\"=>\"" + FIRST + "\"");
        }
    }

    @Test
    void aDeletionHoldsTheWholeRowAndItsRecord() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run("INSERT INTO account (name, sfid) VALUES ('a', '" + FIRST + "')", "DELETE FROM account");

            assertThat(prepared.one("SELECT concat(sfid, '|', old::public.hstore -> 'name', '|',"
                            + " old::public.hstore ?| ARRAY['_hc_lastop', '_hc_err'], '|', \"values\" IS NULL)"
                            + " FROM _trigger_log WHERE action = 'DELETE'"))
                    .isEqualTo(FIRST + "|a|f|t");
        }
    }
}
