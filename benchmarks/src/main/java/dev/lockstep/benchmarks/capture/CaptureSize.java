package dev.lockstep.benchmarks.capture;

/// How much is done in a round.
///
/// @param rows of one statement, and of the tables that single rows are changed in
/// @param singles single rows that are updated, and so many that are inserted
/// @param peerRows of a statement on the peer's table, which takes minutes for what the others do in seconds
record CaptureSize(int rows, int singles, int peerRows) {
    private static final int MOST_SINGLES = 2_000;
    private static final int FEWEST = 100;
    private static final int PEER_SHARE = 20;

    static CaptureSize of(int rows) {
        return new CaptureSize(
                rows,
                Math.min(rows, Math.clamp(rows / PEER_SHARE, FEWEST, MOST_SINGLES)),
                Math.min(rows, Math.max(FEWEST, rows / PEER_SHARE)));
    }

    /// Rows that a piece of work changes.
    int rowsOf(Work work, Variant variant) {
        return work.isOneStatement() ? (variant == Variant.PEER ? peerRows : rows) : singles;
    }
}
