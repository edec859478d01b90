package dev.lockstep.engine.read;

import dev.lockstep.engine.Sides;
import dev.lockstep.engine.StopSignal;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.configuration.ReadingSection;
import dev.lockstep.postgres.load.LoadState;
import dev.lockstep.postgres.load.LoadTarget;
import dev.lockstep.postgres.merge.MergeOrder;
import dev.lockstep.postgres.merge.ReadMark;
import dev.lockstep.postgres.merge.Reading;
import dev.lockstep.salesforce.BulkJob;
import dev.lockstep.salesforce.OrgFailure;
import dev.lockstep.salesforce.QueryColumn;
import dev.lockstep.salesforce.QueryScope;
import dev.lockstep.salesforce.RowPages;
import dev.lockstep.salesforce.Soql;
import dev.lockstep.salesforce.Treatment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Loads all records of a mapping. Large objects are read by a query that the org runs by itself: its result stays
/// there, so that a load which was cut short goes on where it stood. Small ones are read page by page, and begin anew.
///
/// A mapping without a table gets one that nobody sees before it is whole; where there is one, what was read is merged
/// into it.
final class Load {
    private static final Duration FIRST_LOOK = Duration.ofMillis(250);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(10);

    private final Sides sides;
    private final Mapping mapping;
    private final ReadingSection settings;
    private final ReadingStore store;
    private final Consumer<MergeOrder> merge;
    private final StopSignal stop;
    private final List<QueryColumn> columns;
    private final LoadCount count;
    private boolean isFirstRun = true;

    Load(
            Sides sides,
            Mapping mapping,
            ReadingSection settings,
            ReadingStore store,
            Consumer<MergeOrder> merge,
            StopSignal stop) {
        this.sides = sides;
        this.mapping = mapping;
        this.settings = settings;
        this.store = store;
        this.merge = merge;
        this.stop = stop;
        this.columns = QueryColumn.of(mapping.fields());
        this.count = new LoadCount(mapping.object(), sides.listener());
    }

    /// Whether the mapping is loaded; not where it was stopped before. May be called again after a failure.
    boolean run() {
        var target = store.tables().isThere(mapping) ? LoadTarget.STAGING : LoadTarget.UNSEEN;
        var begun = store.loads()
                .underWay(mapping)
                .filter(load -> load.target() == target && load.question().equals(question()));
        var job = begun.flatMap(LoadState::job).flatMap(this::find);
        boolean isLoaded;
        if (job.isPresent()) {
            if (isFirstRun) {
                count.resumed(job.get().id(), begun.orElseThrow().records());
            }
            isFirstRun = false;
            isLoaded = bulk(begun.orElseThrow(), job.get());
        } else {
            isFirstRun = false;
            isLoaded = anew(target);
        }
        if (isLoaded) {
            count.over();
        }
        return isLoaded;
    }

    /// The columns as the table has them, too: another type of one begins anew.
    private String question() {
        return Soql.all(mapping.object(), columns) + " INTO "
                + mapping.fields().stream()
                        .map(field -> field.column() + " " + field.typedBy().type() + " "
                                + field.typedBy().length())
                        .collect(Collectors.joining(", "));
    }

    private boolean anew(LoadTarget target) {
        var load = store.loads().begin(sides.epoch(), mapping, target, question(), mark());
        try (var pages = query()) {
            if (pages.totalSize() < settings.bulkFrom() || !sides.org().hasBulkQueries()) {
                return byPages(load, pages);
            }
        }
        return start().map(job -> {
                    store.loads().runsAs(sides.epoch(), mapping, job.id());
                    return bulk(load, job);
                })
                .orElseGet(() -> byPages(load));
    }

    private RowPages query() {
        return sides.org().query(Soql.all(mapping.object(), columns), QueryScope.LIVE, columns);
    }

    private Optional<BulkJob> start() {
        try {
            return Optional.of(sides.org().beginBulkQuery(Soql.all(mapping.object(), columns), QueryScope.LIVE));
        } catch (OrgFailure refused) {
            if (refused.treatment() != Treatment.STOP) {
                throw refused;
            }
            count.byPages(refused.getMessage());
            return Optional.empty();
        }
    }

    /// The job, unless it is gone or came to nothing.
    private Optional<BulkJob> find(String id) {
        try {
            var job = sides.org().bulkQuery(id);
            boolean isLost = job.state() == BulkJob.State.FAILED || job.state() == BulkJob.State.ABORTED;
            return isLost ? Optional.empty() : Optional.of(job);
        } catch (OrgFailure failure) {
            if (failure.code().equals(OrgFailure.NOT_FOUND)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private boolean byPages(LoadState load) {
        try (var pages = query()) {
            return byPages(load, pages);
        }
    }

    private boolean byPages(LoadState load, RowPages pages) {
        var place = place(load);
        count.begin(0, pages.totalSize());
        while (pages.hasNext()) {
            if (stop.isRaised()) {
                return false;
            }
            var page = pages.next();
            count.add(page.rows(), place.take(page, Optional.empty()), 0);
        }
        place.end(count);
        return true;
    }

    private boolean bulk(LoadState load, BulkJob begun) {
        var job = complete(begun);
        return switch (job.state()) {
            case WAITING, RUNNING -> false;
            case COMPLETE -> fetch(load, job);
            case FAILED, ABORTED -> {
                count.byPages("the org's job " + job.id() + " came to nothing: "
                        + job.error().orElse("it was aborted"));
                yield byPages(store.loads().begin(sides.epoch(), mapping, load.target(), question(), mark()));
            }
        };
    }

    /// Waits until the org is done with the job, or the shift ends.
    private BulkJob complete(BulkJob begun) {
        var job = begun;
        var look = FIRST_LOOK;
        while (!job.state().isDone() && !stop.isRaised()) {
            count.waits(SyncEvent.LoadWait.ORG, job.recordsProcessed());
            stop.await(look);
            look = look.compareTo(LONGEST_LOOK) < 0 ? look.multipliedBy(2) : LONGEST_LOOK;
            job = sides.org().bulkQuery(job.id());
        }
        return job;
    }

    private boolean fetch(LoadState load, BulkJob job) {
        var place = place(load);
        count.begin(load.records() - load.refused(), job.recordsProcessed());
        var result = new BulkResult(sides, store, mapping, place, count, load.pages(), job.id(), stop);
        if (!result.load(settings.pagesAtOnce())) {
            return false;
        }
        requireAll(job);
        place.end(count);
        remove(job.id());
        return true;
    }

    /// A result that lost records on its way would look like deletions: then all of it is read once more.
    private void requireAll(BulkJob job) {
        long here = store.loads().underWay(mapping).map(LoadState::records).orElse(0L);
        if (here != job.recordsProcessed()) {
            remove(job.id());
            throw new OrgFailure(
                    "INCOMPLETE_RESULT",
                    Treatment.RETRY_LATER,
                    "load of " + mapping.object(),
                    "the pages of the job " + job.id() + " hold " + here + " records where it read "
                            + job.recordsProcessed(),
                    "All records are read once more by itself.");
        }
    }

    /// The org would do it by itself after some days: a failure does no harm.
    private void remove(String job) {
        try {
            sides.org().deleteBulkQuery(job);
        } catch (OrgFailure stays) {
            return;
        }
    }

    private LoadPlace place(LoadState load) {
        return switch (load.target()) {
            case UNSEEN -> new UnseenPlace(sides, mapping, store);
            case STAGING -> new StagedPlace(sides, mapping, store, load.mark(), merge);
        };
    }

    private ReadMark mark() {
        return new ReadMark(
                Reading.LOAD, store.log().settleMark(), sides.clock().now());
    }
}
