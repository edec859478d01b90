package dev.lockstep.benchmarks.orgsim;

/// What was served, and what the same took PostgreSQL to copy.
///
/// @param bytes of the org's CSV
/// @param heapBytes what the org needed at the end, while its job was still there
record Served(long rows, long bytes, long servedNanos, long copiedNanos, long heapBytes) {
    private static final double NANOS_A_SECOND = 1e9;

    double servedSeconds() {
        return servedNanos / NANOS_A_SECOND;
    }

    double copiedSeconds() {
        return copiedNanos / NANOS_A_SECOND;
    }

    /// How many times as fast the org serves as PostgreSQL copies.
    double ratio() {
        return copiedSeconds() / servedSeconds();
    }
}
