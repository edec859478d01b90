package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.evidence.Documented;

/// Where a batch stands. It moves from the first to the second to the third or fourth; the last is that of a batch
/// whose job was aborted before it began, or whose query was cut into others.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_batches_interpret_status.htm")
enum BatchState {
    QUEUED("Queued"),
    IN_PROGRESS("InProgress"),
    COMPLETED("Completed"),
    FAILED("Failed"),
    NOT_PROCESSED("NotProcessed");

    private final String text;

    BatchState(String text) {
        this.text = text;
    }

    /// As the API spells it.
    String text() {
        return text;
    }
}
