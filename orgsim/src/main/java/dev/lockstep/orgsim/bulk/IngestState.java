package dev.lockstep.orgsim.bulk;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;

/// Where an ingest job stands, and what a client may do with it there.
@Documented(
        url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_job_states.htm")
enum IngestState {
    OPEN("Open", Permission.CLOSE_OR_ABORT),
    UPLOAD_COMPLETE("UploadComplete", Permission.ABORT_OR_DELETE),
    IN_PROGRESS("InProgress", Permission.ABORT),
    JOB_COMPLETE("JobComplete", Permission.DELETE),
    FAILED("Failed", Permission.DELETE),
    ABORTED("Aborted", Permission.DELETE);

    private final String text;
    private final Permission permission;

    @Documented(url = "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/delete_job.htm")
    @Assumed(reason = "In which states a job may be deleted is documented; that all others may be aborted is believed")
    private enum Permission {
        CLOSE_OR_ABORT,
        ABORT_OR_DELETE,
        ABORT,
        DELETE
    }

    IngestState(String text, Permission permission) {
        this.text = text;
        this.permission = permission;
    }

    /// As the API spells it.
    String text() {
        return text;
    }

    boolean canBeAborted() {
        return switch (permission) {
            case CLOSE_OR_ABORT, ABORT_OR_DELETE, ABORT -> true;
            case DELETE -> false;
        };
    }

    boolean canBeDeleted() {
        return switch (permission) {
            case ABORT_OR_DELETE, DELETE -> true;
            case CLOSE_OR_ABORT, ABORT -> false;
        };
    }

    /// Whether the job won't move any more.
    boolean isEnd() {
        return !canBeAborted();
    }
}
