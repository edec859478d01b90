package dev.lockstep.benchmarks;

import dev.lockstep.salesforce.BulkJob;
import dev.lockstep.salesforce.Org;

/// Waiting for the org's jobs, which isn't measured.
public final class BulkJobs {
    private static final long LOOK_EVERY_MILLIS = 250;

    private BulkJobs() {}

    /// The job once it is complete.
    ///
    /// @throws IllegalStateException where it comes to nothing
    public static BulkJob complete(Org org, BulkJob begun) throws InterruptedException {
        var job = begun;
        while (!job.state().isDone()) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            job = org.bulkQuery(job.id());
        }
        if (job.state() != BulkJob.State.COMPLETE) {
            throw new IllegalStateException("the org's job came to nothing: " + job.error());
        }
        return job;
    }
}
