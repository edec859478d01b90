package dev.lockstep.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Collects the cells of a page, row by row and in each row column by column. Not safe for several threads.
public final class RowPageBuilder {
    private static final int FIRST_BYTES = 8_192;
    private static final int FIRST_CELLS = 256;

    private final List<String> columns;
    private final CellSlices cells = new CellSlices(FIRST_CELLS);
    private byte[] bytes = new byte[FIRST_BYTES];
    private int end;

    public RowPageBuilder(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    public RowPageBuilder append(byte[] source, int offset, int length) {
        if (bytes.length - end < length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(end, length), Math.multiplyExact(bytes.length, 2)));
        }
        System.arraycopy(source, offset, bytes, end, length);
        cells.add(end, length);
        end += length;
        return this;
    }

    public RowPageBuilder append(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return append(utf8, 0, utf8.length);
    }

    public RowPageBuilder appendNull() {
        cells.add(end, CellSlices.NULL);
        return this;
    }

    /// The page of all cells so far. Throws [IllegalStateException] where the last row lacks cells.
    public RowPage build() {
        if (!columns.isEmpty() && cells.count() % columns.size() != 0) {
            throw new IllegalStateException(
                    "the last row has " + cells.count() % columns.size() + " of " + columns.size() + " cells");
        }
        return cells.page(columns, Arrays.copyOf(bytes, end));
    }
}
