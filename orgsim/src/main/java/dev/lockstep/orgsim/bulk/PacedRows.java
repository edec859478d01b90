package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.faults.Fate;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// Saves all rows of a job or batch, chunk by chunk, each when it is due.
///
/// @param rows how many there are
/// @param fate what is to become of the work: one that fails or hangs stops before its second half
/// @param waiting waits until a time of the org has come; false where the work is to be left as it is
public record PacedRows(Work work, long rows, Fate fate, Predicate<Instant> waiting) {
    /// What the rows belong to.
    public interface Work {
        SavedChunks saved();

        /// When so many of so many rows are to be saved.
        Instant due(long done, long of);

        /// Saves some.
        ///
        /// @return whether it did; false where it was stopped
        boolean save(List<DataRow> chunk);
    }

    /// How far the rows were saved.
    public enum End {
        ALL,
        /// The work is to be left, by whoever asked for that.
        LEFT,
        /// The work fails, as it was to.
        FAILED
    }

    /// Goes on behind those chunks that are saved already.
    public End saveAll(DataRows data) {
        for (int skipped = 0; skipped < work.saved().count(); skipped++) {
            data.nextChunk();
        }
        for (List<DataRow> chunk = data.nextChunk(); !chunk.isEmpty(); chunk = data.nextChunk()) {
            long done = work.saved().rows();
            boolean isSecondHalf = 2 * (done + chunk.size()) > rows;
            if (isSecondHalf && fate == Fate.FAILURE) {
                return End.FAILED;
            }
            if (isSecondHalf && fate == Fate.HANGING) {
                // A time that never comes.
                return waiting.test(Instant.MAX) ? End.ALL : End.LEFT;
            }
            if (!waiting.test(work.due(done, rows)) || !work.save(chunk)) {
                return End.LEFT;
            }
        }
        return End.ALL;
    }
}
