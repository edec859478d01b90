package dev.lockstep.postgres.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.postgres.TestDatabase.Session;
import dev.lockstep.postgres.TestMappings;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Applications write without pause while the org's changes are merged. Whatever the schedule: no application fails, no
/// waiting change is overwritten, no deleted row comes back, and all else is the org's.
final class MergeCampaignIT {
    private static final int RECORDS = 40;
    private static final int ROUNDS = 60;

    private final MergeFixture sync = new MergeFixture(TestMappings.account());

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void keepsEveryLocalChangeAndTakesEverythingElse() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        org("first", random, 1.0);
        sync.merge();
        var stop = new AtomicBoolean();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var first = sync.test.application();
                var second = sync.test.application()) {
            var one = CompletableFuture.runAsync(() -> write(first, new Random(seed + 1), stop), executor);
            var two = CompletableFuture.runAsync(() -> write(second, new Random(seed + 2), stop), executor);
            for (int round = 1; round <= ROUNDS; round++) {
                org("round " + round, random, 0.5);
                sync.merge(MergeOrder.underway().inSlicesOf(1 + random.nextInt(RECORDS)));
            }
            stop.set(true);
            one.join();
            two.join();
        }
        org("last", random, 1.0);
        sync.merge();

        assertThat(sync.staging.count(sync.mapping)).isZero();
        assertThat(sync.application.rows("""
            SELECT a.id, a.name, a.phone, kept.phone
              FROM account a
              LEFT JOIN LATERAL (SELECT l."values"::public.hstore -> 'phone' AS phone
                                   FROM _trigger_log l
                                  WHERE l.record_id = a.id
                                  ORDER BY l.id DESC LIMIT 1) kept ON true
             WHERE a.name <> 'last' OR a.phone <> coalesce(kept.phone, 'org')\
            """)).as("seed " + seed).isEmpty();
        assertThat(sync.application.rows("""
            SELECT a.sfid FROM account a JOIN _trigger_log l ON l.sfid = a.sfid WHERE l.action = 'DELETE'\
            """)).as("seed " + seed).isEmpty();
        assertThat(sync.application.one("""
            SELECT (SELECT count(*) FROM account) + count(*) FROM _trigger_log WHERE action = 'DELETE'\
            """)).as("seed " + seed).isEqualTo("" + RECORDS);
    }

    private void org(String name, Random random, double share) {
        sync.now = sync.now.plusSeconds(1);
        var stamp = sync.now.toString().replace("Z", ".000Z");
        for (int i = 1; i <= RECORDS; i++) {
            if (random.nextDouble() < share) {
                sync.polled(OrgRecord.numbered(i)
                        .with("SystemModstamp", stamp)
                        .with("Name", name)
                        .with("Phone", "org"));
            }
        }
    }

    /// Transactions over one to three rows in the order of their ids, so that applications don't deadlock by
    /// themselves.
    private static void write(Session application, Random random, AtomicBoolean stop) {
        application.run("SET lock_timeout = '10s'");
        for (int change = 0; !stop.get(); change++) {
            application.run("BEGIN");
            int id = 0;
            for (int rows = random.nextInt(3); rows >= 0; rows--) {
                id += 1 + random.nextInt(RECORDS / 3);
                application.run("UPDATE account SET phone = 'local " + change + "' WHERE id = " + id);
            }
            if (random.nextInt(400) == 0) {
                application.run("DELETE FROM account WHERE id = " + id);
            }
            application.run(random.nextInt(5) == 0 ? "ROLLBACK" : "COMMIT");
        }
    }
}
