package dev.lockstep.postgres.log;

import static dev.lockstep.postgres.log.LogFixture.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.postgres.TestMappings;
import dev.lockstep.postgres.fence.EpochLost;
import dev.lockstep.postgres.fence.Epochs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Archived entries go after a while, but none that something still needs.
class ArchiveRetentionIT {
    private static final Duration MONTH = Duration.ofDays(31);
    /// Settled last, and so the newest: it is never removed.
    private static final long NEWEST = 9_999;

    private static ArchiveRetention retention(LogFixture fixture) {
        return new ArchiveRetention(fixture.prepared().database());
    }

    /// A whole pass; answers how many entries went.
    private static int clear(LogFixture fixture) {
        var retention = retention(fixture);
        int removed = 0;
        var pass = Optional.of(retention.begin(MONTH));
        while (pass.isPresent()) {
            var batch = retention.remove(fixture.epoch(), pass.get());
            removed += batch.removed();
            pass = batch.next();
        }
        return removed;
    }

    private static List<String> archived(LogFixture fixture) {
        return fixture.rows("SELECT id FROM _trigger_log_archive WHERE id <> " + NEWEST + " ORDER BY id");
    }

    private static void archive(LogFixture fixture, long id, String state, long row, String age) {
        fixture.run("INSERT INTO _trigger_log_archive (id, state, action, table_name, record_id, sfid, \"values\","
                + " processed_at, sf_result, _lockstep_settled)"
                + " VALUES (%d, '%s', 'UPDATE', 'account', %d, '%s', 'name=>a', now() - interval '%s', 0, %d)"
                        .formatted(id, state, row, FIRST, age, id));
    }

    private static LogFixture withNewest() {
        var fixture = LogFixture.of(TestMappings.account());
        archive(fixture, NEWEST, "SUCCESS", 1, "40 days");
        return fixture;
    }

    @Test
    void whatEndedLongerAgoThanItIsKeptIsRemovedAndNothingElse() {
        try (var fixture = withNewest()) {
            archive(fixture, 1, "SUCCESS", 11, "31 days 1 hour");
            archive(fixture, 2, "MERGED", 12, "32 days");
            archive(fixture, 3, "IGNORED", 13, "1 year");
            archive(fixture, 4, "REQUEUED", 14, "50 days");
            archive(fixture, 5, "SUCCESS", 15, "30 days 23 hours");

            assertThat(clear(fixture)).isEqualTo(4);
            assertThat(archived(fixture)).containsExactly("5");
            assertThat(clear(fixture)).isZero();
        }
    }

    @Test
    void whatIsStillToBeSettledStaysWithTheOtherEntriesOfItsRow() {
        try (var fixture = withNewest()) {
            archive(fixture, 1, "FAILED", 11, "40 days");
            archive(fixture, 2, "SUCCESS", 11, "40 days");
            archive(fixture, 3, "REQUEUE", 12, "40 days");
            archive(fixture, 4, "SUCCESS", 12, "40 days");
            archive(fixture, 5, "IDLE", 13, "40 days");
            archive(fixture, 6, "SUCCESS", 14, "40 days");
            fixture.run("INSERT INTO account (id, name) VALUES (14, 'a')", "UPDATE _trigger_log SET state = 'FAILED'");

            assertThat(clear(fixture)).isZero();
            assertThat(archived(fixture)).hasSize(6);
        }
    }

    @Test
    void whatHasNoTimeOfItsEndStays() {
        try (var fixture = withNewest()) {
            archive(fixture, 1, "SUCCESS", 11, "40 days");
            fixture.run("UPDATE _trigger_log_archive SET processed_at = NULL WHERE id = 1");

            assertThat(clear(fixture)).isZero();
        }
    }

    @Test
    void entriesOfARowOfWhichAnotherOneWaitsStayAlsoWhereItsIdWasChanged() {
        try (var fixture = withNewest()) {
            fixture.run("INSERT INTO account (name) VALUES ('a')");
            fixture.accept(1, FIRST);
            fixture.writeBack();
            fixture.run(
                    "UPDATE account SET id = 21",
                    "UPDATE _trigger_log_archive SET processed_at = now() - interval '2 years'");

            assertThat(clear(fixture)).isZero();
            fixture.run("DELETE FROM _trigger_log");
            assertThat(clear(fixture)).isOne();
        }
    }

    @Test
    void theInsertOfARowThatLacksItsRecordStays() {
        try (var fixture = withNewest()) {
            fixture.run("INSERT INTO account (name) VALUES ('a')");
            fixture.accept(1, FIRST);
            fixture.run("UPDATE _trigger_log_archive SET processed_at = now() - interval '2 years'");
            assertThat(clear(fixture)).isZero();

            // Its outcome is no longer waiting, and yet it isn't on the row.
            fixture.run("DELETE FROM _lockstep_write_back");
            assertThat(clear(fixture)).isZero();
            fixture.run("UPDATE account SET name = 'b'");
            assertThat(fixture.log().waiting(0, 10).getFirst().sfid()).contains(FIRST);
            fixture.run("DELETE FROM _trigger_log");
            fixture.runUncaptured("UPDATE account SET sfid = '" + FIRST + "'");
            assertThat(clear(fixture)).isOne();
        }
    }

    @Test
    void theInsertsOfTheTimeOfAnAttemptWhoseOutcomeIsUnknownStay() {
        try (var fixture = withNewest()) {
            archive(fixture, 1, "SUCCESS", 11, "40 days");
            archive(fixture, 2, "SUCCESS", 12, "50 days");
            fixture.run("INSERT INTO account (name) VALUES ('a')");
            var attempt = fixture.claim(1L);
            fixture.run("UPDATE _lockstep_attempt SET created_at = now() - interval '45 days'");

            assertThat(clear(fixture)).isOne();
            assertThat(archived(fixture)).containsExactly("1");
            fixture.log().release(fixture.epoch(), attempt, "not there");
            assertThat(clear(fixture)).isOne();
        }
    }

    @Test
    void whatWasSettledAfterAReadingThatIsNotMergedYetStays() {
        try (var fixture = withNewest()) {
            archive(fixture, 1, "SUCCESS", 11, "40 days");
            archive(fixture, 2, "SUCCESS", 12, "40 days");
            fixture.run(
                    "INSERT INTO _lockstep_mapping (table_name, object, access) VALUES ('other', 'Other', 'READ_ONLY')",
                    "INSERT INTO _lockstep_load (table_name, target, question, settle_mark, org_time)"
                            + " VALUES ('other', 'STAGING', '', 1, now())");

            assertThat(clear(fixture)).isOne();
            assertThat(archived(fixture)).containsExactly("2");

            fixture.run(
                    "DELETE FROM _lockstep_load",
                    "CREATE TABLE _lockstep_staging_77 (_settle_mark bigint)",
                    "INSERT INTO _lockstep_staging_77 VALUES (1)");
            assertThat(clear(fixture)).isZero();
            fixture.run("DELETE FROM _lockstep_staging_77");
            assertThat(clear(fixture)).isOne();
        }
    }

    @Test
    void theNewestNumberStaysSoThatASequenceBehindItIsFound() {
        try (var fixture = withNewest()) {
            assertThat(clear(fixture)).isZero();
            assertThat(fixture.rows("SELECT id FROM _trigger_log_archive")).containsExactly("" + NEWEST);
        }
    }

    @Test
    void aBatchIsSmallAndTheNextGoesOnBehindIt() {
        try (var fixture = withNewest()) {
            fixture.run("INSERT INTO _trigger_log_archive (id, state, action, table_name, record_id, processed_at)"
                    + " SELECT n, CASE WHEN n <= 1500 THEN 'FAILED' ELSE 'SUCCESS' END, 'UPDATE', 'gone', n,"
                    + " now() - interval '60 days' FROM generate_series(1, 2500) n");
            var retention = retention(fixture);

            var first = retention.remove(fixture.epoch(), retention.begin(MONTH));
            assertThat(first.removed()).isZero();
            assertThat(first.kept()).isEqualTo(1000);
            var second = retention.remove(fixture.epoch(), first.next().orElseThrow());
            assertThat(second.removed()).isEqualTo(500);
            var third = retention.remove(fixture.epoch(), second.next().orElseThrow());
            assertThat(third.removed()).isEqualTo(500);
            assertThat(third.next()).isEmpty();
        }
    }

    @Test
    void whatAPersonHoldsIsLeftAndNobodyWaits() {
        try (var fixture = withNewest();
                var person = fixture.prepared().test().application()) {
            archive(fixture, 1, "SUCCESS", 11, "40 days");
            archive(fixture, 2, "SUCCESS", 12, "40 days");
            person.run("BEGIN", "UPDATE _trigger_log_archive SET state = 'REQUEUE' WHERE id = 1");

            assertThat(clear(fixture)).isOne();
            person.run("COMMIT");
            assertThat(fixture.rows("SELECT id, state FROM _trigger_log_archive WHERE id < " + NEWEST))
                    .containsExactly("1|REQUEUE");
        }
    }

    @Test
    void anEngineThatWasTakenOverRemovesNothing() {
        try (var fixture = withNewest();
                var successor = fixture.prepared().another()) {
            archive(fixture, 1, "SUCCESS", 11, "40 days");
            new Epochs(successor).take("the successor");

            assertThatThrownBy(() -> clear(fixture)).isInstanceOf(EpochLost.class);
            assertThat(archived(fixture)).containsExactly("1");
        }
    }

    @Test
    void theArchiveHasTheIndexesThatHerokuConnectsHas() {
        try (var fixture = LogFixture.of(TestMappings.account())) {
            assertThat(fixture.rows("SELECT regexp_replace(indexdef, '.* USING btree ', '') FROM pg_indexes WHERE"
                + " schemaname = 'salesforce' AND indexname IN ('_trigger_log_archive_idx_created_at',"
                + " '_trigger_log_archive_idx_record_id', '_trigger_log_archive_idx_state_table_name') ORDER BY"
                + " indexname"))
                    .containsExactly(
                            "(created_at)",
                            "(record_id)",
                            "(state, table_name) WHERE ((state)::text = 'FAILED'::text)");
        }
    }
}
