package dev.lockstep.postgres.merge;

import dev.lockstep.model.Mapping;
import dev.lockstep.model.configuration.CaptureRule;
import dev.lockstep.postgres.DataDatabase;
import dev.lockstep.postgres.TestDatabase;
import dev.lockstep.postgres.TestDatabase.Session;
import dev.lockstep.postgres.TestServer;
import dev.lockstep.postgres.fence.Epoch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/// A fresh database with mapped tables, an org that answers what a test says, and an application's session.
final class MergeFixture implements AutoCloseable {
    /// Long enough for a test to do something meanwhile.
    static final MergeLimits PATIENT =
            new MergeLimits(Duration.ofSeconds(20), Duration.ofMinutes(10), Duration.ofSeconds(5));

    private static final Duration A_WHILE = Duration.ofSeconds(30);

    final TestDatabase test = TestServer.database();
    final DataDatabase database;
    final Mapping mapping;
    final Staging staging;
    final Session application;
    final Epoch epoch;
    final List<MergedChange> changes = new ArrayList<>();
    Instant now = Instant.parse("2026-01-02T13:00:00Z");

    MergeFixture(Mapping mapping, Mapping... others) {
        this.mapping = mapping;
        var all = new ArrayList<>(List.of(others));
        all.addFirst(mapping);
        this.database = test.prepared(CaptureRule.STRICT, all.toArray(new Mapping[0]));
        this.staging = new Staging(database);
        all.forEach(staging::ensure);
        this.application = test.application();
        this.epoch = new Epoch(TestDatabase.SCHEMA, 0);
    }

    ReadMark mark(Reading reading) {
        long settleMark = Long.parseLong(application.one("""
            SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM _lockstep_settle_seq\
            """));
        return new ReadMark(reading, settleMark, now);
    }

    /// What a poll that begins now returns.
    void polled(OrgRecord... records) {
        staged(mark(Reading.POLL), records);
    }

    void staged(ReadMark mark, OrgRecord... records) {
        staging.add(epoch, mapping, OrgRecord.page(mapping, records), mark);
    }

    MergeResult merge() {
        return merge(MergeOrder.underway(), MergeLimits.DEFAULT);
    }

    MergeResult merge(MergeOrder order) {
        return merge(order, MergeLimits.DEFAULT);
    }

    MergeResult merge(MergeOrder order, MergeLimits limits) {
        return new Merge(database, () -> now, limits).merge(epoch, mapping, order, changes::addAll);
    }

    CompletableFuture<MergeResult> mergeMeanwhile() {
        return mergeMeanwhile(MergeOrder.underway());
    }

    CompletableFuture<MergeResult> mergeMeanwhile(MergeOrder order) {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        return CompletableFuture.supplyAsync(() -> merge(order, PATIENT), executor)
                .whenComplete((result, failure) -> executor.shutdown());
    }

    /// So that a merge may wait longer than a deadlock is looked for otherwise.
    void allowLongWaits() {
        application.run(
                "ALTER DATABASE " + application.one("SELECT current_database()") + " SET deadlock_timeout = '60s'");
    }

    /// Returns once a session of ours waits for a lock.
    void awaitOurWait() {
        await("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                + " AND datname = current_database() AND application_name LIKE 'lockstep/%'");
    }

    void await(String count) {
        var end = System.nanoTime() + A_WHILE.toNanos();
        while (application.one(count).equals("0")) {
            if (System.nanoTime() > end) {
                throw new AssertionError("nothing came of: " + count);
            }
            Thread.onSpinWait();
        }
    }

    /// Does to an entry what the writer does when the org has accepted it.
    void accepted(String entry, String sfid) {
        application.run("""
            WITH moved AS (DELETE FROM _trigger_log WHERE %s RETURNING *)
            INSERT INTO _trigger_log_archive
            SELECT id, txid, created_at, updated_at, now(), txid_current(), 'SUCCESS', action, table_name, record_id,
                   coalesce(sfid, %s), old, "values", sf_result, sf_message, _lockstep_attempt,
                   nextval('_lockstep_settle_seq')
              FROM moved\
            """.formatted(entry, sfid));
    }

    List<String> rows(String columns) {
        return application.rows("SELECT " + columns + " FROM " + mapping.table() + " ORDER BY id");
    }

    @Override
    public void close() {
        application.close();
        database.close();
    }
}
