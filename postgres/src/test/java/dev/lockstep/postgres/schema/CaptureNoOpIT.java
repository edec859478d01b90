package dev.lockstep.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.Access;
import dev.lockstep.postgres.Prepared;
import dev.lockstep.postgres.TestDatabase.SqlFailed;
import dev.lockstep.postgres.TestMappings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What changes nothing for the org leaves neither an entry nor a status that nobody would ever settle.
class CaptureNoOpIT {
    private static final String STATUS = "SELECT _hc_lastop, _hc_err FROM account";

    private static Prepared settled() {
        var prepared = Prepared.strict(TestMappings.account());
        prepared.run("ALTER TABLE account ADD COLUMN note json, ADD COLUMN seen int");
        prepared.run(
                "SET lockstep.origin = 'sync'",
                "INSERT INTO account (name, annualrevenue, founded__c, note, _hc_lastop, _hc_err)"
                        + " VALUES ('x', 1.5, '2020-01-02', '{}', 'SYNCED', 'old')",
                "RESET lockstep.origin");
        return prepared;
    }

    @Test
    void aStatusTriggerWithoutConditionLeavesANoOpPendingForEver() {
        try (var prepared = Prepared.strict()) {
            prepared.run(
                    "CREATE TABLE plain (name text, _hc_lastop text)",
                    "INSERT INTO plain VALUES ('x', 'SYNCED')",
                    "CREATE FUNCTION status() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN NEW._hc_lastop := 'PENDING'; RETURN NEW; END $$",
                    "CREATE TRIGGER status BEFORE UPDATE ON plain FOR EACH ROW EXECUTE FUNCTION status()",
                    "UPDATE plain SET name = 'x'");

            assertThat(prepared.one("SELECT _hc_lastop FROM plain")).isEqualTo("PENDING");
        }
    }

    @Test
    void aJsonColumnInAConditionFailsTheStatement() {
        try (var prepared = Prepared.strict()) {
            prepared.run("CREATE TABLE plain (note json)");

            assertThatThrownBy(() -> prepared.run(
                            "CREATE TRIGGER t AFTER UPDATE ON plain FOR EACH ROW WHEN (OLD.note IS DISTINCT"
                                    + " FROM NEW.note) EXECUTE FUNCTION suppress_redundant_updates_trigger()"))
                    .isInstanceOf(SqlFailed.class)
                    .hasMessageContaining("operator does not exist");
        }
    }

    @Test
    void anUpdateToTheSameValuesLeavesStatusAndLogAlone() {
        try (var prepared = settled()) {
            prepared.run("UPDATE account SET name = 'x', annualrevenue = 1.5, founded__c = '2020-01-02'");

            assertThat(prepared.application().rows(STATUS)).containsExactly("SYNCED|old");
            assertThat(prepared.captured()).isEmpty();
        }
    }

    @Test
    void anUpdateToAnEqualNumberLeavesStatusAndLogAlone() {
        try (var prepared = settled()) {
            prepared.run(
                    "SET lockstep.origin = 'sync'",
                    "UPDATE account SET annualrevenue = 0",
                    "RESET lockstep.origin",
                    "UPDATE account SET annualrevenue = '-0'");

            assertThat(prepared.application().rows(STATUS)).containsExactly("SYNCED|old");
            assertThat(prepared.captured()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e300", "'NaN'", "'-Infinity'", "NULL", "1.5000000000000002", "-1.5"})
    void anUpdateToAnotherNumberIsAChangeAndBackIsOne(String other) {
        try (var prepared = settled()) {
            prepared.run("UPDATE account SET annualrevenue = " + other, "UPDATE account SET annualrevenue = 1.50");

            assertThat(prepared.application().rows(STATUS)).containsExactly("PENDING|-");
            assertThat(prepared.captured()).containsExactly("NEW UPDATE account 1", "NEW UPDATE account 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STORED", "VIRTUAL"})
    void aColumnThatIsNotMappedMayBeGenerated(String kind) {
        try (var prepared = settled()) {
            prepared.run(
                    "ALTER TABLE account ADD COLUMN loud text GENERATED ALWAYS AS (upper(name)) " + kind,
                    "UPDATE account SET seen = 1",
                    "UPDATE account SET name = 'y'");

            assertThat(prepared.changes()).containsExactly("\"name\"=>\"y\"");
        }
    }

    @Test
    void anUpdateOfAColumnThatIsNotMappedLeavesStatusAndLogAlone() {
        try (var prepared = settled()) {
            prepared.run("UPDATE account SET seen = 1, note = '{\"a\": 1}', _hc_err = 'older'");

            assertThat(prepared.application().rows(STATUS)).containsExactly("SYNCED|older");
            assertThat(prepared.captured()).isEmpty();
        }
    }

    @Test
    void aRealChangeIsPendingAndLoggedWithItsColumnsAlone() {
        try (var prepared = settled()) {
            prepared.run("UPDATE account SET seen = 1, name = 'y', phone = NULL, _hc_lastop = 'SYNCED'");

            assertThat(prepared.application().rows(STATUS)).containsExactly("PENDING|-");
            assertThat(prepared.application().rows("SELECT old, \"values\" FROM _trigger_log"))
                    .containsExactly("\"name\"=>\"x\"|\"name\"=>\"y\"");
        }
    }

    @Test
    void aChangeOfCaseOrOfBlanksIsAChange() {
        try (var prepared = settled()) {
            prepared.run("UPDATE account SET name = 'X'", "UPDATE account SET name = 'X '");

            assertThat(prepared.changes()).containsExactly("\"name\"=>\"X\"", "\"name\"=>\"X \"");
        }
    }

    @Test
    void aChangeToNullAndBackIsLoggedAsSuch() {
        try (var prepared = settled()) {
            prepared.run("UPDATE account SET name = NULL", "UPDATE account SET name = ''");

            assertThat(prepared.changes()).containsExactly("\"name\"=>NULL", "\"name\"=>\"\"");
        }
    }

    @Test
    void aReadOnlyMappingLogsReadonlyAndKeepsTheStatus() {
        try (var prepared = Prepared.strict(TestMappings.account(Access.READ_ONLY))) {
            prepared.run(
                    "INSERT INTO account (name) VALUES ('a')",
                    "UPDATE account SET name = 'b'",
                    "DELETE FROM account WHERE name = 'c'");

            assertThat(prepared.captured()).containsExactly("READONLY INSERT account 1", "READONLY UPDATE account 1");
            assertThat(prepared.application().rows(STATUS)).containsExactly("-|-");
        }
    }
}
