package dev.lockstep.rows;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// One page of records: named columns, and for each cell a slice of UTF-8 bytes or null.
///
/// A page never makes a row into objects. Cells hold the text that the org sends, as its CSV spells it: `true`,
/// `12.5`, `2026-01-31`, `2026-01-31T10:00:00.000Z`, `10:00:00.000Z`. An empty text and null are different here,
/// although
/// no org sends an empty text. Pages are immutable and safe to share; the bytes behind them are theirs alone.
public final class RowPage {
    private final List<String> columns;
    private final byte[] bytes;
    /// Cell `c` occupies `ends[c - 1]` (0 for the first) up to `ends[c]`.
    private final int[] ends;

    private final boolean[] nulls;

    RowPage(List<String> columns, byte[] bytes, int[] ends, boolean[] nulls) {
        this.columns = columns;
        this.bytes = bytes;
        this.ends = ends;
        this.nulls = nulls;
    }

    public static RowPage empty(List<String> columns) {
        return new RowPageBuilder(columns).build();
    }

    public List<String> columns() {
        return columns;
    }

    public int rows() {
        return columns.isEmpty() ? 0 : ends.length / columns.size();
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
        return nulls[cell(row, column)];
    }

    /// Where the cell's bytes begin in [#bytes()].
    public int offset(int row, int column) {
        int cell = cell(row, column);
        return cell == 0 ? 0 : ends[cell - 1];
    }

    /// How many bytes the cell has; 0 for null.
    public int length(int row, int column) {
        return ends[cell(row, column)] - offset(row, column);
    }

    /// The bytes of all cells, one after the other. Not a copy: to be read only.
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

    /// A page of the rows from `first` up to, without, `end`.
    public RowPage slice(int first, int end) {
        var slice = new RowPageBuilder(columns);
        for (int row = first; row < end; row++) {
            for (int column = 0; column < columns.size(); column++) {
                if (isNull(row, column)) {
                    slice.appendNull();
                } else {
                    slice.append(bytes, offset(row, column), length(row, column));
                }
            }
        }
        return slice.build();
    }

    private int cell(int row, int column) {
        if (row < 0 || row >= rows() || column < 0 || column >= columns.size()) {
            throw new IndexOutOfBoundsException("no cell " + row + ", " + column);
        }
        return row * columns.size() + column;
    }
}
