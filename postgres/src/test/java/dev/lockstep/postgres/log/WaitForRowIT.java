package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static dev.lockstep.postgres.log.LogFixture.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.model.Access;
import dev.lockstep.postgres.TestDatabase.SqlFailed;
import dev.lockstep.postgres.TestMappings;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An application waits for a row.
class WaitForRowIT {
    private static final String WAIT = "SELECT * FROM lockstep_wait_for_row('account', 1)";
    private static final String LOOK = "SELECT * FROM lockstep_wait_for_row('account', 1, '0')";
    private static final String TIME_IS_UP = "LS001";

    private static LogFixture withRow() {
        var fixture = LogFixture.of(TestMappings.account());
        fixture.run("INSERT INTO account (name) VALUES ('a')");
        return fixture;
    }

    private static void readBack(LogFixture fixture) {
        fixture.runUncaptured("UPDATE account SET _hc_lastop = 'SYNCED'");
    }

    private static SqlFailed refused(LogFixture fixture, String sql) {
        return catchThrowableOfType(SqlFailed.class, () -> fixture.rows(sql));
    }

    private static void assertTimeIsUp(LogFixture fixture, String why) {
        var failure = refused(fixture, LOOK);
        assertThat(failure.sqlState()).isEqualTo(TIME_IS_UP);
        assertThat(failure)
                .hasMessageContaining("row 1 of account was not settled")
                .hasMessageContaining(why);
    }

    @Test
    void waitsUntilTheOutcomeIsOnTheRowAndReadBack() {
        try (var fixture = withRow();
                var waiter = Waiter.of(fixture, WAIT)) {
            assertTimeIsUp(fixture, "Its entry 1 waits to be sent");
            var attempt = fixture.claim(1L);
            assertTimeIsUp(fixture, "Its entry 1 is on its way");
            fixture.settle(attempt, accepted(1, FIRST));
            assertTimeIsUp(fixture, "another transaction may hold the row");
            fixture.writeBack();
            assertTimeIsUp(fixture, "not read back yet");
            readBack(fixture);

            assertThat(waiter.answer()).isEqualTo("SYNCED|" + FIRST + "|-");
            assertThat(fixture.rows(LOOK)).containsExactly("SYNCED|" + FIRST + "|-");
        }
    }

    @Test
    void waitsNoLongerThanItIsTold() {
        try (var fixture = withRow()) {
            var failure = refused(fixture, "SELECT lockstep_wait_for_row('account', 1, '80 ms')");

            assertThat(failure.sqlState()).isEqualTo(TIME_IS_UP);
            assertThat(failure).hasMessageContaining("was not settled within 00:00:00.08");
        }
    }

    @Test
    void locksNothingWhileItWaits() {
        try (var fixture = withRow();
                var waiter = Waiter.of(fixture, WAIT)) {
            assertThat(fixture.rows("SELECT DISTINCT mode FROM pg_locks WHERE pid = " + waiter.pid()
                            + " AND locktype <> 'virtualxid'"))
                    .isSubsetOf("AccessShareLock");
            fixture.accept(1, FIRST);
            fixture.writeBack();
            readBack(fixture);

            assertThat(waiter.answer()).startsWith("SYNCED");
        }
    }

    @Test
    void isRefusedInTheTransactionThatWrote() {
        try (var fixture = withRow()) {
            for (var write :
                    List.of("UPDATE account SET name = 'b'", "UPDATE account SET id = 11", "DELETE FROM account")) {
                fixture.run("BEGIN", "SAVEPOINT before", write);
                assertThat(refused(fixture, WAIT).sqlState()).as(write).isEqualTo("LS002");
                fixture.run("ROLLBACK");
            }
        }
    }

    @Test
    void isRefusedWhereCommitsOfOthersAreNeverSeen() {
        try (var fixture = withRow()) {
            for (var level : List.of("REPEATABLE READ", "SERIALIZABLE")) {
                fixture.run("BEGIN ISOLATION LEVEL " + level);
                var failure = refused(fixture, WAIT);
                fixture.run("ROLLBACK");

                assertThat(failure.sqlState()).isEqualTo("LS003");
                assertThat(failure).hasMessageContaining("a " + level + " transaction can't wait");
            }
        }
    }

    @Test
    void knowsOnlyMappedTablesAndRowsThatAreOrWere() {
        try (var fixture = withRow()) {
            assertThat(refused(fixture, "SELECT lockstep_wait_for_row('_trigger_log', 1)"))
                    .hasMessageContaining("table _trigger_log is not mapped in schema salesforce");
            assertThat(refused(fixture, "SELECT lockstep_wait_for_row('nothing; --', 1)"))
                    .hasMessageContaining("table nothing; -- is not mapped in schema salesforce");
            assertThat(refused(fixture, "SELECT lockstep_wait_for_row(NULL, 1)"))
                    .hasMessageContaining("is not mapped");
            assertThat(refused(fixture, "SELECT lockstep_wait_for_row('account', 2)"))
                    .hasMessageContaining("table account has no row 2");
            assertThat(refused(fixture, "SELECT lockstep_wait_for_row('account', 1, '11 minutes')"))
                    .hasMessageContaining("is not from 0 to 10 minutes");
        }
    }

    @Test
    void answersWhyTheOrgRefusedAChangeThoughLaterOnesWait() {
        try (var fixture = withRow()) {
            fixture.run("UPDATE account SET name = 'b'");
            fixture.refuse(1, "Name is taken");
            assertTimeIsUp(fixture, "another transaction may hold the row");
            fixture.writeBack();

            assertThat(fixture.rows(LOOK)).containsExactly("FAILED|-|Name is taken");
        }
    }

    @Test
    void waitsForTheDeletionOfARowToBeSent() {
        try (var fixture = withRow()) {
            fixture.accept(1, FIRST);
            fixture.writeBack();
            fixture.run("DELETE FROM account");
            try (var waiter = Waiter.of(fixture, WAIT)) {
                fixture.settle(fixture.claim(2L), accepted(2, FIRST));

                assertThat(waiter.answer()).isEqualTo("DELETED|-|-");
            }
        }
    }

    @Test
    void tellsThatADeletionWasRefused() {
        try (var fixture = withRow()) {
            fixture.run("DELETE FROM account");
            fixture.accept(1, FIRST);
            fixture.writeBack();
            fixture.refuse(2, "it has children");

            assertThat(fixture.rows(LOOK)).containsExactly("FAILED|-|it has children");
        }
    }

    @Test
    void followsARowThatGetsAnotherIdMeanwhile() {
        try (var fixture = withRow();
                var waiter = Waiter.of(fixture, WAIT)) {
            fixture.accept(1, FIRST);
            fixture.run("UPDATE account SET id = 11", "INSERT INTO account (id, name) VALUES (1, 'another')");
            fixture.settle(fixture.claim(2L), new Settlement.Dismissed(2, "the id isn't the org's"));
            fixture.writeBack();
            fixture.runUncaptured("UPDATE account SET _hc_lastop = 'SYNCED' WHERE id = 11");

            assertThat(waiter.answer()).isEqualTo("SYNCED|" + FIRST + "|-");
            assertTimeIsUp(fixture, "Its entry 3 waits to be sent");
        }
    }

    @Test
    void knowsARowByItsFormerId() {
        try (var fixture = withRow()) {
            fixture.run("UPDATE account SET id = 11");
            assertTimeIsUp(fixture, "Its entry 1 waits to be sent");
            fixture.settle(fixture.claim(1L), accepted(1, FIRST));
            fixture.settle(fixture.claim(2L), new Settlement.Dismissed(2, "the id isn't the org's"));
            fixture.writeBack();
            readBack(fixture);

            assertThat(fixture.rows(LOOK)).containsExactly("SYNCED|" + FIRST + "|-");
            assertThat(fixture.rows("SELECT * FROM lockstep_wait_for_row('account', 11, '0')"))
                    .containsExactly("SYNCED|" + FIRST + "|-");
        }
    }

    @Test
    void tellsWhereNothingIsSent() {
        try (var fixture = LogFixture.of(TestMappings.account(Access.READ_ONLY))) {
            fixture.run("INSERT INTO account (name) VALUES ('a')");
            assertTimeIsUp(fixture, "Its entry 1 waits to be sent");
            fixture.log().dismissNeverSent(fixture.epoch());

            assertThat(fixture.rows(LOOK)).containsExactly("IGNORED|-|the mapping is read-only");
        }
    }

    @Test
    void waitsForAChangeThatAPersonHasSentOnceMore() {
        try (var fixture = withRow()) {
            fixture.accept(1, FIRST);
            fixture.writeBack();
            readBack(fixture);
            fixture.run("UPDATE _trigger_log_archive SET state = 'REQUEUE'");
            assertTimeIsUp(fixture, "Its entry 1 waits to be sent");
            fixture.log().requeued(fixture.epoch());

            assertTimeIsUp(fixture, "Its entry 2 waits to be sent");
        }
    }
}
