package dev.lockstep.postgres.merge;

import java.time.Instant;

/// What the end of a merge means for the mapping. It commits together with the last slice.
public sealed interface Ending {
    /// More pages of the same reading follow, or the reading never moves a watermark.
    record MoreFollows() implements Ending {}

    /// All of the poll is staged.
    ///
    /// @param watermark the org's time up to which the poll has read; a watermark never goes back by this
    record PollEnds(Instant watermark) implements Ending {}

    /// All of the load is staged: the org's time before it began becomes the watermark.
    record LoadEnds() implements Ending {}
}
