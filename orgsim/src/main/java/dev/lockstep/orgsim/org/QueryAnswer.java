package dev.lockstep.orgsim.org;

import java.util.Iterator;
import java.util.List;

/// The answer to a query: a stable picture of the moment of asking. Later saves neither change, shift nor lose its
/// rows.
/// Rows are made when they are asked for, in any order and as often as wanted. Safe for many threads.
public final class QueryAnswer {
    private final Kind kind;
    private final ObjectDefinition object;
    private final List<SelectedColumn> columns;
    private final long totalSize;
    private final RowMaker rowMaker;

    public enum Kind {
        /// Rows are records.
        RECORDS,
        /// `SELECT COUNT()`: no rows, [#totalSize()] is the count.
        COUNT,
        /// Rows are `AggregateResult`.
        AGGREGATE
    }

    /// Makes the rows of one page; asked only for rows that there are.
    public interface RowMaker {
        List<QueryRow> rows(long offset, int count);

        /// The same rows, column by column. Only records can be read so.
        default Iterator<RowView> views(long offset, long count) {
            throw new UnsupportedOperationException("Only records are read column by column");
        }
    }

    public QueryAnswer(
            Kind kind, ObjectDefinition object, List<SelectedColumn> columns, long totalSize, RowMaker rowMaker) {
        this.kind = kind;
        this.object = object;
        this.columns = List.copyOf(columns);
        this.totalSize = totalSize;
        this.rowMaker = rowMaker;
    }

    public Kind kind() {
        return kind;
    }

    public ObjectDefinition object() {
        return object;
    }

    public List<SelectedColumn> columns() {
        return columns;
    }

    /// How many rows there are in all pages; for [Kind#COUNT] the count itself.
    public long totalSize() {
        return totalSize;
    }

    /// The rows from `offset`, counted from 0; fewer than `count` at the end only.
    public List<QueryRow> rows(long offset, int count) {
        if (kind == Kind.COUNT || offset >= totalSize) {
            return List.of();
        }
        return rowMaker.rows(offset, Math.toIntExact(Math.min(count, totalSize - offset)));
    }

    /// The same rows read column by column, one after the other: nothing is held of the ones behind. A view is read
    /// before the next is asked for. For one thread; of [Kind#RECORDS] only.
    public Iterator<RowView> views(long offset, long count) {
        return rowMaker.views(offset, Math.max(0, Math.min(count, totalSize - offset)));
    }
}
