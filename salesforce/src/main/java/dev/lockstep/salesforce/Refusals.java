package dev.lockstep.salesforce;

import dev.lockstep.salesforce.http.HttpAnswer;
import dev.lockstep.salesforce.rest.RestError;
import dev.lockstep.salesforce.soap.SoapAnswer;

/// Makes failures of what came instead of an answer.
final class Refusals {
    private Refusals() {}

    static OrgFailure of(String concerns, HttpAnswer answer) {
        return RestError.read(answer.body())
                .map(error -> classified(concerns, error.code(), error.message()))
                .orElseGet(() -> classified(concerns, httpCode(answer.status()), "the org answered without a reason"));
    }

    /// Throws [IllegalArgumentException] for a result, which is none.
    static OrgFailure of(String concerns, SoapAnswer<?> answer) {
        return switch (answer) {
            case SoapAnswer.Result<?> result -> throw new IllegalArgumentException("a result is no failure");
            case SoapAnswer.Fault<?> fault -> classified(concerns, fault.code(), fault.message());
            case SoapAnswer.Broken<?> broken -> broken(concerns, broken.why());
            case SoapAnswer.Unreadable<?> unreadable ->
                unreadable.status() < 400
                        ? unreadable(concerns, unreadable.why())
                        : classified(concerns, httpCode(unreadable.status()), "the org answered without a reason");
            case SoapAnswer.Unwritten<?> unwritten ->
                new OrgFailure(
                        "UNWRITABLE_REQUEST",
                        Treatment.HALVE_THE_CALL,
                        concerns,
                        "the request can't be written: " + unwritten.why().getMessage(),
                        "Look for a value that no XML can carry.",
                        unwritten.why());
        };
    }

    static OrgFailure broken(String concerns, Exception why) {
        return withCause(classified(concerns, OrgFailure.NO_ANSWER, sentence(why)), why);
    }

    static OrgFailure unreadable(String concerns, Exception why) {
        return withCause(classified(concerns, OrgFailure.UNREADABLE_ANSWER, sentence(why)), why);
    }

    static OrgFailure classified(String concerns, String code, String message) {
        var treatment = Failures.ofRequest(code).treatment();
        return new OrgFailure(code, treatment, concerns, message, hint(treatment));
    }

    private static OrgFailure withCause(OrgFailure failure, Exception cause) {
        failure.initCause(cause);
        return failure;
    }

    private static String sentence(Exception why) {
        var message = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        var cause = why.getCause();
        return cause == null || cause.getMessage() == null ? message : message + ": " + cause.getMessage();
    }

    private static String httpCode(int status) {
        return "HTTP_" + status;
    }

    private static String hint(Treatment treatment) {
        return switch (treatment) {
            case SIGN_IN_AGAIN -> "Check that the External Client App is still allowed and that its user may sign in.";
            case RETRY_LATER -> "It is tried again by itself; if it lasts, look at the org's status and API limits.";
            case HALVE_THE_CALL -> "Fewer records a request may pass; the one that fails alone is the cause.";
            case AFTER_OTHERS, REJECT_RECORD -> "Correct the record and send it again.";
            case STOP -> "Somebody has to change the org's or the connection's settings first.";
        };
    }
}
