package dev.lockstep.postgres.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.model.MappedField;
import dev.lockstep.postgres.DatabaseFailure;
import dev.lockstep.postgres.TestMappings;
import dev.lockstep.postgres.fence.EpochLost;
import dev.lockstep.postgres.load.LoadTarget;
import dev.lockstep.postgres.load.Loads;
import dev.lockstep.rows.RowPage;
import dev.lockstep.rows.RowPageBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Slices, watermarks, and what is left of a merge that was cut short.
final class MergeProgressIT {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final MergeFixture sync = new MergeFixture(TestMappings.account());
    private final Watermarks watermarks = new Watermarks(sync.database);

    @AfterEach
    void close() {
        sync.close();
    }

    @Test
    void makesTheTimeBeforeTheLoadTheWatermarkOnceAllIsMerged() {
        loadBegins();
        assertThat(watermarks.progress(sync.mapping).state()).isEqualTo(ReadProgress.State.LOADING);
        var mark = sync.mark(Reading.LOAD);
        sync.staged(
                mark,
                OrgRecord.numbered(1).with("Name", "one"),
                OrgRecord.numbered(2).with("Name", "two"));
        sync.merge();
        assertThat(watermarks.watermark(sync.mapping)).isEmpty();

        sync.staged(mark, OrgRecord.numbered(3).with("Name", "three"));
        sync.merge(MergeOrder.lastOfLoad().inSlicesOf(1));

        assertThat(watermarks.progress(sync.mapping)).satisfies(progress -> {
            assertThat(progress.state()).isEqualTo(ReadProgress.State.SYNCED);
            assertThat(progress.watermark()).contains(NOON);
            assertThat(progress.loadedRows()).isEqualTo(3);
        });
    }

    @Test
    void neverMovesAWatermarkBackByAPoll() {
        sync.merge(MergeOrder.lastOfPoll(NOON));
        sync.merge(MergeOrder.lastOfPoll(NOON.minusSeconds(1)));

        assertThat(watermarks.watermark(sync.mapping)).contains(NOON);
    }

    @Test
    void notesWhatIsSeenForTheFirstTimeBehindTheWatermark() {
        sync.polled(OrgRecord.numbered(1).with("Name", "one"));
        sync.merge(MergeOrder.lastOfPoll(NOON.plusSeconds(10)));

        sync.polled(
                OrgRecord.numbered(1).with("Name", "one"),
                OrgRecord.numbered(2).with("Name", "late"),
                OrgRecord.numbered(11).with("Name", "in time"));
        sync.merge(MergeOrder.lastOfPoll(NOON.plusSeconds(20)));

        assertThat(sync.application.rows("SELECT sfid, watermark - systemmodstamp FROM _lockstep_late_arrival"))
                .containsExactly(OrgRecord.id(2) + "|00:00:08");
    }

    @Test
    void keepsDataAndWatermarkTogetherWhenItsSessionIsEndedInTheMiddle() {
        sync.allowLongWaits();
        sync.application.run("""
            CREATE FUNCTION wait_at_fence() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN NEW; END $$\
            """);
        sync.application.run("CREATE TRIGGER app_waits BEFORE INSERT ON account FOR EACH ROW"
                + " WHEN (NEW.name = 'wait') EXECUTE FUNCTION wait_at_fence()");
        for (int i = 1; i <= 9; i++) {
            sync.polled(OrgRecord.numbered(i).with("Name", i == 5 ? "wait" : "go"));
        }
        var order = MergeOrder.lastOfPoll(NOON).inSlicesOf(2);
        try (var holder = sync.test.application()) {
            holder.run("SELECT pg_advisory_lock(7)");
            var merge = sync.mergeMeanwhile(order);
            sync.awaitOurWait();
            holder.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE wait_event = 'advisory' AND datname = current_database()");

            assertThatThrownBy(merge::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            DatabaseFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(DatabaseFailure.Kind.GONE));
        }

        assertThat(sync.rows("name")).hasSize(4);
        assertThat(sync.staging.count(sync.mapping)).isEqualTo(5);
        assertThat(sync.changes).hasSize(4);
        assertThat(watermarks.watermark(sync.mapping)).isEmpty();

        sync.merge(order);

        assertThat(sync.rows("name")).hasSize(9);
        assertThat(sync.changes).hasSize(9);
        assertThat(watermarks.watermark(sync.mapping)).contains(NOON);
    }

    @Test
    void touchesNothingOnceTheEpochIsOver() {
        sync.polled(OrgRecord.numbered(1).with("Name", "one"));
        sync.application.run("UPDATE _lockstep_epoch SET epoch = epoch + 1");

        assertThatThrownBy(() -> sync.merge(MergeOrder.lastOfPoll(NOON))).isInstanceOf(EpochLost.class);
        assertThatThrownBy(() -> sync.polled(OrgRecord.numbered(2))).isInstanceOf(EpochLost.class);

        assertThat(sync.rows("name")).isEmpty();
        assertThat(sync.staging.count(sync.mapping)).isEqualTo(1);
        assertThat(watermarks.watermark(sync.mapping)).isEmpty();
    }

    @Test
    void givesUpForNowWhereATableIsLockedAndLeavesTheWatermark() {
        var hasty = new MergeLimits(Duration.ofMillis(2), Duration.ofMinutes(10), Duration.ofSeconds(5));
        for (int i = 1; i <= 20; i++) {
            sync.polled(OrgRecord.numbered(i).with("Name", "n"));
        }
        try (var application = sync.test.application()) {
            application.run("BEGIN", "LOCK TABLE account IN ACCESS EXCLUSIVE MODE");

            var result = sync.merge(MergeOrder.lastOfPoll(NOON), hasty);

            assertThat(result.completion()).isEqualTo(MergeResult.Completion.GAVE_WAY);
        }
        assertThat(watermarks.watermark(sync.mapping)).isEmpty();
        assertThat(sync.merge(MergeOrder.lastOfPoll(NOON)).inserted()).isEqualTo(20);
    }

    @Test
    void loadsAHundredThousandRecordsAndFindsThemUnchanged() {
        var all = hundredThousand();
        loadBegins();
        stage(all, Reading.LOAD);
        var loaded = sync.merge(MergeOrder.lastOfLoad().inSlicesOf(MergeOrder.FIRST_LOAD_SLICE));

        stage(all, Reading.POLL);
        var unchanged = sync.merge(MergeOrder.lastOfPoll(sync.now));

        assertThat(loaded.inserted()).isEqualTo(all.rows());
        assertThat(unchanged.unchanged()).isEqualTo(all.rows());
        assertThat(sync.rows("count(*) OVER ()")).first().isEqualTo("" + all.rows());
    }

    private void loadBegins() {
        new Loads(sync.database)
                .begin(
                        sync.epoch,
                        sync.mapping,
                        LoadTarget.STAGING,
                        "all of them",
                        new ReadMark(Reading.LOAD, 0, NOON));
    }

    private void stage(RowPage all, Reading reading) {
        int pageRows = 10_000;
        for (int first = 0; first < all.rows(); first += pageRows) {
            sync.staging.add(sync.epoch, sync.mapping, all.slice(first, first + pageRows), sync.mark(reading));
        }
    }

    private RowPage hundredThousand() {
        var page = new RowPageBuilder(
                sync.mapping.fields().stream().map(MappedField::path).toList());
        for (int i = 1; i <= 100_000; i++) {
            page.append(OrgRecord.id(i).value()).append("false");
            page.append("2026-01-01T10:00:00.000Z").append("2026-01-01T10:00:00.000Z");
            page.append("Name of " + i).append("0" + i).append(i + ".5").append("" + i);
            page.append("2026-01-01").appendNull().append("EXT-" + i);
        }
        return page.build();
    }
}
