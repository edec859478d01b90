package dev.lockstep.postgres.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.configuration.CaptureRule;
import dev.lockstep.postgres.TestDatabase.SqlFailed;
import dev.lockstep.postgres.TestMappings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What PostgreSQL does to a merge beside which an application writes. Where a hazard was proved, a test shows first
/// that plain SQL runs into it.
final class MergeHazardsIT {
    private final MergeFixture sync = new MergeFixture(TestMappings.account());

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void aPlainUpdateOverwritesAChangeThatCommitsWhileItWaits() {
        rowFromTheOrg("Acme", "1");
        try (var application = sync.test.application();
                var plain = sync.test.application()) {
            application.run("BEGIN", "UPDATE account SET name = 'ours'");
            plain.run("SET lockstep.origin = 'sync'");
            var merge = meanwhile(() -> plain.run("""
                UPDATE account SET name = 'theirs'
                 WHERE NOT EXISTS (SELECT FROM _trigger_log WHERE record_id = account.id)\
                """));
            sync.await("""
                SELECT count(*) FROM pg_stat_activity
                 WHERE wait_event_type = 'Lock' AND datname = current_database()\
                """);
            application.run("COMMIT");
            merge.join();
        }

        assertThat(sync.rows("name")).as("although the entry waits").containsExactly("theirs");
        assertThat(sync.application.rows("SELECT state FROM _trigger_log")).containsExactly("NEW");
    }

    @Test
    void doesNotWaitForARowThatAnApplicationChangesAndKeepsTheChange() {
        rowFromTheOrg("Acme", "1");
        sync.polled(OrgRecord.numbered(1)
                .changedAt("12:30:00")
                .with("Name", "theirs")
                .with("Phone", "2"));
        try (var application = sync.test.application()) {
            application.run("BEGIN", "UPDATE account SET name = 'ours'");

            var whileLocked = sync.merge();
            application.run("COMMIT");

            assertThat(whileLocked.left()).isEqualTo(1);
            assertThat(sync.rows("name, phone")).containsExactly("ours|1");
            assertThat(sync.staging.count(sync.mapping)).isEqualTo(1);
        }

        var after = sync.merge();

        assertThat(after.updated()).isEqualTo(1);
        assertThat(sync.rows("name, phone, _hc_lastop")).containsExactly("ours|2|PENDING");
    }

    @Test
    void keepsAChangeThatCommitsWhileTheMergeWaitsInTheMiddleOfItsSlice() {
        sync.polled(
                OrgRecord.numbered(1).with("Name", "one").with("Phone", "1"),
                OrgRecord.numbered(2).with("Name", "two").with("Phone", "1"));
        sync.merge();
        sync.allowLongWaits();
        sync.polled(
                OrgRecord.numbered(1)
                        .changedAt("12:30:00")
                        .with("Name", "theirs")
                        .with("Phone", "2"),
                OrgRecord.numbered(2)
                        .changedAt("12:30:00")
                        .with("Name", "theirs")
                        .with("Phone", "2"));
        try (var application = sync.test.application();
                var holder = sync.test.application()) {
            // The attempts are looked at after the rows and before these are locked.
            holder.run("BEGIN", "LOCK TABLE _lockstep_attempt IN ACCESS EXCLUSIVE MODE");
            var merge = sync.mergeMeanwhile();
            sync.awaitOurWait();
            application.run("UPDATE account SET name = 'ours' WHERE name = 'two'");
            holder.run("COMMIT");
            merge.join();
        }

        assertThat(sync.rows("name, phone, _hc_lastop")).containsExactly("theirs|2|SYNCED", "ours|2|PENDING");
    }

    @Test
    void aPlainInsertResurrectsARowWhoseDeletionCommitsWhileItWaits() {
        rowFromTheOrg("Acme", "1");
        try (var application = sync.test.application();
                var plain = sync.test.application()) {
            application.run("BEGIN", "DELETE FROM account");
            plain.run("SET lockstep.origin = 'sync'");
            var merge = meanwhile(() -> plain.run("""
                INSERT INTO account (sfid, name)
                SELECT '%1$s', 'theirs'
                 WHERE NOT EXISTS (SELECT FROM _trigger_log WHERE action = 'DELETE' AND sfid = '%1$s')\
                """.formatted(OrgRecord.id(1))));
            sync.await("""
                SELECT count(*) FROM pg_stat_activity
                 WHERE wait_event_type = 'Lock' AND datname = current_database()\
                """);
            application.run("COMMIT");
            merge.join();
        }

        assertThat(sync.rows("name")).as("although its deletion waits").containsExactly("theirs");
    }

    @Test
    void doesNotResurrectARowWhoseDeletionCommitsMeanwhile() {
        rowFromTheOrg("Acme", "1");
        sync.polled(OrgRecord.numbered(1).changedAt("12:30:00").with("Name", "theirs"));
        try (var application = sync.test.application()) {
            application.run("BEGIN", "DELETE FROM account");

            var whileDeleting = sync.merge();
            application.run("COMMIT");

            assertThat(whileDeleting.left()).isEqualTo(1);
        }
        sync.merge();

        assertThat(sync.rows("name")).isEmpty();
        assertThat(sync.staging.count(sync.mapping)).isZero();
    }

    @Test
    void removesARowAgainWhoseDeletionCommitsWhileTheInsertWaits() {
        sync.allowLongWaits();
        sync.application.run("""
            CREATE FUNCTION wait_at_fence() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN NEW; END $$\
            """);
        sync.application.run("""
            CREATE TRIGGER app_waits BEFORE INSERT ON account FOR EACH ROW
            WHEN (current_setting('lockstep.origin', true) = 'sync') EXECUTE FUNCTION wait_at_fence()\
            """);
        sync.polled(
                OrgRecord.numbered(1).with("Name", "theirs"),
                OrgRecord.numbered(2).with("Name", "other"));
        try (var application = sync.test.application();
                var holder = sync.test.application()) {
            holder.run("SELECT pg_advisory_lock(7)");
            var merge = sync.mergeMeanwhile();
            sync.awaitOurWait();
            application.run(
                    "INSERT INTO account (sfid, name) VALUES ('" + OrgRecord.id(1) + "', 'restored')",
                    "DELETE FROM account");
            holder.run("SELECT pg_advisory_unlock(7)");

            var result = merge.join();

            assertThat(result.inserted()).isEqualTo(1);
            assertThat(result.stale()).isEqualTo(1);
        }
        assertThat(sync.rows("name")).containsExactly("other");
        assertThat(sync.changes).hasSize(1);
    }

    @Test
    void runsInReadCommittedWhateverTheDatabaseSays() {
        sync.application.run("ALTER DATABASE " + sync.application.one("SELECT current_database()")
                + " SET default_transaction_isolation = 'serializable'");
        sync.application.run("CREATE TABLE seen (isolation text)", """
            CREATE FUNCTION tell_isolation() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO salesforce.seen VALUES (current_setting('transaction_isolation'));
                RETURN NEW;
            END $$\
            """);
        sync.application.run("CREATE TRIGGER app_tells BEFORE INSERT ON account FOR EACH ROW"
                + " EXECUTE FUNCTION tell_isolation()");
        try (var fresh = sync.test.open(CaptureRule.STRICT)) {
            sync.polled(OrgRecord.numbered(1).with("Name", "one"));
            new Merge(fresh, () -> sync.now)
                    .merge(sync.epoch, sync.mapping, MergeOrder.underway(), sync.changes::addAll);
        }

        assertThat(sync.application.rows("SELECT isolation FROM seen")).containsExactly("read committed");
    }

    @Test
    void plainUpdatesInAnotherOrderMakeADeadlock() {
        rowFromTheOrg("Acme", "1");
        sync.polled(OrgRecord.numbered(2).with("Name", "two"));
        sync.merge();
        try (var application = sync.test.application();
                var plain = sync.test.application()) {
            application.run("BEGIN", "UPDATE account SET phone = 'a' WHERE id = 1");
            plain.run("SET deadlock_timeout = '60s'", "BEGIN", "UPDATE account SET phone = 's' WHERE id = 2");
            var merge = meanwhile(() -> plain.run("UPDATE account SET phone = 's' WHERE id = 1", "COMMIT"));
            sync.await("""
                SELECT count(*) FROM pg_stat_activity
                 WHERE wait_event_type = 'Lock' AND datname = current_database()\
                """);

            assertThatThrownBy(() -> application.run("UPDATE account SET phone = 'a' WHERE id = 2"))
                    .isInstanceOf(SqlFailed.class)
                    .hasMessageContaining("deadlock");
            application.run("ROLLBACK");
            merge.join();
        }
    }

    @Test
    void leavesLockedRowsStagedSoThatTheApplicationNeitherWaitsNorDeadlocks() {
        for (int i = 1; i <= 9; i++) {
            sync.polled(OrgRecord.numbered(i).with("Name", "n" + i));
        }
        sync.merge();
        for (int i = 1; i <= 9; i++) {
            sync.polled(OrgRecord.numbered(i).changedAt("12:30:0" + i).with("Name", "theirs"));
        }
        try (var application = sync.test.application()) {
            application.run("SET lock_timeout = '5s'", "BEGIN", "UPDATE account SET phone = 'a' WHERE id IN (3, 7)");

            var result = sync.merge(MergeOrder.lastOfPoll(sync.now).inSlicesOf(4));

            assertThat(result.left()).isEqualTo(2);
            assertThat(result.updated()).isEqualTo(7);
            assertThat(result.completion()).isEqualTo(MergeResult.Completion.COMPLETE);
            assertThat(new Watermarks(sync.database).watermark(sync.mapping)).contains(sync.now);
            application.run("UPDATE account SET phone = 'b'", "COMMIT");
        }
        assertThat(sync.staging.count(sync.mapping)).isEqualTo(2);

        sync.merge();

        assertThat(sync.application.rows("SELECT DISTINCT name, phone FROM account"))
                .containsExactly("theirs|b");
        assertThat(sync.application.rows("SELECT * FROM _lockstep_late_arrival"))
                .isEmpty();
    }

    @Test
    void givesWayWithinItsLockTimeWhereAnInsertMeetsAnUncommittedOne() {
        try (var application = sync.test.application()) {
            application.run("BEGIN", "INSERT INTO account (name, ext__c) VALUES ('ours', 'E1')");
            sync.polled(
                    OrgRecord.numbered(1).with("Name", "theirs").with("Ext__c", "e1 "),
                    OrgRecord.numbered(2).with("Name", "two"));

            var result = sync.merge();

            assertThat(result.left()).isEqualTo(1);
            assertThat(result.inserted()).isEqualTo(1);
            application.run("COMMIT");
        }
        sync.merge();

        assertThat(sync.rows("sfid, name"))
                .containsExactlyInAnyOrder(OrgRecord.id(1) + "|ours", OrgRecord.id(2) + "|two");
    }

    private void rowFromTheOrg(String name, String phone) {
        sync.polled(OrgRecord.numbered(1).with("Name", name).with("Phone", phone));
        sync.merge();
    }

    private static CompletableFuture<Void> meanwhile(Runnable work) {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        return CompletableFuture.runAsync(work, executor).whenComplete((done, failure) -> executor.shutdown());
    }
}
