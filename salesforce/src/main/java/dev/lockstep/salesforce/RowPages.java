package dev.lockstep.salesforce;

import dev.lockstep.rows.RowPage;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/// The pages of a query, each fetched when it is asked for; for one thread at a time.
///
/// A page may be empty without being the last. [#next()] throws [OrgFailure] where the org doesn't hand it out;
/// asking again then asks for the same page.
public final class RowPages implements Iterator<RowPage>, AutoCloseable {
    private final long totalSize;
    private final Function<String, Page> more;
    private Optional<RowPage> fetched;
    private Optional<String> next;

    RowPages(Page first, Function<String, Page> more) {
        this.totalSize = first.totalSize();
        this.more = more;
        this.fetched = Optional.of(first.rows());
        this.next = first.next();
    }

    /// @param next what the org calls the page after it
    record Page(RowPage rows, long totalSize, Optional<String> next) {}

    /// How many records the query finds, as the org counted them when it began.
    public long totalSize() {
        return totalSize;
    }

    @Override
    public boolean hasNext() {
        return fetched.isPresent() || next.isPresent();
    }

    @Override
    public RowPage next() {
        if (fetched.isPresent()) {
            var page = fetched.get();
            fetched = Optional.empty();
            return page;
        }
        var page = more.apply(next.orElseThrow(() -> new NoSuchElementException("the query has no more pages")));
        next = page.next();
        return page.rows();
    }

    /// Gives up what is left. The org keeps nothing that would have to be freed.
    @Override
    public void close() {
        fetched = Optional.empty();
        next = Optional.empty();
    }
}
