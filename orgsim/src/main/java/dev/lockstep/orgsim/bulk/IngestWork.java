package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.Batch;
import dev.lockstep.orgsim.org.ChangeOrigin;
import dev.lockstep.orgsim.org.InputRecord;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SaveOutcome;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Works on one closed ingest job from wherever it was left: each chunk of rows is one transaction, which writes down
/// what became of them.
final class IngestWork {
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/datafiles_understanding_bulk2_ingest.htm")
    @Assumed(reason = "That rows stay unprocessed after so many retries is documented; the words are ours")
    private static final String GAVE_UP = "InternalServerError : Retried more than twenty times";

    private final SimulatedOrg org;
    private final IngestJobs jobs;
    private final JobFiles files;
    private final IngestJob job;
    private final Predicate<Instant> waiting;

    /// For one job.
    ///
    /// @param waiting waits until a time of the org has come; false where the work is to be left as it is
    IngestWork(SimulatedOrg org, IngestJobs jobs, JobFiles files, IngestJob job, Predicate<Instant> waiting) {
        this.org = org;
        this.jobs = jobs;
        this.files = files;
        this.job = job;
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
            if (!saveAll()) {
                return;
            }
            error = Optional.empty();
        } catch (DataRefused refused) {
            error = Optional.of(refused.text());
        }
        if (waiting.test(job.due(1, 1))) {
            jobs.end(job, error.isPresent() ? IngestState.FAILED : IngestState.JOB_COMPLETE, error);
        }
    }

    /// Whether all rows are done; false where the work is to be left.
    private boolean saveAll() throws IOException {
        IngestRequest request = job.origin().request();
        Path file = files.of(job.number());
        long rows = job.isUploaded() ? countRows(file, request) : 0;
        if (rows == 0) {
            throw noRecords();
        }
        try (IngestFile data = IngestFile.open(file, request.columnDelimiter())) {
            IngestColumns columns = IngestColumns.read(org, request, data.header());
            for (int skipped = 0; skipped < job.chunks(); skipped++) {
                data.nextChunk();
            }
            for (List<List<String>> chunk = data.nextChunk(); !chunk.isEmpty(); chunk = data.nextChunk()) {
                long end = job.rowsDone() + chunk.size();
                if (job.origin().fate() == Fate.FAILURE && 2 * end > rows) {
                    throw new DataRefused(GAVE_UP);
                }
                if (!waiting.test(job.due(job.rowsDone(), rows)) || !save(columns, chunk)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Without the header.
    private static long countRows(Path file, IngestRequest request) throws IOException {
        try (InputStream csv = new BufferedInputStream(Files.newInputStream(file))) {
            return Math.max(0, CsvCheck.rows(csv, request.columnDelimiter(), request.lineEnding()) - 1);
        }
    }

    @Assumed(reason = "Bulk API 1.0 says so of a batch without records; that a job without data tells the same is ours")
    private static DataRefused noRecords() {
        return new DataRefused("InvalidBatch : Records not found");
    }

    private boolean save(IngestColumns columns, List<List<String>> chunk) {
        OrgUser user = org.user(job.origin().userId()).orElseThrow();
        List<List<String>> fitting = chunk.stream().filter(columns::fit).toList();
        return job.work(() -> {
            var notes = new ArrayList<ChunkNote>();
            origin().during(() -> org.saveNoted(user, batch(columns, fitting), outcomes -> {
                notes.add(new ChunkNote(job.number(), merged(columns, chunk, outcomes)));
                return notes.getFirst().text();
            }));
            return notes.getFirst();
        });
    }

    private ChangeOrigin origin() {
        return ChangeOrigin.of(
                ChangeOrigin.Protocol.BULK, job.origin().version().toString(), Optional.empty());
    }

    private Batch batch(IngestColumns columns, List<List<String>> rows) {
        IngestRequest request = job.origin().request();
        List<InputRecord> records = rows.stream().map(columns::record).toList();
        return switch (request.operation()) {
            case INSERT -> new Batch.Inserts(records);
            case UPDATE -> new Batch.Updates(records);
            case UPSERT -> new Batch.Upserts(request.externalIdField().orElseThrow(), records);
            case DELETE, HARD_DELETE ->
                new Batch.Deletes(
                        request.object(),
                        records.stream().map(record -> record.id().orElse("")).toList());
        };
    }

    private static List<RowOutcome> merged(
            IngestColumns columns, List<List<String>> chunk, List<SaveOutcome> outcomes) {
        Iterator<SaveOutcome> saved = outcomes.iterator();
        return chunk.stream()
                .map(row -> columns.fit(row) ? RowOutcome.of(saved.next()) : misfit())
                .toList();
    }

    @Assumed(reason = "A row with more or fewer cells than the header fails alone; code and words are ours")
    private static RowOutcome misfit() {
        return new RowOutcome.Refused("INVALID_FIELD:The row doesn't have as many cells as the header:--");
    }
}
