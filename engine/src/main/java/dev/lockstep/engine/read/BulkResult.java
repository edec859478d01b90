package dev.lockstep.engine.read;

import dev.lockstep.engine.Sides;
import dev.lockstep.engine.StopSignal;
import dev.lockstep.model.Mapping;
import dev.lockstep.postgres.load.LoadState.LoadedPage;
import dev.lockstep.postgres.load.PagePosition;
import dev.lockstep.rows.RowPage;
import dev.lockstep.salesforce.BulkPage;
import dev.lockstep.salesforce.QueryColumn;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Brings the result of a bulk query into the database: several pages at once, each in chunks of one transaction, from
/// where an earlier shift has left it.
final class BulkResult {
    /// Large enough that a commit hardly counts, small enough for the heap: a chunk is held twice, as it came and as it
    /// is copied.
    private static final int CHUNK_BYTES = 4 * 1024 * 1024;

    private static final LoadedPage UNTOUCHED = new LoadedPage(0, 0, false);

    private final Sides sides;
    private final ReadingStore store;
    private final Mapping mapping;
    private final LoadPlace place;
    private final LoadCount count;
    private final Map<String, LoadedPage> known;
    private final Iterator<BulkPage> pages;
    private final StopSignal stop;
    private volatile boolean failed;

    /// @param known how far earlier shifts have come
    BulkResult(
            Sides sides,
            ReadingStore store,
            Mapping mapping,
            LoadPlace place,
            LoadCount count,
            Map<String, LoadedPage> known,
            String job,
            StopSignal stop) {
        this.sides = sides;
        this.store = store;
        this.mapping = mapping;
        this.place = place;
        this.count = count;
        this.known = known;
        this.pages = sides.org().bulkPages(job);
        this.stop = stop;
    }

    /// Brings all pages that aren't whole yet. What fails in one page ends the others after their chunk; all that is in
    /// the database by then counts.
    ///
    /// @return false where it was stopped before the end
    boolean load(int pagesAtOnce) {
        var factory = Thread.ofVirtual().name("page of " + mapping.object()).factory();
        try (var threads = Executors.newThreadPerTaskExecutor(factory)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < pagesAtOnce; i++) {
                running.add(threads.submit(this::work));
            }
            await(threads, running);
        }
        return !isOver();
    }

    private void await(ExecutorService threads, List<Future<?>> running) {
        var failures = new ArrayList<Throwable>();
        for (var worker : running) {
            try {
                worker.get();
            } catch (ExecutionException failure) {
                failures.add(failure.getCause());
            } catch (InterruptedException interrupted) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (!failures.isEmpty()) {
            switch (failures.getFirst()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case Throwable failure -> throw new IllegalStateException(failure);
            }
        }
    }

    private boolean isOver() {
        return failed || stop.isRaised() || Thread.currentThread().isInterrupted();
    }

    private void work() {
        boolean isDone = false;
        try {
            for (var page = next(); page.isPresent() && !isOver(); page = next()) {
                inLane(page.get());
            }
            isDone = true;
        } finally {
            failed |= !isDone;
        }
    }

    private synchronized Optional<BulkPage> next() {
        while (!isOver() && pages.hasNext()) {
            var page = pages.next();
            if (!known(page).isWhole()) {
                return Optional.of(page);
            }
        }
        return Optional.empty();
    }

    private LoadedPage known(BulkPage page) {
        return known.getOrDefault(page.path(), UNTOUCHED);
    }

    private void inLane(BulkPage page) {
        Semaphore lanes = store.lanes();
        try {
            lanes.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            bring(page);
        } finally {
            lanes.release();
        }
    }

    /// A page holds the same records in the same order however often it is fetched: what is known of it is skipped.
    private void bring(BulkPage page) {
        var position = new PagePosition(page.path(), known(page).records());
        long skip = position.records();
        try (var rows = sides.org().openBulkPage(page, QueryColumn.of(mapping.fields()), CHUNK_BYTES)) {
            long bytes = 0;
            for (var chunk = rows.next(); chunk.isPresent() && !isOver(); chunk = rows.next()) {
                int passed = Math.toIntExact(Math.min(skip, chunk.get().rows()));
                skip -= passed;
                position = take(chunk.get(), passed, position, rows.bytesRead() - bytes);
                bytes = rows.bytesRead();
            }
        }
        if (!isOver()) {
            store.loads().whole(sides.epoch(), mapping, position);
        }
    }

    private PagePosition take(RowPage chunk, int known, PagePosition from, long bytes) {
        if (known == chunk.rows()) {
            return from;
        }
        var fresh = known == 0 ? chunk : chunk.slice(known, chunk.rows());
        long refused = place.take(fresh, Optional.of(from));
        count.add(fresh.rows(), refused, bytes);
        return from.plus(fresh.rows());
    }
}
