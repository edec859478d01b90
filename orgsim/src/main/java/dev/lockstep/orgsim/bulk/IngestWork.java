package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Works on one closed ingest job from wherever it was left: each chunk of rows is one transaction, which writes down
/// what became of them.
final class IngestWork implements PacedRows.Work {
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_understanding_bulk2_ingest.htm")
    @Assumed(reason = "That rows stay unprocessed after so many retries is documented; the words are ours")
    private static final String GAVE_UP = "InternalServerError : Retried more than twenty times";

    private final SimulatedOrg org;
    private final IngestJobs jobs;
    private final JobFiles files;
    private final IngestJob job;
    private final ChunkSaver saver;
    private final Predicate<Instant> waiting;

    /// For one job.
    ///
    /// @param waiting waits until a time of the org has come; false where the work is to be left as it is
    IngestWork(SimulatedOrg org, IngestJobs jobs, JobFiles files, IngestJob job, Predicate<Instant> waiting) {
        this.org = org;
        this.jobs = jobs;
        this.files = files;
        this.job = job;
        this.saver = new ChunkSaver(
                org,
                job.number(),
                job.origin().userId(),
                job.origin().version(),
                job.origin().request().saving());
        this.waiting = waiting;
    }

    /// Returns when the job has ended, or is to be left.
    ///
    /// @throws IOException the job's data can't be read
    void run() throws IOException {
        if (!waiting.test(job.begins())) {
            return;
        }
        Optional<String> error;
        try {
            PacedRows.End end = saveAll();
            if (end == PacedRows.End.LEFT) {
                return;
            }
            error = end == PacedRows.End.FAILED ? Optional.of(GAVE_UP) : Optional.empty();
        } catch (DataRefused refused) {
            error = Optional.of(refused.text());
        }
        if (waiting.test(job.due(1, 1))) {
            jobs.end(job, error.isPresent() ? IngestState.FAILED : IngestState.JOB_COMPLETE, error);
        }
    }

    private PacedRows.End saveAll() throws IOException {
        IngestRequest request = job.origin().request();
        Path file = files.of(job.number());
        long rows = job.isUploaded()
                ? CsvRows.count(file, request.columnDelimiter(), Optional.of(request.lineEnding()))
                : 0;
        if (rows == 0) {
            throw DataRefused.noRecords();
        }
        try (CsvRows data = saver.asUser(() -> CsvRows.open(org, request.saving(), file, request.columnDelimiter()))) {
            return new PacedRows(this, rows, job.origin().fate(), waiting).saveAll(data);
        }
    }

    @Override
    public SavedChunks saved() {
        return job.saved();
    }

    @Override
    public Instant due(long done, long of) {
        return job.due(done, of);
    }

    @Override
    public boolean save(List<DataRow> chunk) {
        return job.work(() -> saver.save(chunk));
    }
}
