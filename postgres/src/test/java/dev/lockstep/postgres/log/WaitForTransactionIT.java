package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static dev.lockstep.postgres.log.LogFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.postgres.TestDatabase.SqlFailed;
import dev.lockstep.postgres.TestMappings;
import org.junit.jupiter.api.Test;

/// An application waits for all that a transaction has changed.
class WaitForTransactionIT {
    private static LogFixture fixture() {
        return LogFixture.of(TestMappings.account(), TestMappings.contact());
    }

    /// The number of the transaction.
    private static String transaction(LogFixture fixture, String... statements) {
        fixture.run("BEGIN");
        fixture.run(statements);
        var txid = fixture.prepared().one("SELECT txid_current()");
        fixture.run("COMMIT");
        return txid;
    }

    private static String parentAndChild(LogFixture fixture) {
        return transaction(
                fixture, "INSERT INTO account (name) VALUES ('a')", "INSERT INTO contact (lastname) VALUES ('b')");
    }

    private static String waitFor(String txid) {
        return "SELECT * FROM lockstep_wait_for_transaction(" + txid + ")";
    }

    private static String look(String txid) {
        return "SELECT * FROM lockstep_wait_for_transaction(" + txid + ", '0')";
    }

    private static SqlFailed refused(LogFixture fixture, String sql) {
        return catchThrowableOfType(SqlFailed.class, () -> fixture.rows(sql));
    }

    private static void assertTimeIsUp(LogFixture fixture, String txid, String why) {
        var failure = refused(fixture, look(txid));
        assertThat(failure.sqlState()).isEqualTo("LS001");
        assertThat(failure)
                .hasMessageContaining("transaction " + txid + " was not settled within")
                .hasMessageContaining(why);
    }

    private static void readBack(LogFixture fixture, String table) {
        fixture.runUncaptured("UPDATE " + table + " SET _hc_lastop = 'SYNCED'");
    }

    @Test
    void waitsForTheRowsOfAllItsTables() {
        try (var fixture = fixture()) {
            var txid = parentAndChild(fixture);
            try (var waiter = Waiter.of(fixture, waitFor(txid))) {
                assertTimeIsUp(fixture, txid, "2 of its 2 changes wait");
                fixture.accept(1, FIRST);
                fixture.writeBack();
                assertTimeIsUp(fixture, txid, "1 of its 2 changes wait");
                fixture.accept(2, SECOND);
                assertTimeIsUp(fixture, txid, "1 of its 2 changes wait");
                fixture.writeBack();
                assertTimeIsUp(fixture, txid, "2 of its rows are not read back yet");
                readBack(fixture, "account");
                assertTimeIsUp(fixture, txid, "1 of its rows are not read back yet");
                readBack(fixture, "contact");

                assertThat(waiter.answer()).isEqualTo("SYNCED|2|0|0|-");
            }
        }
    }

    @Test
    void waitsForATransactionThatIsPreparedToBeCommitted() {
        try (var fixture = fixture()) {
            fixture.run("BEGIN", "INSERT INTO account (name) VALUES ('a')");
            var txid = fixture.prepared().one("SELECT txid_current()");
            fixture.run("PREPARE TRANSACTION 'waited for'");
            try (var waiter = Waiter.of(fixture, waitFor(txid))) {
                assertTimeIsUp(fixture, txid, "It is not committed yet");
                fixture.run("COMMIT PREPARED 'waited for'");
                assertTimeIsUp(fixture, txid, "1 of its 1 changes wait");
                fixture.telling().accept(1, FIRST);
                fixture.writeBack();
                readBack(fixture, "account");

                assertThat(waiter.answer()).isEqualTo("SYNCED|1|0|0|-");
            }
        }
    }

    @Test
    void tellsThatATransactionWasRolledBack() {
        try (var fixture = fixture()) {
            fixture.run("BEGIN", "INSERT INTO account (name) VALUES ('a')");
            var txid = fixture.prepared().one("SELECT txid_current()");
            fixture.run("ROLLBACK");

            assertThat(refused(fixture, waitFor(txid)))
                    .hasMessageContaining("transaction " + txid + " was rolled back: nothing of it is sent");
        }
    }

    /// The others may wait for the one that failed.
    @Test
    void answersAsSoonAsOneChangeHasFailed() {
        try (var fixture = fixture()) {
            var txid = parentAndChild(fixture);
            fixture.refuse(1, "Name is taken");
            assertTimeIsUp(fixture, txid, "2 of its 2 changes wait");
            fixture.writeBack();

            assertThat(fixture.rows(look(txid))).containsExactly("FAILED|2|1|1|Name is taken");
        }
    }

    @Test
    void failsBehindAnEarlierChangeThatFailed() {
        try (var fixture = fixture()) {
            fixture.run("INSERT INTO account (name) VALUES ('a')");
            var txid = transaction(fixture, "UPDATE account SET name = 'b'");
            fixture.refuse(1, "Name is taken");
            fixture.writeBack();

            assertThat(fixture.rows(look(txid))).containsExactly("FAILED|1|1|0|Name is taken");
        }
    }

    @Test
    void doesNotWaitForLaterChangesOfItsRows() {
        try (var fixture = fixture()) {
            var txid = transaction(fixture, "INSERT INTO account (name) VALUES ('a')");
            fixture.accept(1, FIRST);
            fixture.writeBack();
            readBack(fixture, "account");
            fixture.run("UPDATE account SET name = 'b'");

            assertThat(fixture.rows(look(txid))).containsExactly("SYNCED|1|0|0|-");
            assertThat(refused(fixture, "SELECT lockstep_wait_for_row('account', 1, '0')")
                            .sqlState())
                    .isEqualTo("LS001");
        }
    }

    @Test
    void followsItsRowsToOtherIds() {
        try (var fixture = fixture()) {
            var txid = transaction(fixture, "INSERT INTO account (name) VALUES ('a')");
            fixture.accept(1, FIRST);
            fixture.writeBack();
            fixture.runUncaptured("UPDATE account SET _hc_lastop = 'INSERTED', id = id");
            fixture.run("UPDATE account SET id = 11");
            fixture.settle(fixture.claim(2L), new Settlement.Dismissed(2, "the id isn't the org's"));
            fixture.writeBack();
            fixture.runUncaptured("UPDATE account SET _hc_lastop = 'INSERTED'");
            assertTimeIsUp(fixture, txid, "1 of its rows are not read back yet");
            readBack(fixture, "account");

            assertThat(fixture.rows(look(txid))).containsExactly("SYNCED|1|0|0|-");
        }
    }

    @Test
    void isRefusedInTheTransactionItself() {
        try (var fixture = fixture()) {
            fixture.run("BEGIN", "SAVEPOINT s", "INSERT INTO account (name) VALUES ('a')");
            var failure = refused(fixture, waitFor("txid_current()"));
            fixture.run("ROLLBACK");

            assertThat(failure.sqlState()).isEqualTo("LS002");
        }
    }

    @Test
    void isRefusedWhereCommitsOfOthersAreNeverSeen() {
        try (var fixture = fixture()) {
            var txid = parentAndChild(fixture);
            fixture.run("BEGIN ISOLATION LEVEL REPEATABLE READ");
            var failure = refused(fixture, waitFor(txid));
            fixture.run("ROLLBACK");

            assertThat(failure.sqlState()).isEqualTo("LS003");
        }
    }

    @Test
    void tellsWhereNothingIsKnownOrSent() {
        try (var fixture = fixture()) {
            var nothing = transaction(fixture);
            var ignored = transaction(fixture, "INSERT INTO account (name) VALUES ('a')", "DELETE FROM account");
            fixture.settle(
                    fixture.claim(1L, 2L), new Settlement.Dismissed(1, "gone"), new Settlement.Dismissed(2, "gone"));
            fixture.writeBack();

            assertThat(fixture.rows(look(nothing))).containsExactly("NONE|0|0|0|-");
            assertThat(fixture.rows(look(ignored))).containsExactly("IGNORED|2|0|0|-");
            assertThat(refused(fixture, waitFor("NULL"))).hasMessageContaining("no transaction is named");
        }
    }
}
