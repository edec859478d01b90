package dev.lockstep.orgsim.soql;

import java.util.Arrays;

/// The numbers of the records of an answer, in its order. Neighbours are kept as a run, so that a million untouched
/// rows cost next to nothing. Never changes.
final class NumberList {
    /// The first number of each run.
    private final long[] starts;
    /// How many numbers stand before each run.
    private final int[] offsets;

    private final int size;

    private NumberList(long[] starts, int[] offsets, int size) {
        this.starts = starts;
        this.offsets = offsets;
        this.size = size;
    }

    static final class Builder {
        private static final int FIRST_CAPACITY = 16;

        private long[] starts = new long[FIRST_CAPACITY];
        private int[] offsets = new int[FIRST_CAPACITY];
        private int runs;
        private int size;

        void add(long number) {
            if (runs == 0 || number != starts[runs - 1] + (size - offsets[runs - 1])) {
                if (runs == starts.length) {
                    starts = Arrays.copyOf(starts, runs * 2);
                    offsets = Arrays.copyOf(offsets, runs * 2);
                }
                starts[runs] = number;
                offsets[runs] = size;
                runs++;
            }
            size = Math.addExact(size, 1);
        }

        int size() {
            return size;
        }

        NumberList build() {
            return new NumberList(Arrays.copyOf(starts, runs), Arrays.copyOf(offsets, runs), size);
        }
    }

    static NumberList of(long[] numbers) {
        var builder = new Builder();
        for (var number : numbers) {
            builder.add(number);
        }
        return builder.build();
    }

    int size() {
        return size;
    }

    long get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        var found = Arrays.binarySearch(offsets, index);
        var run = found >= 0 ? found : -found - 2;
        return starts[run] + (index - offsets[run]);
    }

    long[] toArray() {
        var numbers = new long[size];
        for (var index = 0; index < size; index++) {
            numbers[index] = get(index);
        }
        return numbers;
    }
}
