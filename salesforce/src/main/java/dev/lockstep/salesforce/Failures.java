package dev.lockstep.salesforce;

import static dev.lockstep.salesforce.Failures.Effect.NONE;
import static dev.lockstep.salesforce.Failures.Effect.POSSIBLE;
import static dev.lockstep.salesforce.Treatment.AFTER_OTHERS;
import static dev.lockstep.salesforce.Treatment.HALVE_THE_CALL;
import static dev.lockstep.salesforce.Treatment.REJECT_RECORD;
import static dev.lockstep.salesforce.Treatment.RETRY_LATER;
import static dev.lockstep.salesforce.Treatment.SIGN_IN_AGAIN;
import static dev.lockstep.salesforce.Treatment.STOP;

import java.util.List;
import java.util.Locale;

/// What each failure that an org names means, as two tables: of records and of whole requests. The
/// first row that fits counts. Nobody else looks at codes and texts.
final class Failures {
    private static final String ANY = "";

    /// Whether the org may have acted on a request that it refused with this.
    enum Effect {
        NONE,
        POSSIBLE
    }

    /// @param code empty fits every code
    /// @param text part of the message, whatever its case; empty fits every message
    record RecordRow(String code, String text, Treatment treatment) {}

    /// @param again how soon asking again may help
    record RequestRow(String code, Treatment treatment, Effect effect, Again again) {}

    /// How soon a read may be repeated.
    enum Again {
        SOON,
        LATER
    }

    /// Where the org hides the cause in the text of a trigger's or flow's failure, the text decides:
    /// locks pass by themselves, and limits of a transaction are met by fewer records.
    static final List<RecordRow> RECORDS = List.of(
            new RecordRow("UNABLE_TO_LOCK_ROW", ANY, RETRY_LATER),
            new RecordRow(ANY, "UNABLE_TO_LOCK_ROW", RETRY_LATER),
            new RecordRow(ANY, "unable to obtain exclusive access", RETRY_LATER),
            new RecordRow(ANY, "Record Currently Unavailable", RETRY_LATER),
            new RecordRow(ANY, "Too many batch retries in the presence of Apex triggers", HALVE_THE_CALL),
            new RecordRow(ANY, "System.LimitException", HALVE_THE_CALL),
            new RecordRow(ANY, "Apex CPU time limit exceeded", HALVE_THE_CALL),
            new RecordRow(ANY, "Apex heap size too large", HALVE_THE_CALL),
            new RecordRow(ANY, "Too many SOQL queries", HALVE_THE_CALL),
            new RecordRow(ANY, "Too many query rows", HALVE_THE_CALL),
            new RecordRow(ANY, "Too many DML", HALVE_THE_CALL),
            new RecordRow(ANY, "Cannot have more than 10 chunks", HALVE_THE_CALL),
            new RecordRow(ANY, "related records created in a single call", HALVE_THE_CALL),
            new RecordRow("MIXED_DML_OPERATION", ANY, HALVE_THE_CALL),
            new RecordRow("LIMIT_EXCEEDED", ANY, RETRY_LATER),
            new RecordRow("REQUEST_LIMIT_EXCEEDED", ANY, RETRY_LATER),
            new RecordRow("SERVER_UNAVAILABLE", ANY, RETRY_LATER),
            new RecordRow("QUERY_TIMEOUT", ANY, RETRY_LATER),
            new RecordRow("REQUEST_RUNNING_TOO_LONG", ANY, HALVE_THE_CALL),
            new RecordRow("API_CURRENTLY_DISABLED", ANY, RETRY_LATER),
            new RecordRow("API_DISABLED_FOR_ORG", ANY, STOP),
            new RecordRow("STORAGE_LIMIT_EXCEEDED", ANY, STOP),
            new RecordRow("INVALID_SESSION_ID", ANY, SIGN_IN_AGAIN),
            new RecordRow("INVALID_FIELD", "Foreign key external ID", AFTER_OTHERS),
            new RecordRow("DELETE_FAILED", ANY, AFTER_OTHERS),
            new RecordRow(ANY, ANY, REJECT_RECORD));

    /// `HTTP_` and a number stands for an answer in which the org gave no code of its own.
    static final List<RequestRow> REQUESTS = List.of(
            new RequestRow("INVALID_SESSION_ID", SIGN_IN_AGAIN, NONE, Again.LATER),
            new RequestRow("HTTP_401", SIGN_IN_AGAIN, NONE, Again.LATER),
            new RequestRow("REQUEST_LIMIT_EXCEEDED", RETRY_LATER, NONE, Again.LATER),
            new RequestRow("HTTP_429", RETRY_LATER, NONE, Again.LATER),
            new RequestRow("SERVER_UNAVAILABLE", RETRY_LATER, NONE, Again.SOON),
            new RequestRow("HTTP_503", RETRY_LATER, NONE, Again.SOON),
            new RequestRow("API_CURRENTLY_DISABLED", RETRY_LATER, NONE, Again.LATER),
            new RequestRow("API_DISABLED_FOR_ORG", STOP, NONE, Again.LATER),
            new RequestRow("UNSUPPORTED_API_VERSION", STOP, NONE, Again.LATER),
            new RequestRow("INVALID_SOAP_HEADER", STOP, NONE, Again.LATER),
            new RequestRow("INSUFFICIENT_ACCESS", STOP, NONE, Again.LATER),
            // One record's type, field or text makes the org refuse the whole message unread: halving finds it.
            new RequestRow("INVALID_TYPE", HALVE_THE_CALL, NONE, Again.LATER),
            new RequestRow("INVALID_FIELD", HALVE_THE_CALL, NONE, Again.LATER),
            new RequestRow("Client", HALVE_THE_CALL, NONE, Again.LATER),
            new RequestRow("EXCEEDED_ID_LIMIT", HALVE_THE_CALL, NONE, Again.LATER),
            new RequestRow("EXCEEDED_MAX_SIZE_REQUEST", HALVE_THE_CALL, NONE, Again.LATER),
            new RequestRow("HTTP_413", HALVE_THE_CALL, NONE, Again.LATER),
            // A job is in another state than we believe: it is looked at before anything else.
            new RequestRow(OrgFailure.WRONG_JOB_STATE, RETRY_LATER, POSSIBLE, Again.LATER),
            new RequestRow("OPERATION_TOO_LARGE", HALVE_THE_CALL, POSSIBLE, Again.LATER),
            new RequestRow("REQUEST_RUNNING_TOO_LONG", HALVE_THE_CALL, POSSIBLE, Again.LATER),
            new RequestRow("LIMIT_EXCEEDED", RETRY_LATER, POSSIBLE, Again.LATER),
            new RequestRow("UNABLE_TO_LOCK_ROW", RETRY_LATER, POSSIBLE, Again.SOON),
            new RequestRow("QUERY_TIMEOUT", RETRY_LATER, POSSIBLE, Again.SOON),
            new RequestRow("INVALID_QUERY_LOCATOR", RETRY_LATER, POSSIBLE, Again.LATER),
            new RequestRow("UNKNOWN_EXCEPTION", RETRY_LATER, POSSIBLE, Again.SOON),
            new RequestRow("HTTP_500", RETRY_LATER, POSSIBLE, Again.SOON),
            new RequestRow("HTTP_502", RETRY_LATER, POSSIBLE, Again.SOON),
            new RequestRow("HTTP_504", RETRY_LATER, POSSIBLE, Again.SOON),
            new RequestRow(OrgFailure.NO_ANSWER, RETRY_LATER, POSSIBLE, Again.SOON),
            new RequestRow(OrgFailure.UNREADABLE_ANSWER, RETRY_LATER, POSSIBLE, Again.SOON),
            new RequestRow("temporarily_unavailable", RETRY_LATER, NONE, Again.LATER),
            new RequestRow("server_error", RETRY_LATER, NONE, Again.LATER),
            new RequestRow("unknown_error", RETRY_LATER, NONE, Again.LATER));

    private Failures() {}

    static Treatment ofRecord(String code, String message) {
        return RECORDS.stream()
                .filter(row -> row.code().isEmpty() || row.code().equals(code))
                .filter(row -> containsIgnoringCase(message, row.text()))
                .findFirst()
                .orElseThrow()
                .treatment();
    }

    /// A code that no row has may mean anything: a person has to look, and the org may have acted.
    static RequestRow ofRequest(String code) {
        return REQUESTS.stream()
                .filter(row -> row.code().equals(code))
                .findFirst()
                .orElseGet(() -> new RequestRow(code, STOP, POSSIBLE, Again.LATER));
    }

    private static boolean containsIgnoringCase(String message, String part) {
        return message.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
