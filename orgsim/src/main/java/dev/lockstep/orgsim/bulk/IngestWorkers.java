package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.org.SaveAbandoned;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads that work on closed ingest jobs, one a job.
final class IngestWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(IngestWorkers.class);

    /// The org's clock may be moved by hand, so that there is no other way to wait for it than to look.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    private final SimulatedOrg org;
    private final InstantSource clock;
    private final IngestJobs jobs;
    private final JobFiles files;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    IngestWorkers(SimulatedOrg org, InstantSource clock, IngestJobs jobs, JobFiles files) {
        this.org = org;
        this.clock = clock;
        this.jobs = jobs;
        this.files = files;
    }

    /// Goes on with all jobs that an earlier process has left.
    void resume() {
        jobs.underWay().forEach(this::begin);
    }

    void begin(IngestJob job) {
        Thread thread = Thread.ofVirtual().name("ingest-" + job.id()).unstarted(() -> {
            try {
                work(job);
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
    }

    private void work(IngestJob job) {
        try {
            new IngestWork(org, jobs, files, job, moment -> waitFor(job, moment)).run();
        } catch (SaveAbandoned _) {
            // The org is being closed; the next process goes on with the chunk.
        } catch (IOException | RuntimeException e) {
            if (job.isUnderWay() && !stopping) {
                LOG.error("job={} broke", job.id().text18(), e);
                jobs.end(job, IngestState.FAILED, Optional.of("InternalServerError : An unexpected error occurred."));
            }
        }
    }

    private boolean waitFor(IngestJob job, Instant moment) {
        while (!stopping && job.isUnderWay()) {
            if (!clock.instant().isBefore(moment)) {
                return true;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return false;
    }

    /// Leaves all work as it is, each job between two chunks, and returns when nobody works any more. Threads aren't
    /// interrupted: that would close the journal that they write.
    void stop() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
