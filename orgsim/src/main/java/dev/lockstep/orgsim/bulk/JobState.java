package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Documented;

/// Where a job stands. It moves from the first to the second to one of the last three, or is aborted on the way.
@Documented(
        url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_job_states.htm")
enum JobState {
    UPLOAD_COMPLETE("UploadComplete"),
    IN_PROGRESS("InProgress"),
    JOB_COMPLETE("JobComplete"),
    FAILED("Failed"),
    ABORTED("Aborted");

    private final String text;

    JobState(String text) {
        this.text = text;
    }

    /// As the API spells it.
    String text() {
        return text;
    }

    /// Whether the job won't move any more.
    boolean isEnd() {
        return switch (this) {
            case UPLOAD_COMPLETE, IN_PROGRESS -> false;
            case JOB_COMPLETE, FAILED, ABORTED -> true;
        };
    }
}
