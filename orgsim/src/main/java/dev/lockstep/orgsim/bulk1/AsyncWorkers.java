package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.bulk.ChunkSaver;
import dev.lockstep.orgsim.bulk.IngestOperation;
import dev.lockstep.orgsim.bulk.JobFiles;
import dev.lockstep.orgsim.bulk.JobThreads;
import dev.lockstep.orgsim.bulk.Saving;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The work on batches of rows, a thread each.
final class AsyncWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncWorkers.class);

    private final SimulatedOrg org;
    private final InstantSource clock;
    private final AsyncJobs jobs;
    private final JobFiles files;
    private final JobThreads threads;

    AsyncWorkers(SimulatedOrg org, InstantSource clock, AsyncJobs jobs, JobFiles files) {
        this.org = org;
        this.clock = clock;
        this.jobs = jobs;
        this.files = files;
        this.threads = new JobThreads(clock);
    }

    /// Goes on with all batches that an earlier process has left.
    void resume() {
        jobs.underWay().forEach(this::begin);
    }

    void begin(RowsBatch batch) {
        threads.begin("batch-" + batch.id(), () -> work(batch));
    }

    private void work(RowsBatch batch) {
        try {
            if (threads.waitUntil(() -> hasBegun(batch), batch::isUnderWay)) {
                workOn(batch);
            }
        } catch (IOException | RuntimeException e) {
            if (batch.isUnderWay() && !threads.isStopping()) {
                LOG.error("batch={} broke", batch.id().text18(), e);
                jobs.end(
                        batch,
                        Optional.of(ExceptionCode.INTERNAL_SERVER_ERROR.message("An unexpected error occurred.")));
            }
        }
    }

    /// Nobody aborts the job meanwhile: a batch has begun before that, or never.
    private boolean hasBegun(RowsBatch batch) {
        synchronized (batch.life().job()) {
            return batch.life().hasBegun(clock.instant());
        }
    }

    private void workOn(RowsBatch batch) throws IOException {
        AsyncJob.Origin origin = batch.life().job().origin();
        if (!(origin.request().operation() instanceof Operation.Save(IngestOperation how))) {
            throw new IllegalStateException("Queries have no rows: " + batch.id());
        }
        Saving saving = origin.request().saving(how);
        new RowsWork(
                        jobs,
                        batch,
                        new BatchData(org, saving, origin.request().contentType(), files.of(batch.number())),
                        new ChunkSaver(org, batch.number(), origin.userId(), origin.version(), saving),
                        moment -> threads.waitFor(moment, () -> true))
                .run();
    }

    /// Leaves all work as it is, each batch between two chunks.
    void stop() {
        threads.stop();
    }
}
