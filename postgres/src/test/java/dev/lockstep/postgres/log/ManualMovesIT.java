package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static dev.lockstep.postgres.log.LogFixture.accepted;
import static dev.lockstep.postgres.log.PersonsMoves.ARCHIVE;
import static dev.lockstep.postgres.log.PersonsMoves.LOG;
import static dev.lockstep.postgres.log.PersonsMoves.REREAD;
import static dev.lockstep.postgres.log.PersonsMoves.STATUS;
import static dev.lockstep.postgres.log.PersonsMoves.acceptUpdate;
import static dev.lockstep.postgres.log.PersonsMoves.move;
import static dev.lockstep.postgres.log.PersonsMoves.withInsert;
import static dev.lockstep.postgres.log.PersonsMoves.withRefusedUpdate;
import static dev.lockstep.postgres.log.PersonsMoves.withSyncedRow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What people do to entries with an UPDATE of their state, a move each.
class ManualMovesIT {
    @Test
    void failedToNewWaitsAgainInItsPlaceWithAllItsColumns() {
        try (var fixture = withRefusedUpdate()) {
            fixture.run("UPDATE account SET phone = '2'");
            move(fixture, 1, "NEW");

            assertThat(fixture.log().waiting(0, 10))
                    .extracting(Entry::id, Entry::values)
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
}
