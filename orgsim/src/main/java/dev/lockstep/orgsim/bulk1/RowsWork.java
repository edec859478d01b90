package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.ChunkSaver;
import dev.lockstep.orgsim.bulk.DataRefused;
import dev.lockstep.orgsim.bulk.DataRow;
import dev.lockstep.orgsim.bulk.DataRows;
import dev.lockstep.orgsim.bulk.JobTime;
import dev.lockstep.orgsim.bulk.PacedRows;
import dev.lockstep.orgsim.bulk.SavedChunks;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Works on one batch of rows that has begun, from wherever it was left: each chunk is one transaction, which writes
/// down what became of the rows.
final class RowsWork implements PacedRows.Work {
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_batches_interpret_status.htm")
    @Assumed(
            reason = "That a batch fails after ten retries, with some records saved, is documented; the words are ours")
    private static final String GAVE_UP = ExceptionCode.INTERNAL_SERVER_ERROR.message("Retried more than ten times");

    private final AsyncJobs jobs;
    private final RowsBatch batch;
    private final BatchData data;
    private final ChunkSaver saver;
    private final JobTime time;
    private final Predicate<Instant> waiting;

    /// @param waiting waits until a time of the org has come; false where the work is to be left as it is
    RowsWork(AsyncJobs jobs, RowsBatch batch, BatchData data, ChunkSaver saver, Predicate<Instant> waiting) {
        this.jobs = jobs;
        this.batch = batch;
        this.data = data;
        this.saver = saver;
        this.time = batch.life().time().orElseThrow();
        this.waiting = waiting;
    }

    /// Returns when the batch has ended, or is to be left.
    ///
    /// @throws IOException the batch's data can't be read
    void run() throws IOException {
        Optional<String> failure;
        try {
            PacedRows.End end = saveAll();
            if (end == PacedRows.End.LEFT) {
                return;
            }
            failure = end == PacedRows.End.FAILED ? Optional.of(GAVE_UP) : Optional.empty();
        } catch (DataRefused refused) {
            failure = Optional.of(refused.text());
        }
        if (waiting.test(time.ends())) {
            jobs.end(batch, failure);
        }
    }

    private PacedRows.End saveAll() throws IOException {
        long rows = data.count();
        try (DataRows read = saver.asUser(data::open)) {
            return new PacedRows(this, rows, batch.fate(), waiting).saveAll(read);
        }
    }

    @Override
    public SavedChunks saved() {
        return batch.saved();
    }

    @Override
    public Instant due(long done, long of) {
        return time.due(done, of);
    }

    @Override
    public boolean save(List<DataRow> chunk) {
        batch.saved().add(saver.save(chunk));
        return true;
    }
}
