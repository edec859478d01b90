package dev.lockstep.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockstep.postgres.TestMappings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Entries are claimed all or none, by one attempt.
class LogClaimIT {
    private static LogFixture withThreeRows() {
        var fixture = LogFixture.of(TestMappings.account());
        fixture.run("INSERT INTO account (name) VALUES ('a'), ('b'), ('c')");
        return fixture;
    }

    @Test
    void aClaimTakesItsEntriesAndWritesTheAttemptDown() {
        try (var fixture = withThreeRows()) {
            var attempt = fixture.claim(1L, 3L);

            assertThat(attempt.entries()).extracting(Entry::id).containsExactly(1L, 3L);
            assertThat(fixture.rows("SELECT id, state, _lockstep_attempt FROM _trigger_log ORDER BY id"))
                    .containsExactly("1|PENDING|" + attempt.id(), "2|NEW|-", "3|PENDING|" + attempt.id());
            assertThat(fixture.rows("SELECT id, epoch, state, operation, entry_ids, tables, org_time"
                            + " FROM _lockstep_attempt"))
                    .containsExactly(attempt.id() + "|1|SENDING|CREATE|{1,3}|{account}|2026-01-02 03:04:05+00");
        }
    }

    @Test
    void aClaimOfAnEntryThatIsTakenTakesNoneAndLeavesNoAttempt() {
        try (var fixture = withThreeRows()) {
            fixture.claim(2L);

            assertThat(fixture.tryToClaim(1L, 2L, 3L)).isEmpty();
            assertThat(fixture.waitingIds()).containsExactly(1L, 3L);
            assertThat(fixture.rows("SELECT count(*) FROM _lockstep_attempt")).containsExactly("1");
        }
    }

    @Test
    void aClaimOfAnEntryThatAPersonHasMovedTakesNone() {
        try (var fixture = withThreeRows()) {
            fixture.run("UPDATE _trigger_log SET state = 'IGNORED' WHERE id = 3");

            assertThat(fixture.tryToClaim(1L, 3L)).isEmpty();
            assertThat(fixture.waitingIds()).containsExactly(1L, 2L);
        }
    }

    @Test
    void oneOfSeveralClaimsOfTheSameEntriesWins() throws Exception {
        try (var fixture = withThreeRows();
                var threads = Executors.newFixedThreadPool(4)) {
            Callable<Boolean> claim = () -> fixture.tryToClaim(1L, 2L, 3L).isPresent();

            var won = 0;
            for (var answer : threads.invokeAll(List.of(claim, claim, claim, claim))) {
                won += answer.get() ? 1 : 0;
            }
            assertThat(won).isOne();
        }
    }

    @Test
    void waitingIsInTheOrderOfCaptureFromABoundAndUpToALimit() {
        try (var fixture = withThreeRows()) {
            assertThat(fixture.log().waiting(2, 10)).extracting(Entry::id).containsExactly(2L, 3L);
            assertThat(fixture.log().waiting(0, 2)).extracting(Entry::id).containsExactly(1L, 2L);
            assertThat(fixture.log().lastValue()).isEqualTo(3);
        }
    }

    @Test
    void anEntryHoldsTheTextsOfTheLog() {
        try (var fixture = withThreeRows()) {
            fixture.run(
                    "UPDATE account SET name = E'b\"\\\\, =>', phone = '1' WHERE id = 2",
                    "UPDATE account SET phone = NULL");

            var update = fixture.log().waiting(4, 10);
            assertThat(update.getFirst().values()).containsEntry("name", Optional.of("b\"\\, =>"));
            assertThat(update.getFirst().old()).containsEntry("phone", Optional.empty());
            assertThat(update.getLast().values()).isEqualTo(Map.of("phone", Optional.empty()));
            assertThat(update.getLast().old()).isEqualTo(Map.of("phone", Optional.of("1")));
        }
    }

    @Test
    void waitingLeavesOutRowsOfWhichAnEntryIsBeingSent() {
        try (var fixture = withThreeRows()) {
            fixture.run("UPDATE account SET name = name || name");
            fixture.claim(2L);

            assertThat(fixture.waitingIds()).containsExactly(1L, 3L, 4L, 6L);
            assertThat(fixture.log().unsettled()).extracting(Entry::id).containsExactly(2L);
        }
    }

    @Test
    void aFailedEntryComesWithTheChangeThatMayCorrectItAndNeverAlone() {
        try (var fixture = withThreeRows()) {
            fixture.refuse(1, "no");
            fixture.refuse(2, "no");
            fixture.run("UPDATE account SET name = 'corrected' WHERE id = 1");

            assertThat(fixture.log().waiting(0, 10))
                    .extracting(Entry::id, Entry::hasFailed)
                    .containsExactly(tuple(1L, true), tuple(3L, false), tuple(4L, false));
            assertThat(fixture.claim(1L, 4L).entries()).extracting(Entry::id).containsExactly(1L, 4L);
        }
    }

    /// Sent again it could be there twice.
    @Test
    void anInsertOfUnknownOutcomeIsNeverSentAgainWhateverComesAfterIt() {
        try (var fixture = withThreeRows()) {
            fixture.settle(fixture.claim(1L), new Settlement.Refused(1, "OUTCOME_UNKNOWN", "nobody can tell"));
            fixture.run("UPDATE account SET name = 'later' WHERE id = 1");

            assertThat(fixture.waitingIds()).containsExactly(2L, 3L);
        }
    }

    @Test
    void whatIsTriedLaterWaitsForItsTimeAndItsRowWithIt() {
        try (var fixture = withThreeRows()) {
            fixture.run("UPDATE account SET name = name || name WHERE id < 3");
            fixture.settle(
                    fixture.claim(1L, 2L),
                    new Settlement.Delayed(1, "it is locked", Duration.ofHours(1)),
                    new Settlement.Delayed(2, "it is locked", Duration.ZERO));

            assertThat(fixture.waitingIds()).containsExactly(2L, 3L, 5L);
            assertThat(fixture.log().unsettled()).extracting(Entry::id).containsExactly(1L);
            assertThat(fixture.log().waiting(0, 1).getFirst().standing().tries())
                    .isEqualTo(1);
            assertThat(fixture.log().nextTry()).contains(Duration.ZERO);
            assertThat(fixture.rows("SELECT entry_id, tries, reason FROM _lockstep_retry ORDER BY 1"))
                    .containsExactly("1|1|it is locked", "2|1|it is locked");
        }
    }

    @Test
    void whatIsSettledIsNoLongerTried() {
        try (var fixture = withThreeRows()) {
            fixture.settle(fixture.claim(1L), new Settlement.Delayed(1, "it is locked", Duration.ZERO));
            fixture.settle(fixture.claim(1L), new Settlement.Delayed(1, "it is locked", Duration.ZERO));
            assertThat(fixture.rows("SELECT tries FROM _lockstep_retry")).containsExactly("2");

            fixture.accept(1, LogFixture.FIRST);

            assertThat(fixture.rows("SELECT tries FROM _lockstep_retry")).isEmpty();
            assertThat(fixture.log().nextTry()).isEmpty();
        }
    }

    @Test
    void anEntryOfAnotherTablesRowWithTheSameIdHoldsNothingBack() {
        try (var fixture = LogFixture.of(TestMappings.account(), TestMappings.contact())) {
            fixture.run("INSERT INTO account (name) VALUES ('a')", "INSERT INTO contact (lastname) VALUES ('a')");
            fixture.claim(1L);

            assertThat(fixture.waitingIds()).containsExactly(2L);
        }
    }

    @Test
    void aRowThatWasRenumberedIsHeldBackByItsEarlierEntries() {
        try (var fixture = withThreeRows()) {
            fixture.run(
                    "UPDATE account SET id = 11 WHERE id = 1",
                    "UPDATE account SET id = 21 WHERE id = 11",
                    "UPDATE account SET name = 'z' WHERE id = 21");
            fixture.claim(1L);

            assertThat(fixture.waitingIds()).containsExactly(2L, 3L);
        }
    }

    @Test
    void olderWritersAreWaitedForButNoLongerThanTold() {
        try (var fixture = withThreeRows();
                var other = fixture.prepared().test().application()) {
            other.run("BEGIN", "INSERT INTO account (name) VALUES ('open')");

            long began = System.nanoTime();
            fixture.log().awaitOlderWriters(Duration.ofMillis(200));
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
            other.run("ROLLBACK");
        }
    }

    @Test
    void waitingForOlderWritersEndsWithThem() throws Exception {
        try (var fixture = withThreeRows();
                var other = fixture.prepared().test().application();
                var later = fixture.prepared().test().application();
                var thread = Executors.newSingleThreadExecutor()) {
            other.run("BEGIN", "INSERT INTO account (name) VALUES ('open')", "PREPARE TRANSACTION 'older'");
            var waited = thread.submit(() -> {
                long began = System.nanoTime();
                fixture.log().awaitOlderWriters(Duration.ofMinutes(1));
                return Duration.ofNanos(System.nanoTime() - began);
            });
            // One that begins meanwhile isn't waited for.
            later.run("BEGIN", "INSERT INTO account (name) VALUES ('later')");
            other.run("COMMIT PREPARED 'older'");

            // Where the thread took its look only after the later one began, that one ends here.
            later.run("COMMIT");
            assertThat(waited.get()).isLessThan(Duration.ofSeconds(30));
            assertThat(fixture.waitingIds()).hasSize(5);
        }
    }

    @Test
    void nothingOpenIsNotWaitedFor() {
        try (var fixture = withThreeRows();
                var reader = fixture.prepared().test().application()) {
            reader.run("BEGIN", "SELECT * FROM _trigger_log", "CREATE TEMP TABLE t AS SELECT 1");

            long began = System.nanoTime();
            fixture.log().awaitOlderWriters(Duration.ofMinutes(1));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        }
    }
}
