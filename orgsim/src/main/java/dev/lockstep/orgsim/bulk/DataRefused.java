package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;

/// The data of a job can't be worked on. The message is the one that the job, or the batch, tells.
public final class DataRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DataRefused(String message) {
        super(message);
    }

    @Assumed(reason = "Bulk API 1.0 says so of a batch without records; that a job without data tells the same is ours")
    public static DataRefused noRecords() {
        return new DataRefused("InvalidBatch : Records not found");
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
