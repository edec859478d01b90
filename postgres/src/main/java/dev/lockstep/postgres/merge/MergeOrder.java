package dev.lockstep.postgres.merge;

import java.time.Instant;

/// How to merge what is staged for a mapping.
///
/// @param sliceRows records of one transaction at most: rows stay locked until it commits
public record MergeOrder(int sliceRows, Ending ending) {
    /// Short enough that an application hardly notices the locks.
    public static final int SMALL_SLICE = 1_000;
    /// For a table that no application waits for yet.
    public static final int FIRST_LOAD_SLICE = 20_000;

    public MergeOrder {
        if (sliceRows < 1) {
            throw new IllegalArgumentException("a slice of " + sliceRows + " records moves nothing");
        }
    }

    /// Merges what there is; the watermark stays.
    public static MergeOrder underway() {
        return new MergeOrder(SMALL_SLICE, new Ending.MoreFollows());
    }

    public static MergeOrder lastOfPoll(Instant watermark) {
        return new MergeOrder(SMALL_SLICE, new Ending.PollEnds(watermark));
    }

    public static MergeOrder lastOfLoad() {
        return new MergeOrder(SMALL_SLICE, new Ending.LoadEnds());
    }

    public MergeOrder inSlicesOf(int rows) {
        return new MergeOrder(rows, ending);
    }
}
