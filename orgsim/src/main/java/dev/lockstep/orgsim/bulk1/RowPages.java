package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.org.QueryAnswer;
import dev.lockstep.orgsim.org.QueryRow;
import java.util.function.Consumer;

/// Goes over rows of an answer, a few of which are held at a time.
final class RowPages {
    private static final int AT_ONCE = 1_000;

    private RowPages() {}

    static void forEach(QueryAnswer answer, long offset, long rows, Consumer<QueryRow> take) {
        long end = offset + rows;
        for (long start = offset; start < end; start += AT_ONCE) {
            answer.rows(start, Math.toIntExact(Math.min(AT_ONCE, end - start))).forEach(take);
        }
    }
}
