package dev.lockstep.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Collects the cells of a page, row by row and in each row column by column. Not safe for several threads.
public final class RowPageBuilder {
    private static final int FIRST_BYTES = 8_192;
    private static final int FIRST_CELLS = 256;

    private final List<String> columns;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int[] ends = new int[FIRST_CELLS];
    private boolean[] nulls = new boolean[FIRST_CELLS];
    private int cells;
    private int end;

    public RowPageBuilder(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    public RowPageBuilder append(byte[] source, int offset, int length) {
        if (bytes.length - end < length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(end, length), Math.multiplyExact(bytes.length, 2)));
        }
        System.arraycopy(source, offset, bytes, end, length);
        end += length;
        return endCell(false);
    }

    public RowPageBuilder append(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return append(utf8, 0, utf8.length);
    }

    public RowPageBuilder appendNull() {
        return endCell(true);
    }

    private RowPageBuilder endCell(boolean isNull) {
        if (cells == ends.length) {
            ends = Arrays.copyOf(ends, cells * 2);
            nulls = Arrays.copyOf(nulls, cells * 2);
        }
        ends[cells] = end;
        nulls[cells] = isNull;
        cells++;
        return this;
    }

    /// The page of all cells so far. Throws [IllegalStateException] where the last row lacks cells.
    public RowPage build() {
        if (!columns.isEmpty() && cells % columns.size() != 0) {
            throw new IllegalStateException(
                    "the last row has " + cells % columns.size() + " of " + columns.size() + " cells");
        }
        return new RowPage(columns, Arrays.copyOf(bytes, end), Arrays.copyOf(ends, cells), Arrays.copyOf(nulls, cells));
    }
}
