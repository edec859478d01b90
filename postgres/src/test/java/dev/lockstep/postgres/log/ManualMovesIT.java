package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static dev.lockstep.postgres.log.LogFixture.SECOND;
import static dev.lockstep.postgres.log.LogFixture.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockstep.model.RecordId;
import dev.lockstep.model.RowStatus;
import dev.lockstep.postgres.TestMappings;
import dev.lockstep.postgres.fence.EpochLost;
import dev.lockstep.postgres.fence.Epochs;
import dev.lockstep.postgres.schema.Hstore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What people do to entries with an UPDATE of their state, a move each.
class ManualMovesIT {
    private static final String LOG = "SELECT id, state, sf_message FROM _trigger_log ORDER BY id";
    private static final String ARCHIVE = "SELECT id, state, sf_message FROM _trigger_log_archive ORDER BY id";
    private static final String REREAD = "SELECT table_name, sfid FROM _lockstep_reread";
    private static final String STATUS = "SELECT _hc_lastop, _hc_err FROM account";

    private static LogFixture withSyncedRow() {
        var fixture = LogFixture.of(TestMappings.account());
        fixture.runUncaptured("INSERT INTO account (name, sfid, _hc_lastop) VALUES ('a', '" + FIRST + "', 'SYNCED')");
        return fixture;
    }

    private static LogFixture withRefusedUpdate() {
        var fixture = withSyncedRow();
        fixture.run("UPDATE account SET name = 'b', phone = '1'");
        fixture.refuse(1, "no");
        fixture.writeBack();
        return fixture;
    }

    private static LogFixture withInsert() {
        var fixture = LogFixture.of(TestMappings.account());
        fixture.run("INSERT INTO account (name) VALUES ('a')");
        return fixture;
    }

    private static void move(LogFixture fixture, long entry, String state) {
        fixture.run("UPDATE _trigger_log SET state = '" + state + "' WHERE id = " + entry);
    }

    private static void requeue(LogFixture fixture, long entry) {
        fixture.run("UPDATE _trigger_log_archive SET state = 'REQUEUE' WHERE id = " + entry);
        assertThat(fixture.log().requeued(fixture.epoch())).isEqualTo(1);
        assertThat(fixture.log().requeued(fixture.epoch())).isZero();
    }

    private static void acceptUpdate(LogFixture fixture, long entry) {
        fixture.settle(
                fixture.claim(entry),
                new Settlement.Accepted(entry, Optional.of(FIRST), Optional.empty(), RowStatus.SYNCED));
    }

    private static Map<String, Optional<String>> columns(Entry entry) {
        return entry.values();
    }

    @Test
    void failedToNewWaitsAgainInItsPlaceWithAllItsColumns() {
        try (var fixture = withRefusedUpdate()) {
            fixture.run("UPDATE account SET phone = '2'");
            assertThat(fixture.waitingIds()).isEmpty();
            move(fixture, 1, "NEW");

            assertThat(fixture.log().waiting(0, 10))
                    .extracting(Entry::id, ManualMovesIT::columns)
                    .containsExactly(
                            tuple(1L, Map.of("name", Optional.of("b"), "phone", Optional.of("1"))),
                            tuple(2L, Map.of("phone", Optional.of("2"))));
            acceptUpdate(fixture, 1);
            assertThat(fixture.rows(ARCHIVE)).containsExactly("1|SUCCESS|-");
        }
    }

    @Test
    void failedToNewSendsNoColumnThatALaterEntryHasSent() {
        try (var fixture = withRefusedUpdate()) {
            move(fixture, 1, "IDLE");
            fixture.run("UPDATE account SET phone = '2'", "UPDATE account SET phone = '3'");
            acceptUpdate(fixture, 2);
            move(fixture, 1, "NEW");

            assertThat(fixture.log().waiting(0, 1).getFirst().values()).isEqualTo(Map.of("name", Optional.of("b")));
            assertThat(fixture.claim(1L).entries().getFirst().values()).isEqualTo(Map.of("name", Optional.of("b")));
        }
    }

    @Test
    void failedToNewOfWhichNothingIsLeftIsMerged() {
        try (var fixture = withRefusedUpdate()) {
            move(fixture, 1, "IDLE");
            fixture.run("UPDATE account SET phone = '2', name = 'c'");
            acceptUpdate(fixture, 2);
            move(fixture, 1, "NEW");
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(1, "nothing to send")));

            assertThat(fixture.rows(ARCHIVE))
                    .containsExactly("1|MERGED|later entries have sent all of its columns", "2|SUCCESS|-");
        }
    }

    @Test
    void failedToIgnoredIsArchivedWithItsCauseAndTheRecordReadAgain() {
        for (var state : List.of("IGNORED", "IGNORE")) {
            try (var fixture = withRefusedUpdate()) {
                move(fixture, 1, state);
                fixture.log().dismissNeverSent(fixture.epoch());
                fixture.writeBack();

                assertThat(fixture.rows(LOG)).isEmpty();
                assertThat(fixture.rows(ARCHIVE)).containsExactly("1|IGNORED|given up by a person: no");
                assertThat(fixture.rows(REREAD)).containsExactly("account|" + FIRST);
                assertThat(fixture.rows(STATUS)).containsExactly("SYNCED|-");
            }
        }
    }

    @Test
    void failedInsertToIgnoredLeavesItsRowFailed() {
        try (var fixture = withInsert()) {
            fixture.run("UPDATE account SET name = 'b'");
            fixture.refuse(1, "no");
            fixture.writeBack();
            fixture.run("UPDATE _trigger_log SET state = 'IGNORED'");
            fixture.log().dismissNeverSent(fixture.epoch());
            fixture.writeBack();

            assertThat(fixture.rows(ARCHIVE))
                    .containsExactly("1|IGNORED|given up by a person: no", "2|IGNORED|given up by a person");
            assertThat(fixture.rows(STATUS)).containsExactly("FAILED|no");
        }
    }

    @Test
    void failedDeletionToIgnoredBringsItsRecordBack() {
        try (var fixture = withSyncedRow()) {
            fixture.run("DELETE FROM account");
            fixture.refuse(1, "no");
            move(fixture, 1, "IGNORED");
            fixture.log().dismissNeverSent(fixture.epoch());

            assertThat(fixture.rows(ARCHIVE)).containsExactly("1|IGNORED|given up by a person: no");
            assertThat(fixture.rows(REREAD)).containsExactly("account|" + FIRST);
        }
    }

    @Test
    void newToIgnoredIsNotSent() {
        try (var fixture = withSyncedRow()) {
            fixture.run("UPDATE account SET name = 'b'");
            move(fixture, 1, "IGNORED");
            assertThat(fixture.waitingIds()).isEmpty();
            fixture.log().dismissNeverSent(fixture.epoch());

            assertThat(fixture.rows(ARCHIVE)).containsExactly("1|IGNORED|given up by a person");
            assertThat(fixture.rows(REREAD)).containsExactly("account|" + FIRST);
        }
    }

    @Test
    void failedToRequeuedAfterARecaptureLeavesTheNewEntryAlone() {
        try (var fixture = withRefusedUpdate()) {
            fixture.runUncaptured("UPDATE account SET phone = '2'");
            fixture.run(
                    "BEGIN",
                    "SELECT hc_capture_update_from_row(hstore(t.*), 'account', ARRAY['name', 'phone']) FROM account t",
                    "UPDATE _trigger_log SET state = 'REQUEUED' WHERE id = 1",
                    "COMMIT");

            var waiting = fixture.log().waiting(0, 10);
            assertThat(waiting).extracting(Entry::id).containsExactly(2L);
            assertThat(waiting.getFirst().values())
                    .isEqualTo(Map.of("name", Optional.of("b"), "phone", Optional.of("2")));
            fixture.log().dismissNeverSent(fixture.epoch());
            fixture.writeBack();
            assertThat(fixture.rows(ARCHIVE)).containsExactly("1|REQUEUED|captured again by a person: no");
            assertThat(fixture.rows(STATUS)).containsExactly("PENDING|-");
        }
    }

    @Test
    void failedInsertToRequeuedAfterARecaptureFreesWhatWasRefusedForWantOfARecord() {
        try (var fixture = withInsert()) {
            fixture.run("UPDATE account SET name = 'b'");
            fixture.refuse(1, "no");
            move(fixture, 1, "REQUEUED");
            fixture.refuse(2, "ROW_HAS_NO_RECORD: the row has no sfid");
            fixture.log().requeued(fixture.epoch());
            assertThat(fixture.waitingIds()).isEmpty();

            fixture.run("SELECT hc_capture_insert_from_row(hstore(t.*), 'account') FROM account t");
            fixture.log().requeued(fixture.epoch());
            assertThat(fixture.waitingIds()).containsExactly(2L, 3L);
        }
    }

    @Test
    void failedToRequeueInTheLogIsTakenForNew() {
        try (var fixture = withRefusedUpdate()) {
            move(fixture, 1, "REQUEUE");
            fixture.log().requeued(fixture.epoch());

            assertThat(fixture.rows(LOG)).containsExactly("1|NEW|no");
            assertThat(fixture.waitingIds()).containsExactly(1L);
        }
    }

    @Test
    void pendingToNewIsNotSentASecondTimeWhileItsOutcomeIsUnknown() {
        try (var fixture = withInsert()) {
            fixture.run("UPDATE account SET name = 'b'");
            var attempt = fixture.claim(1L);
            fixture.log().doubt(fixture.epoch(), attempt, LogFixture.NOW, "the answer was lost");
            move(fixture, 1, "NEW");

            assertThat(fixture.tryToClaim(1L)).isEmpty();
            assertThat(fixture.tryToClaim(2L)).isEmpty();
            fixture.log().requeued(fixture.epoch());
            assertThat(fixture.waitingIds()).isEmpty();
            assertThat(fixture.rows(LOG).getFirst()).startsWith("1|PENDING|set to NEW while it was being sent");
            var open = fixture.log().open().getFirst();
            assertThat(open.entries()).extracting(Entry::id).containsExactly(1L);
            fixture.settle(open, accepted(1, FIRST));
            assertThat(fixture.waitingIds()).containsExactly(2L);
            assertThat(fixture.log().open()).isEmpty();
        }
    }

    @Test
    void pendingToIgnoredIsSentAllTheSameWhereTheOrgTookIt() {
        try (var fixture = withInsert()) {
            var attempt = fixture.claim(1L);
            move(fixture, 1, "IGNORED");
            fixture.log().dismissNeverSent(fixture.epoch());
            assertThat(fixture.rows(ARCHIVE)).isEmpty();
            fixture.settle(attempt, accepted(1, FIRST));
            fixture.writeBack();

            assertThat(fixture.rows(ARCHIVE)).containsExactly("1|SUCCESS|-");
            assertThat(fixture.rows("SELECT sfid FROM account")).containsExactly(FIRST.value());
        }
    }

    @Test
    void pendingToIgnoredStandsWhereTheOrgRefusedOrNeverSawIt() {
        try (var fixture = withInsert()) {
            fixture.run("INSERT INTO account (name) VALUES ('b')");
            var attempt = fixture.claim(1L, 2L);
            fixture.run("UPDATE _trigger_log SET state = 'IGNORED'");
            fixture.settle(
                    attempt,
                    new Settlement.Refused(1, "REQUIRED_FIELD_MISSING", "no"),
                    new Settlement.Released(2, "away"));
            assertThat(fixture.log().open()).isEmpty();
            fixture.log().dismissNeverSent(fixture.epoch());

            assertThat(fixture.rows(ARCHIVE))
                    .containsExactly("1|IGNORED|given up by a person: no", "2|IGNORED|given up by a person: away");
        }
    }

    @Test
    void pendingToFailedIsSettledByWhatTheOrgDid() {
        try (var fixture = withInsert()) {
            var attempt = fixture.claim(1L);
            move(fixture, 1, "FAILED");
            fixture.settle(attempt, accepted(1, FIRST));

            assertThat(fixture.rows(ARCHIVE)).containsExactly("1|SUCCESS|-");
            assertThat(fixture.rows(LOG)).isEmpty();
        }
    }

    @Test
    void failedToPendingIsTakenForNew() {
        try (var fixture = withRefusedUpdate()) {
            move(fixture, 1, "PENDING");
            fixture.log().requeued(fixture.epoch());

            assertThat(fixture.waitingIds()).containsExactly(1L);
        }
    }

    @Test
    void whatFailedInAnAttemptThatIsStillOpenIsSentAgainAtOnce() {
        try (var fixture = withInsert()) {
            fixture.run("INSERT INTO account (name) VALUES ('b')");
            var attempt = fixture.claim(1L, 2L);
            fixture.settle(attempt, new Settlement.Refused(1, "REQUIRED_FIELD_MISSING", "no"));
            move(fixture, 1, "NEW");
            fixture.log().requeued(fixture.epoch());

            assertThat(fixture.log().open().getFirst().entries())
                    .extracting(Entry::id)
                    .containsExactly(2L);
            assertThat(fixture.tryToClaim(1L)).isPresent();
        }
    }

    @Test
    void archivedToRequeueSendsNoColumnThatALaterEntryHasSentOrWillSend() {
        try (var fixture = withSyncedRow()) {
            fixture.run("UPDATE account SET name = 'b', phone = '1', founded__c = '2001-01-01'");
            acceptUpdate(fixture, 1);
            fixture.run("UPDATE account SET phone = '2'");
            acceptUpdate(fixture, 2);
            fixture.run("UPDATE account SET founded__c = '2002-02-02'");
            requeue(fixture, 1);

            assertThat(fixture.log().waiting(4, 10))
                    .extracting(Entry::values)
                    .containsExactly(Map.of("name", Optional.of("b")));
            assertThat(fixture.rows(ARCHIVE)).containsExactly("1|REQUEUED|-", "2|SUCCESS|-");
        }
    }

    @Test
    void archivedToRequeueOfWhichNothingIsLeftIsMerged() {
        try (var fixture = withSyncedRow()) {
            fixture.run("UPDATE account SET name = 'b'");
            acceptUpdate(fixture, 1);
            fixture.run("UPDATE account SET name = 'c'");
            acceptUpdate(fixture, 2);
            requeue(fixture, 1);

            assertThat(fixture.rows(LOG)).isEmpty();
            assertThat(fixture.rows(ARCHIVE))
                    .containsExactly("1|MERGED|later entries have changed all of its columns", "2|SUCCESS|-");
        }
    }

    @Test
    void archivedToRequeueKnowsARenumberedRowsLaterEntries() {
        try (var fixture = withSyncedRow()) {
            fixture.run("UPDATE account SET name = 'b'");
            acceptUpdate(fixture, 1);
            fixture.run("UPDATE account SET id = 11", "UPDATE account SET name = 'c'");
            requeue(fixture, 1);

            assertThat(fixture.rows(ARCHIVE).getFirst()).startsWith("1|MERGED|");
        }
    }

    @Test
    void archivedInsertToRequeueMakesNoRecordOfARowThatWasDeleted() {
        try (var fixture = withInsert()) {
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(1, "not now")));
            fixture.run("DELETE FROM account");
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(2, "the row never reached the org")));
            requeue(fixture, 1);

            assertThat(fixture.rows(LOG)).isEmpty();
            assertThat(fixture.rows(ARCHIVE).getFirst())
                    .isEqualTo("1|MERGED|the row was deleted later, by the entry 2");
        }
    }

    @Test
    void archivedInsertToRequeueTakesTheLaterChangesOfItsRowAlong() {
        try (var fixture = withInsert()) {
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(1, "not now")));
            fixture.run("UPDATE account SET name = 'b'", "UPDATE account SET name = 'c', phone = NULL");
            requeue(fixture, 1);

            var insert = fixture.log().waiting(4, 10).getFirst();
            assertThat(insert.values()).containsEntry("name", Optional.of("c")).containsEntry("id", Optional.of("1"));
        }
    }

    @Test
    void archivedInsertToRequeueIsStillKnownToHaveMadeItsRecord() {
        try (var fixture = withInsert()) {
            fixture.accept(1, FIRST);
            fixture.run("UPDATE account SET name = 'b'");
            requeue(fixture, 1);

            assertThat(new RecordOwners(fixture.prepared().database()).byEntries("account", List.of(FIRST, SECOND)))
                    .containsExactly(FIRST);
            assertThat(fixture.log().waiting(0, 10))
                    .extracting(Entry::sfid)
                    .containsExactly(Optional.of(FIRST), Optional.of(FIRST));
        }
    }

    @Test
    void archivedDeletionToRequeueIsAboutTheRecordThatItsRowWas() {
        try (var fixture = withInsert()) {
            fixture.run("DELETE FROM account");
            fixture.accept(1, FIRST);
            fixture.log().dismiss(fixture.epoch(), List.of(new Dismissal(2, "not now")));
            requeue(fixture, 2);

            assertThat(fixture.log().waiting(0, 10))
                    .extracting(Entry::sfid)
                    .containsExactly(Optional.<RecordId>of(FIRST));
        }
    }

    @Test
    void manyArchivedToRequeueAreTakenUpABatchAtATimeInTheirOrder() {
        try (var fixture = withInsert()) {
            fixture.run("INSERT INTO _trigger_log_archive (id, state, action, table_name, record_id, sfid, \"values\")"
                    + " SELECT n, 'REQUEUE', 'UPDATE', 'account', n, '" + FIRST + "', 'name=>a'"
                    + " FROM generate_series(1001, 2200) n");

            assertThat(fixture.log().requeued(fixture.epoch())).isEqualTo(1000);
            assertThat(fixture.log().requeued(fixture.epoch())).isEqualTo(200);
            assertThat(fixture.rows("SELECT count(*), bool_and(record_id = id + 999) FROM _trigger_log WHERE id > 1"))
                    .containsExactly("1200|t");
        }
    }

    @Test
    void requeueIsTakenUpOnceAlsoByTwoAtATime() throws Exception {
        try (var fixture = withSyncedRow();
                var threads = Executors.newFixedThreadPool(2)) {
            fixture.run("UPDATE account SET name = 'b'");
            acceptUpdate(fixture, 1);
            fixture.run("UPDATE _trigger_log_archive SET state = 'REQUEUE'");
            Callable<Integer> take = () -> fixture.log().requeued(fixture.epoch());

            int taken = 0;
            for (var answer : threads.invokeAll(List.of(take, take))) {
                taken += answer.get();
            }
            assertThat(taken).isOne();
            assertThat(fixture.waitingIds()).containsExactly(2L);
        }
    }

    @Test
    void requeueIsLeftToTheEngineThatTookOver() {
        try (var fixture = withSyncedRow();
                var successor = fixture.prepared().another()) {
            fixture.run("UPDATE account SET name = 'b'");
            acceptUpdate(fixture, 1);
            fixture.run("UPDATE _trigger_log_archive SET state = 'REQUEUE'");
            var epoch = new Epochs(successor).take("the successor");

            assertThatThrownBy(() -> fixture.log().requeued(fixture.epoch())).isInstanceOf(EpochLost.class);
            assertThat(new TriggerLog(successor).requeued(epoch)).isEqualTo(1);
            assertThat(fixture.waitingIds()).containsExactly(2L);
        }
    }

    @Test
    void requeueIsDoneAsAWholeOrNotAtAll() {
        try (var fixture = withSyncedRow()) {
            fixture.run("UPDATE account SET name = 'b'");
            acceptUpdate(fixture, 1);
            fixture.run("UPDATE _trigger_log_archive SET state = 'REQUEUE'");
            var database = fixture.prepared().database();
            var moves = new ManualMoves(database.schema(), Hstore.of(database));

            assertThatThrownBy(() -> database.transaction(connection -> {
                        moves.requeue(connection);
                        throw new IllegalStateException("the process ends here");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(fixture.rows(ARCHIVE)).containsExactly("1|REQUEUE|-");
            assertThat(fixture.rows(LOG)).isEmpty();
            assertThat(fixture.rows("SELECT * FROM _lockstep_write_back WHERE lastop = 'PENDING'"))
                    .isEmpty();
        }
    }

    @Test
    void requeueThatAPersonHasNotCommittedYetHoldsNothingUp() {
        try (var fixture = withSyncedRow();
                var person = fixture.prepared().test().application()) {
            fixture.run("UPDATE account SET name = 'b'");
            acceptUpdate(fixture, 1);
            fixture.run("UPDATE _trigger_log_archive SET state = 'REQUEUE'");
            person.run("BEGIN", "UPDATE _trigger_log_archive SET state = 'SUCCESS'");

            assertThat(fixture.log().requeued(fixture.epoch())).isZero();
            person.run("COMMIT");
            assertThat(fixture.log().requeued(fixture.epoch())).isZero();
        }
    }
}
