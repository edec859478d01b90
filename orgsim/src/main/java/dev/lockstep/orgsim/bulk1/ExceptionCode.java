package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;

/// Why a request, or a batch, is refused.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/asynch_api_reference_errors.htm")
@Assumed(
        reason = "The documents call one of them InvalidXML; the client of the API's makers knows InvalidXml, and"
                + " InvalidEntity, InvalidVersion and InternalServerError besides those that are documented")
enum ExceptionCode {
    CLIENT_INPUT_ERROR("ClientInputError"),
    EXCEEDED_QUOTA("ExceededQuota"),
    FEATURE_NOT_ENABLED("FeatureNotEnabled"),
    INTERNAL_SERVER_ERROR("InternalServerError"),
    INVALID_BATCH("InvalidBatch"),
    INVALID_ENTITY("InvalidEntity"),
    INVALID_JOB("InvalidJob"),
    INVALID_JOB_STATE("InvalidJobState"),
    INVALID_OPERATION("InvalidOperation"),
    INVALID_SESSION_ID("InvalidSessionId"),
    INVALID_URL("InvalidUrl"),
    INVALID_USER("InvalidUser"),
    INVALID_VERSION("InvalidVersion"),
    INVALID_XML("InvalidXml");

    private final String text;

    ExceptionCode(String text) {
        this.text = text;
    }

    /// As the API spells it.
    String text() {
        return text;
    }

    /// A request that is refused for this reason.
    AsyncRefusal refusal(String message) {
        return new AsyncRefusal(400, this, message);
    }

    /// What a batch tells that failed for this reason.
    String message(String why) {
        return text + " : " + why;
    }
}
