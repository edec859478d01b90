package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.org.SaveAbandoned;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The work on closed ingest jobs, a thread each.
final class IngestWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(IngestWorkers.class);

    private final SimulatedOrg org;
    private final IngestJobs jobs;
    private final JobFiles files;
    private final JobThreads threads;

    IngestWorkers(SimulatedOrg org, InstantSource clock, IngestJobs jobs, JobFiles files) {
        this.org = org;
        this.jobs = jobs;
        this.files = files;
        this.threads = new JobThreads(clock);
    }

    /// Goes on with all jobs that an earlier process has left.
    void resume() {
        jobs.underWay().forEach(this::begin);
    }

    void begin(IngestJob job) {
        threads.begin("ingest-" + job.id(), () -> work(job));
    }

    private void work(IngestJob job) {
        try {
            new IngestWork(org, jobs, files, job, moment -> threads.waitFor(moment, job::isUnderWay)).run();
        } catch (SaveAbandoned _) {
            // The org is being closed; the next process goes on with the chunk.
        } catch (IOException | RuntimeException e) {
            if (job.isUnderWay() && !threads.isStopping()) {
                LOG.error("job={} broke", job.id().text18(), e);
                jobs.end(job, IngestState.FAILED, Optional.of("InternalServerError : An unexpected error occurred."));
            }
        }
    }

    /// Leaves all work as it is, each job between two chunks.
    void stop() {
        threads.stop();
    }
}
