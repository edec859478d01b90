package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.Access;
import dev.lockstep.postgres.TestMappings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Entries that need no call, entries that people ask for again, and rows that are captured once more.
class LogDismissIT {
    private static final String ARCHIVE = "SELECT id, state, sf_message FROM _trigger_log_archive ORDER BY id";
    private static final String REREAD = "SELECT table_name, sfid FROM _lockstep_reread";

    private static LogFixture withSyncedRow(Access access) {
        var fixture = LogFixture.of(TestMappings.account(access));
        fixture.runUncaptured("INSERT INTO account (name, sfid, _hc_lastop) VALUES ('a', '" + FIRST + "', 'SYNCED')");
        return fixture;
    }

    @Test
    void aChangeThatIsNotSentIsArchivedAndItsRecordReadAgain() {
        try (var fixture = withSyncedRow(Access.READ_WRITE)) {
            fixture.run("UPDATE account SET name = 'b'");
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(1, "can't be written")));
            assertThat(fixture.rows("SELECT _hc_lastop FROM account")).containsExactly("PENDING");
            fixture.writeBack();

            assertThat(fixture.waitingIds()).isEmpty();
            assertThat(fixture.rows(ARCHIVE)).containsExactly("1|IGNORED|can't be written");
            assertThat(fixture.rows(REREAD)).containsExactly("account|" + FIRST);
            assertThat(fixture.rows("SELECT _hc_lastop, _hc_err FROM account")).containsExactly("SYNCED|-");
        }
    }

    @Test
    void aRowWithAnotherWaitingChangeStaysPending() {
        try (var fixture = withSyncedRow(Access.READ_WRITE)) {
            fixture.run("UPDATE account SET name = 'b'", "UPDATE account SET name = 'c'");
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(1, "not this one")));
            fixture.writeBack();

            assertThat(fixture.rows("SELECT _hc_lastop FROM account")).containsExactly("PENDING");
        }
    }

    @Test
    void whatIsBeingSentIsNotDismissed() {
        try (var fixture = withSyncedRow(Access.READ_WRITE)) {
            fixture.run("UPDATE account SET name = 'b'");
            fixture.claim(1L);
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(1, "too late")));

            assertThat(fixture.rows("SELECT state FROM _trigger_log")).containsExactly("PENDING");
            assertThat(fixture.rows(ARCHIVE)).isEmpty();
        }
    }

    @Test
    void theRecordIsReadAgainAlsoWhereOnlyItsSettledInsertKnowsIt() {
        try (var fixture = LogFixture.of(TestMappings.account())) {
            fixture.run("INSERT INTO account (name) VALUES ('a')", "UPDATE account SET name = 'b'");
            fixture.accept(1, FIRST);
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(2, "can't be written")));

            assertThat(fixture.rows(REREAD)).containsExactly("account|" + FIRST);
            fixture.writeBack();
            assertThat(fixture.rows("SELECT sfid, _hc_lastop FROM account")).containsExactly(FIRST + "|SYNCED");
        }
    }

    @Test
    void changesOfReadOnlyTablesAreDismissedAndReadAgain() {
        try (var fixture = withSyncedRow(Access.READ_ONLY)) {
            fixture.run("UPDATE account SET name = 'b'", "INSERT INTO account (name) VALUES ('c')");
            fixture.log().dismissNeverSent(fixture.epoch());

            assertThat(fixture.rows("SELECT * FROM _trigger_log")).isEmpty();
            assertThat(fixture.rows(ARCHIVE))
                    .containsExactly("1|IGNORED|the mapping is read-only", "2|IGNORED|the mapping is read-only");
            assertThat(fixture.rows(REREAD)).containsExactly("account|" + FIRST);
        }
    }

    @Test
    void anInsertThatNeedsNoCallSinceItsRecordIsKnownIsSynced() {
        try (var fixture = LogFixture.of(TestMappings.account())) {
            fixture.run("INSERT INTO account (name, sfid) VALUES ('a', '" + FIRST + "')");
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(1, "linked")));
            fixture.writeBack();

            assertThat(fixture.rows("SELECT _hc_lastop FROM account")).containsExactly("SYNCED");
            assertThat(fixture.rows(REREAD)).containsExactly("account|" + FIRST);
        }
    }

    @Test
    void whatAPersonRequeuesInTheArchiveWaitsAgainUnderANewId() {
        try (var fixture = withSyncedRow(Access.READ_WRITE)) {
            fixture.run("UPDATE account SET name = 'b'");
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(1, "not now")));
            fixture.writeBack();
            fixture.run("UPDATE _trigger_log_archive SET state = 'REQUEUE'");

            assertThat(fixture.log().requeued(fixture.epoch())).isEqualTo(1);
            assertThat(fixture.log().requeued(fixture.epoch())).isZero();
            assertThat(fixture.rows("SELECT id, state, action, record_id, sfid, old, \"values\" FROM _trigger_log"))
                    .containsExactly("2|NEW|UPDATE|1|" + FIRST + "|\"name\"=>\"a\"|\"name\"=>\"b\"");
            assertThat(fixture.rows("SELECT id, state FROM _trigger_log_archive"))
                    .containsExactly("1|REQUEUED");
        }
    }

    @Test
    void aRowWhoseChangeIsRequeuedIsPendingAgain() {
        try (var fixture = withSyncedRow(Access.READ_WRITE)) {
            fixture.run("UPDATE account SET name = 'b'");
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(1, "not now")));
            fixture.writeBack();
            fixture.run("UPDATE _trigger_log_archive SET state = 'REQUEUE'");
            fixture.log().requeued(fixture.epoch());
            fixture.writeBack();

            assertThat(fixture.rows("SELECT _hc_lastop FROM account")).containsExactly("PENDING");
        }
    }

    @Test
    void aRowIsCapturedAgainWithItsValuesOfNow() {
        try (var fixture = withSyncedRow(Access.READ_WRITE)) {
            fixture.log().captureAgain(fixture.epoch(), "account", 1, List.of());
            fixture.log().captureAgain(fixture.epoch(), "account", 99, List.of());

            var waiting = fixture.log().waiting(0, 10);
            assertThat(waiting).hasSize(1);
            assertThat(waiting.getFirst().sfid()).contains(FIRST);
            assertThat(waiting.getFirst().values()).containsEntry("name", Optional.of("a"));
            fixture.writeBack();
            assertThat(fixture.rows("SELECT _hc_lastop FROM account")).containsExactly("PENDING");
        }
    }
}
