package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static dev.lockstep.postgres.log.LogFixture.SECOND;
import static dev.lockstep.postgres.log.PersonsMoves.ARCHIVE;
import static dev.lockstep.postgres.log.PersonsMoves.LOG;
import static dev.lockstep.postgres.log.PersonsMoves.acceptUpdate;
import static dev.lockstep.postgres.log.PersonsMoves.requeue;
import static dev.lockstep.postgres.log.PersonsMoves.withInsert;
import static dev.lockstep.postgres.log.PersonsMoves.withSyncedRow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.RecordId;
import dev.lockstep.postgres.fence.EpochLost;
import dev.lockstep.postgres.fence.Epochs;
import dev.lockstep.postgres.schema.Hstore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What people ask of archived entries: to be captured once more.
class RequeueIT {
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
