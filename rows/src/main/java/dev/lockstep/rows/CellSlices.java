package dev.lockstep.rows;

import java.util.Arrays;
import java.util.List;

/// Where cells lie in a buffer, in the order of a page: row by row and in each row column by column. Not safe for
/// several threads.
final class CellSlices {
    /// The length of a cell that is null.
    static final int NULL = -1;

    private int[] offsets;
    private int[] lengths;
    private int count;

    CellSlices(int expected) {
        offsets = new int[expected];
        lengths = new int[expected];
    }

    void add(int offset, int length) {
        reserve(1);
        set(count, offset, length);
        count++;
    }

    /// Makes room for so many cells more, which are set one by one and count once they are added.
    void reserve(int cells) {
        if (offsets.length - count < cells) {
            int capacity = Math.max(Math.addExact(count, cells), Math.multiplyExact(offsets.length, 2));
            offsets = Arrays.copyOf(offsets, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
        }
    }

    void set(int cell, int offset, int length) {
        offsets[cell] = offset;
        lengths[cell] = length;
    }

    void addReserved(int cells) {
        count += cells;
    }

    int count() {
        return count;
    }

    int offset(int cell) {
        return offsets[cell];
    }

    int length(int cell) {
        return lengths[cell];
    }

    RowPage page(List<String> columns, byte[] bytes) {
        return new RowPage(columns, bytes, Arrays.copyOf(offsets, count), Arrays.copyOf(lengths, count));
    }
}
