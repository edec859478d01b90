package dev.lockstep.rows;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// One page of records: named columns, and for each cell a slice of UTF-8 bytes or null.
///
/// A page never makes a row into objects. Cells hold the text that the org sends, as its CSV spells it: `true`,
/// `12.5`, `2026-01-31`, `2026-01-31T10:00:00.000Z`, `10:00:00.000Z`. An empty text and null are different here,
/// although no org sends an empty text. Pages are immutable and safe to share; the bytes behind them are theirs and
/// those of their slices alone.
public final class RowPage {
    private final List<String> columns;
    private final int width;
    private final byte[] bytes;
    private final int[] offsets;
    /// [CellSlices#NULL] where the cell is null.
    private final int[] lengths;

    private final int firstRow;
    private final int rows;

    RowPage(List<String> columns, byte[] bytes, int[] offsets, int[] lengths) {
        this(columns, bytes, offsets, lengths, 0, columns.isEmpty() ? 0 : offsets.length / columns.size());
    }

    private RowPage(List<String> columns, byte[] bytes, int[] offsets, int[] lengths, int firstRow, int rows) {
        this.columns = columns;
        this.width = columns.size();
        this.bytes = bytes;
        this.offsets = offsets;
        this.lengths = lengths;
        this.firstRow = firstRow;
        this.rows = rows;
    }

    public static RowPage empty(List<String> columns) {
        return new RowPageBuilder(columns).build();
    }

    public List<String> columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /// The position of a column. Throws [IllegalArgumentException] for a column that the page doesn't have.
    public int column(String name) {
        int position = columns.indexOf(name);
        if (position < 0) {
            throw new IllegalArgumentException("no column " + name + " among " + columns);
        }
        return position;
    }

    public boolean isNull(int row, int column) {
        return lengths[cell(row, column)] == CellSlices.NULL;
    }

    /// Where the cell's bytes begin in [#bytes()]; of no meaning for null.
    public int offset(int row, int column) {
        return offsets[cell(row, column)];
    }

    /// How many bytes the cell has; 0 for null.
    public int length(int row, int column) {
        return Math.max(lengths[cell(row, column)], 0);
    }

    /// The bytes in which the cells lie, with others between them. Not a copy: to be read only.
    public byte[] bytes() {
        return bytes;
    }

    /// The cell as text. Throws [IllegalStateException] for null: ask [#isNull(int, int)] first.
    public String text(int row, int column) {
        if (isNull(row, column)) {
            throw new IllegalStateException("column " + columns.get(column) + " of row " + row + " is null");
        }
        return new String(bytes, offset(row, column), length(row, column), StandardCharsets.UTF_8);
    }

    /// A page of the rows from `first` up to, without, `end`. It shares this page's bytes.
    public RowPage slice(int first, int end) {
        if (first < 0 || end < first || end > rows) {
            throw new IndexOutOfBoundsException("no rows " + first + " to " + end + " of " + rows);
        }
        return new RowPage(columns, bytes, offsets, lengths, firstRow + first, end - first);
    }

    /// A page of these rows, in their order. It shares this page's bytes.
    public RowPage select(int... selected) {
        int[] theirOffsets = new int[selected.length * width];
        int[] theirLengths = new int[selected.length * width];
        for (int i = 0; i < selected.length; i++) {
            int cell = cell(selected[i], 0);
            System.arraycopy(offsets, cell, theirOffsets, i * width, width);
            System.arraycopy(lengths, cell, theirLengths, i * width, width);
        }
        return new RowPage(columns, bytes, theirOffsets, theirLengths);
    }

    private int cell(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= width) {
            throw new IndexOutOfBoundsException("no cell " + row + ", " + column);
        }
        return (firstRow + row) * width + column;
    }
}
