package dev.lockstep.engine.read;

import dev.lockstep.engine.Sides;
import dev.lockstep.engine.StopSignal;
import dev.lockstep.engine.SyncEvent;
import dev.lockstep.model.Action;
import dev.lockstep.model.Mapping;
import dev.lockstep.model.RecordId;
import dev.lockstep.model.configuration.ReadingSection;
import dev.lockstep.postgres.merge.MergeOrder;
import dev.lockstep.postgres.merge.MergedChange;
import dev.lockstep.postgres.merge.ReadMark;
import dev.lockstep.postgres.merge.Reading;
import dev.lockstep.postgres.merge.Rereads;
import dev.lockstep.rows.RowPage;
import dev.lockstep.salesforce.QueryColumn;
import dev.lockstep.salesforce.QueryScope;
import dev.lockstep.salesforce.Soql;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Reads one mapping: all of it, what changed, or single records.
///
/// Everything goes through staging, so that whatever was read survives a death and no lock is held while the
/// org is asked. Safe for several threads; one at a time reads.
public final class MappingReader {
    /// So many Ids fit into a query beside the fields of a wide object.
    private static final int IDS_A_QUERY = 200;

    /// Stamps have whole seconds, and the org may tell its time in whole ones: so the second under way is read, too,
    /// and
    /// the one that the org may be ahead of what we know. The next poll reads them again.
    private static final Duration UNDER_WAY = Duration.ofSeconds(2);

    private final Sides sides;
    private final Mapping mapping;
    private final ReadingSection settings;
    private final ReadingStore store;
    private final Load load;
    private final Coverage coverage;
    private final List<QueryColumn> columns;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean isUnseen;

    public MappingReader(Sides sides, Mapping mapping, ReadingSection settings, ReadingStore store, StopSignal stop) {
        this.sides = sides;
        this.mapping = mapping;
        this.settings = settings;
        this.store = store;
        this.isUnseen = !store.tables().isThere(mapping);
        this.coverage = new Coverage(sides, mapping);
        this.columns = QueryColumn.of(mapping.fields());
        this.load = new Load(sides, mapping, settings, store, order -> inTurn(() -> merge(order, change -> {})), stop);
    }

    public Mapping mapping() {
        return mapping;
    }

    /// Whether the mapping's table isn't there yet: it will be when it is loaded.
    public boolean isUnseen() {
        return isUnseen;
    }

    /// Loads all records where that hasn't been done yet.
    ///
    /// @return false where the shift ended before
    public boolean loadIfNeeded() {
        if (store.watermarks().watermark(mapping).isEmpty() && !load.run()) {
            return false;
        }
        isUnseen = false;
        return true;
    }

    /// Reads what changed since the watermark, less the overlap, and what was noted to be read again. Both
    /// ends of the window are fixed before it begins.
    public void poll() {
        inTurn(() -> {
            reread();
            var watermark = store.watermarks().watermark(mapping).orElseThrow();
            var began = sides.clock().now();
            var until = began.truncatedTo(ChronoUnit.SECONDS).plus(UNDER_WAY);
            var mark = mark(Reading.POLL);
            var newest = watermark;
            long records = 0;
            var soql = Soql.changed(mapping.object(), columns, watermark.minus(settings.overlap()), until);
            try (var pages = sides.org().query(soql, scope(), columns)) {
                while (pages.hasNext()) {
                    var page = pages.next();
                    store.staging().add(sides.epoch(), mapping, page, mark);
                    newest = newestStamp(page, newest);
                    records += page.rows();
                }
            }
            merge(MergeOrder.lastOfPoll(coverage.advance(watermark, newest)), this::tell);
            sides.listener().on(new SyncEvent.Polled(mapping.object(), records, began));
        });
    }

    /// Reads records again after changes of theirs were sent, so that what the org derived is there when
    /// their rows turn `SYNCED`.
    public void readBack(List<RecordId> ids) {
        if (isUnseen) {
            // They come with the load, and no row waits for them.
            return;
        }
        inTurn(() -> read(ids, Reading.READ_BACK, change -> {}));
    }

    /// Merges what had to wait, and reads again what was noted for it.
    public void tidy() {
        inTurn(() -> {
            reread();
            merge(MergeOrder.underway(), this::tell);
        });
    }

    /// Whether something is staged or noted that the next poll needn't wait for.
    public boolean hasLeftovers() {
        return store.staging().count(mapping) > 0
                || !store.rereads().waiting(mapping, 1).isEmpty();
    }

    private void reread() {
        var notes = store.rereads().waiting(mapping, IDS_A_QUERY);
        if (!notes.isEmpty()) {
            read(notes.stream().map(Rereads.Reread::sfid).toList(), Reading.REREAD, this::tell);
            store.rereads().done(sides.epoch(), mapping, notes);
        }
    }

    private void read(List<RecordId> ids, Reading reading, Changes changes) {
        for (int first = 0; first < ids.size(); first += IDS_A_QUERY) {
            var some = ids.subList(first, Math.min(first + IDS_A_QUERY, ids.size()));
            var mark = mark(reading);
            try (var pages = sides.org().query(Soql.byId(mapping.object(), columns, some), scope(), columns)) {
                while (pages.hasNext()) {
                    store.staging().add(sides.epoch(), mapping, pages.next(), mark);
                }
            }
        }
        merge(MergeOrder.underway(), changes);
    }

    private interface Changes {
        void on(MergedChange change);
    }

    private void merge(MergeOrder order, Changes changes) {
        store.merge().merge(sides.epoch(), mapping, order, slice -> slice.forEach(changes::on));
    }

    private ReadMark mark(Reading reading) {
        return new ReadMark(reading, store.log().settleMark(), sides.clock().now());
    }

    private QueryScope scope() {
        return mapping.hasIsDeleted() ? QueryScope.WITH_DELETED : QueryScope.LIVE;
    }

    private static Instant newestStamp(RowPage page, Instant newest) {
        int column = page.column("SystemModstamp");
        for (int row = 0; row < page.rows(); row++) {
            var stamp = Instant.parse(page.text(row, column));
            if (stamp.isAfter(newest)) {
                newest = stamp;
            }
        }
        return newest;
    }

    private void tell(MergedChange change) {
        var action = switch (change) {
            case MergedChange.Inserted inserted -> Action.INSERT;
            case MergedChange.Updated updated -> Action.UPDATE;
            case MergedChange.Linked linked -> Action.UPDATE;
            case MergedChange.Deleted deleted -> Action.DELETE;
        };
        sides.listener()
                .on(new SyncEvent.ArrivedInPostgres(
                        mapping.object(),
                        action,
                        change.sfid(),
                        change.row(),
                        change.systemModstamp(),
                        Duration.between(change.systemModstamp(), sides.clock().now())));
    }

    private void inTurn(Runnable work) {
        turn.lock();
        try {
            work.run();
        } finally {
            turn.unlock();
        }
    }
}
