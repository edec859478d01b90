package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static dev.lockstep.postgres.log.LogFixture.NOW;
import static dev.lockstep.postgres.log.LogFixture.SECOND;
import static dev.lockstep.postgres.log.LogFixture.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.RowStatus;
import dev.lockstep.postgres.TestMappings;
import dev.lockstep.postgres.fence.EpochLost;
import dev.lockstep.postgres.fence.Epochs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What became of an attempt stands in the log at once, and only where the attempt still has the entries.
class LogSettleIT {
    private static final String LOG = "SELECT id, state, sf_message FROM _trigger_log ORDER BY id";
    private static final String ARCHIVE =
            "SELECT id, state, sfid, sf_message, _lockstep_settled FROM _trigger_log_archive ORDER BY id";
    private static final String ROWS = "SELECT id, sfid, _hc_lastop, _hc_err FROM account ORDER BY id";
    private static final String ATTEMPTS = "SELECT id, state FROM _lockstep_attempt ORDER BY id";

    private static LogFixture withTwoRows() {
        var fixture = LogFixture.of(TestMappings.account());
        fixture.run("INSERT INTO account (name) VALUES ('a'), ('b')");
        return fixture;
    }

    private static Settlement refused(long entry, String message) {
        return new Settlement.Refused(entry, "REQUIRED_FIELD_MISSING", message);
    }

    @Test
    void whatTheOrgTookMovesToTheArchiveWithItsRecordAndANumber() {
        try (var fixture = withTwoRows()) {
            assertThat(fixture.log().settleMark()).isZero();
            int settled = fixture.settle(fixture.claim(1L, 2L), accepted(1, FIRST), accepted(2, SECOND));

            assertThat(settled).isEqualTo(2);
            assertThat(fixture.rows(LOG)).isEmpty();
            assertThat(fixture.rows(ARCHIVE))
                    .containsExactly("1|SUCCESS|" + FIRST + "|-|1", "2|SUCCESS|" + SECOND + "|-|1");
            assertThat(fixture.rows("SELECT count(*) FROM _trigger_log_archive WHERE processed_at IS NOT NULL"
                            + " AND processed_tx IS NOT NULL AND sf_result = 0 AND _lockstep_attempt = 1"))
                    .containsExactly("2");
            assertThat(fixture.rows(ATTEMPTS)).containsExactly("1|SETTLED");
            assertThat(fixture.log().settleMark()).isEqualTo(1);
        }
    }

    @Test
    void whatTheOrgRefusedStaysAndItsRowSaysSo() {
        try (var fixture = withTwoRows()) {
            fixture.refuse(1, "Name is missing");
            fixture.writeBack();

            assertThat(fixture.rows(LOG)).containsExactly("1|FAILED|Name is missing", "2|NEW|-");
            assertThat(fixture.rows(ROWS)).containsExactly("1|-|FAILED|Name is missing", "2|-|PENDING|-");
            assertThat(fixture.rows(ATTEMPTS)).containsExactly("1|SETTLED");
            assertThat(fixture.log().counts()).isEqualTo(new LogCounts(1, 0, 1, 0));
        }
    }

    @Test
    void whatWentAsPartOfAnotherEntryIsMergedAndKnowsItsRecord() {
        try (var fixture = withTwoRows()) {
            fixture.run("UPDATE account SET name = 'later' WHERE id = 1");
            fixture.settle(
                    fixture.claim(1L, 3L),
                    accepted(1, FIRST),
                    new Settlement.Merged(3, Optional.of(FIRST), "sent with the entry 1", RowStatus.INSERTED));
            fixture.writeBack();

            assertThat(fixture.rows(ARCHIVE))
                    .containsExactly("1|SUCCESS|" + FIRST + "|-|1", "3|MERGED|" + FIRST + "|sent with the entry 1|1");
            assertThat(fixture.rows(ROWS)).contains("1|" + FIRST + "|INSERTED|-");
        }
    }

    @Test
    void aJobIsKnownBeforeItsDataAreClosed() {
        try (var fixture = withTwoRows()) {
            var draft = new AttemptDraft(Transport.BULK, "UPSERT", List.of(1L, 2L), NOW);
            var attempt = fixture.log().claim(fixture.epoch(), draft).orElseThrow();
            assertThat(fixture.log().open().getFirst().carrier())
                    .isEqualTo(new Attempt.Carrier(Transport.BULK, Optional.empty()));

            var began = fixture.log().began(fixture.epoch(), attempt, "750000000000001AAA");

            assertThat(began.carrier().job()).contains("750000000000001AAA");
            assertThat(fixture.log().open()).containsExactly(began);
        }
    }

    @Test
    void aSecondFailureSaysSoToo() {
        try (var fixture = withTwoRows()) {
            fixture.refuse(1, "Name is missing");
            fixture.writeBack();
            fixture.run("UPDATE _trigger_log SET state = 'NEW' WHERE id = 1");
            fixture.refuse(1, "Name is still missing");
            fixture.writeBack();

            assertThat(fixture.rows(ROWS)).contains("1|-|FAILED|Name is still missing");
        }
    }

    @Test
    void twoRefusalsOfOneRowAreBothWrittenDownAndTheLaterOneIsShown() {
        try (var fixture = withTwoRows()) {
            fixture.run("UPDATE account SET name = 'c' WHERE id = 1");
            fixture.settle(fixture.claim(1L, 3L), refused(1, "first"), refused(3, "second"));
            fixture.writeBack();

            assertThat(fixture.rows(LOG)).containsExactly("1|FAILED|first", "2|NEW|-", "3|FAILED|second");
            assertThat(fixture.rows(ROWS)).contains("1|-|FAILED|second");
        }
    }

    @Test
    void anInsertThatIsSettledAfterALaterChangeFailedStillGivesItsRecord() {
        try (var fixture = withTwoRows()) {
            fixture.run("UPDATE account SET name = 'c' WHERE id = 1");
            var insert = fixture.claim(1L);
            fixture.refuse(3, "no");
            fixture.settle(insert, accepted(1, FIRST));
            fixture.writeBack();

            assertThat(fixture.rows(ROWS)).contains("1|" + FIRST + "|FAILED|no");
        }
    }

    @Test
    void whatIsReleasedWaitsAgain() {
        try (var fixture = withTwoRows()) {
            fixture.log().release(fixture.epoch(), fixture.claim(1L, 2L), "the org is away");

            assertThat(fixture.rows(LOG)).containsExactly("1|NEW|the org is away", "2|NEW|the org is away");
            assertThat(fixture.waitingIds()).containsExactly(1L, 2L);
            assertThat(fixture.rows(ATTEMPTS)).containsExactly("1|RELEASED");
            assertThat(fixture.tryToClaim(1L, 2L)).isPresent();
        }
    }

    @Test
    void whatIsDismissedInAnAttemptIsArchivedAsIgnored() {
        try (var fixture = withTwoRows()) {
            fixture.settle(fixture.claim(1L), new Settlement.Dismissed(1, "nothing to send"));

            assertThat(fixture.rows(ARCHIVE)).containsExactly("1|IGNORED|-|nothing to send|1");
        }
    }

    @Test
    void anAttemptStaysOpenUntilAllItsEntriesAreSettled() {
        try (var fixture = withTwoRows()) {
            var attempt = fixture.claim(1L, 2L);
            fixture.settle(attempt, accepted(1, FIRST));
            assertThat(fixture.rows(ATTEMPTS)).containsExactly("1|SENDING");
            assertThat(fixture.log().open().getFirst().entries())
                    .extracting(Entry::id)
                    .containsExactly(2L);

            fixture.settle(attempt, refused(2, "no"));
            assertThat(fixture.rows(ATTEMPTS)).containsExactly("1|SETTLED");
            assertThat(fixture.log().open()).isEmpty();
        }
    }

    @Test
    void entriesThatAPersonHasMovedAreLeftAsTheyAre() {
        try (var fixture = withTwoRows()) {
            var attempt = fixture.claim(1L, 2L);
            fixture.run("UPDATE _trigger_log SET state = 'NEW', _lockstep_attempt = NULL WHERE id = 1");

            assertThat(fixture.settle(attempt, accepted(1, FIRST), accepted(2, SECOND)))
                    .isEqualTo(1);
            assertThat(fixture.rows(LOG)).containsExactly("1|NEW|-");
            assertThat(fixture.rows(ARCHIVE)).hasSize(1);
        }
    }

    @Test
    void entriesThatALaterAttemptHasAreLeftToIt() {
        try (var fixture = withTwoRows()) {
            var first = fixture.claim(1L);
            fixture.log().release(fixture.epoch(), first, "once more");
            fixture.claim(1L);

            assertThat(fixture.settle(first, accepted(1, FIRST))).isZero();
            assertThat(fixture.settle(first, refused(1, "no"))).isZero();
            assertThat(fixture.rows(LOG)).contains("1|PENDING|once more");
        }
    }

    @Test
    void settlingTwiceChangesNothing() {
        try (var fixture = withTwoRows()) {
            var attempt = fixture.claim(1L);
            fixture.settle(attempt, accepted(1, FIRST));

            assertThat(fixture.settle(attempt, accepted(1, SECOND))).isZero();
            assertThat(fixture.rows(ARCHIVE)).containsExactly("1|SUCCESS|" + FIRST + "|-|1");
        }
    }

    @Test
    void aLateSettlingOfAnOlderEpochChangesNothing() {
        try (var fixture = withTwoRows();
                var successor = fixture.prepared().another()) {
            var attempt = fixture.claim(1L);
            new Epochs(successor).take("the successor");

            assertThatThrownBy(() -> fixture.settle(attempt, accepted(1, FIRST)))
                    .isInstanceOf(EpochLost.class);
            assertThatThrownBy(() -> fixture.claim(2L)).isInstanceOf(EpochLost.class);
            assertThatThrownBy(fixture::writeBack).isInstanceOf(EpochLost.class);
            assertThat(fixture.rows(LOG)).containsExactly("1|PENDING|-", "2|NEW|-");
            assertThat(fixture.rows(ARCHIVE)).isEmpty();
            assertThat(fixture.rows(ATTEMPTS)).containsExactly("1|SENDING");
        }
    }

    @Test
    void theSuccessorFindsTheAttemptsOfADeadEpochAndSettlesThem() {
        try (var fixture = withTwoRows();
                var successor = fixture.prepared().another()) {
            fixture.claim(1L, 2L);
            var epoch = new Epochs(successor).take("the successor");
            var log = new TriggerLog(successor);

            var open = log.open().getFirst();
            assertThat(open.epoch()).isEqualTo(1);
            assertThat(open.orgTime()).isEqualTo(NOW);
            assertThat(open.lostAt()).isEmpty();
            assertThat(open.entries()).extracting(Entry::id).containsExactly(1L, 2L);

            log.doubt(epoch, open, NOW.plusSeconds(5), "its process is gone");
            assertThat(log.open().getFirst().lostAt()).contains(NOW.plusSeconds(5));
            log.settle(epoch, open, List.of(accepted(1, FIRST), new Settlement.Released(2, "not there")));
            assertThat(log.open()).isEmpty();
            assertThat(fixture.rows(LOG)).containsExactly("2|NEW|not there");
        }
    }

    @Test
    void theDeletionsRecordIsKeptInTheArchive() {
        try (var fixture = withTwoRows()) {
            fixture.runUncaptured("UPDATE account SET sfid = '" + FIRST + "' WHERE id = 1");
            fixture.run("DELETE FROM account WHERE id = 1");
            fixture.settle(
                    fixture.claim(3L),
                    new Settlement.Accepted(3, Optional.empty(), Optional.empty(), RowStatus.SYNCED));

            assertThat(fixture.rows(ARCHIVE)).containsExactly("3|SUCCESS|" + FIRST + "|-|1");
            assertThat(fixture.rows("SELECT count(*) FROM _lockstep_write_back"))
                    .containsExactly("0");
        }
    }
}
