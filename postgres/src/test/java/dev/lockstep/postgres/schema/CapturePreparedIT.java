package dev.lockstep.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.postgres.Prepared;
import dev.lockstep.postgres.TestDatabase.SqlFailed;
import dev.lockstep.postgres.TestMappings;
import org.junit.jupiter.api.Test;

/// Capture takes nothing from an application but its own entries: no two-phase commit, no lock of the cluster.
class CapturePreparedIT {
    @Test
    void aTriggerThatNotifiesForbidsTwoPhaseCommit() {
        try (var prepared = Prepared.strict()) {
            prepared.run(
                    "CREATE TABLE plain (id int)",
                    "CREATE FUNCTION ping() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN PERFORM pg_notify('ping', ''); RETURN NULL; END $$",
                    "CREATE TRIGGER ping AFTER INSERT ON plain FOR EACH ROW EXECUTE FUNCTION ping()",
                    "BEGIN",
                    "INSERT INTO plain VALUES (1)");

            assertThatThrownBy(() -> prepared.run("PREPARE TRANSACTION 'plain'"))
                    .isInstanceOf(SqlFailed.class)
                    .hasMessageContaining("cannot PREPARE");
        }
    }

    @Test
    void aCapturedTableTakesPartInTwoPhaseCommit() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "BEGIN",
                    "INSERT INTO account (name) VALUES ('a')",
                    "UPDATE account SET name = 'b'",
                    "PREPARE TRANSACTION 'two phases'");
            assertThat(prepared.captured()).isEmpty();

            prepared.run("COMMIT PREPARED 'two phases'");
            assertThat(prepared.captured()).containsExactly("NEW INSERT account 1", "NEW UPDATE account 1");
        }
    }

    @Test
    void noFunctionOfCaptureNotifies() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            assertThat(prepared.application()
                            .rows("SELECT proname FROM pg_proc WHERE pronamespace = 'salesforce'::regnamespace"
                                    + " AND prosrc ~* 'notify'"))
                    .isEmpty();
        }
    }

    @Test
    void locksNothingThatAnotherWriterOfTheClusterNeeds() {
        try (var prepared = Prepared.strict(TestMappings.account())) {
            prepared.run(
                    "BEGIN",
                    "INSERT INTO account (name) VALUES ('a')",
                    "UPDATE account SET name = 'b', id = 7",
                    "DELETE FROM account");

            assertThat(prepared.application()
                            .rows("SELECT locktype, mode FROM pg_locks WHERE pid = pg_backend_pid()"
                                    + " AND (locktype NOT IN ('relation', 'virtualxid', 'transactionid')"
                                    + "      OR mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')"
                                    + "         AND locktype = 'relation')"))
                    .isEmpty();
        }
    }
}
