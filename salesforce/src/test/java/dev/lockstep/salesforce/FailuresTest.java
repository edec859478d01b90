package dev.lockstep.salesforce;

import static dev.lockstep.salesforce.Failures.Effect.NONE;
import static dev.lockstep.salesforce.Failures.Effect.POSSIBLE;
import static dev.lockstep.salesforce.Treatment.REJECT_RECORD;
import static dev.lockstep.salesforce.Treatment.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    /// Codes and texts as orgs send them, with what they mean; every row of the table is met by one.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        UNABLE_TO_LOCK_ROW | unable to obtain exclusive access to this record or 1 records: 001 | RETRY_LATER
        CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY | T: execution of BeforeInsert caused by: System.DmlException: Update failed. first error: UNABLE_TO_LOCK_ROW, unable | RETRY_LATER
        CANNOT_EXECUTE_FLOW_TRIGGER | We can't save this record because the flow failed: unable to obtain exclusive access to this record | RETRY_LATER
        CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY | Record Currently Unavailable: The record you are attempting to edit | RETRY_LATER
        CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY | Too many batch retries in the presence of Apex triggers and partial failures. | HALVE_THE_CALL
        CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY | T: System.LimitException: Too many callouts: 101 | HALVE_THE_CALL
        CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY | T: Apex CPU time limit exceeded | HALVE_THE_CALL
        CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY | T: Apex heap size too large: 6000001 | HALVE_THE_CALL
        CANNOT_EXECUTE_FLOW_TRIGGER | Too many SOQL queries: 101 | HALVE_THE_CALL
        CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY | Too many query rows: 50001 | HALVE_THE_CALL
        CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY | Too many DML rows: 10001 | HALVE_THE_CALL
        INVALID_OPERATION | Cannot have more than 10 chunks in a single operation. | HALVE_THE_CALL
        INVALID_FIELD | related records created in a single call must have different sObject types | HALVE_THE_CALL
        MIXED_DML_OPERATION | DML operation on setup object is not permitted | HALVE_THE_CALL
        LIMIT_EXCEEDED | too many | RETRY_LATER
        REQUEST_LIMIT_EXCEEDED | ConcurrentRequests (Concurrent API Requests) Limit exceeded. | RETRY_LATER
        SERVER_UNAVAILABLE | busy | RETRY_LATER
        QUERY_TIMEOUT | Your query request was running for too long. | RETRY_LATER
        REQUEST_RUNNING_TOO_LONG | Your request was running for too long, and has been stopped. | HALVE_THE_CALL
        API_CURRENTLY_DISABLED | disabled | RETRY_LATER
        API_DISABLED_FOR_ORG | not enabled | STOP
        STORAGE_LIMIT_EXCEEDED | storage limit exceeded | STOP
        INVALID_SESSION_ID | Session expired or invalid | SIGN_IN_AGAIN
        REQUIRED_FIELD_MISSING | Required fields are missing: [Name] | REJECT_RECORD
        DUPLICATE_VALUE | duplicate value found: Ext__c duplicates value on record with id: 001 | REJECT_RECORD
        ENTITY_IS_DELETED | entity is deleted | REJECT_RECORD
        CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY | T: execution of BeforeInsert caused by: System.NullPointerException | REJECT_RECORD
        A_CODE_OF_TOMORROW | who knows | REJECT_RECORD
        """)
    void treatsARecordsFailure(String code, String message, Treatment treatment) {
        assertThat(Failures.ofRecord(code, message)).isEqualTo(treatment);
    }

    @Test
    void looksAtTextsWithoutCase() {
        assertThat(Failures.ofRecord("X", "APEX CPU TIME LIMIT EXCEEDED")).isEqualTo(Treatment.HALVE_THE_CALL);
    }

    static List<Failures.RecordRow> recordRows() {
        return Failures.RECORDS;
    }

    /// A row that an earlier one always forestalls would be a lie.
    @ParameterizedTest
    @MethodSource("recordRows")
    void everyRowOfRecordsDecidesSomething(Failures.RecordRow row) {
        var code = row.code().isEmpty() ? "X" : row.code();

        assertThat(Failures.ofRecord(code, "before " + row.text() + " after")).isEqualTo(row.treatment());
        assertThat(Failures.RECORDS.stream()
                        .filter(earlier ->
                                earlier.code().isEmpty() || earlier.code().equals(code))
                        .filter(earlier -> ("before " + row.text() + " after").contains(earlier.text()))
                        .findFirst())
                .contains(row);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_SESSION_ID, SIGN_IN_AGAIN, NONE",
        "HTTP_401, SIGN_IN_AGAIN, NONE",
        "REQUEST_LIMIT_EXCEEDED, RETRY_LATER, NONE",
        "HTTP_429, RETRY_LATER, NONE",
        "SERVER_UNAVAILABLE, RETRY_LATER, NONE",
        "HTTP_503, RETRY_LATER, NONE",
        "API_CURRENTLY_DISABLED, RETRY_LATER, NONE",
        "API_DISABLED_FOR_ORG, STOP, NONE",
        "UNSUPPORTED_API_VERSION, STOP, NONE",
        "INVALID_SOAP_HEADER, STOP, NONE",
        "INSUFFICIENT_ACCESS, STOP, NONE",
        "INVALID_TYPE, HALVE_THE_CALL, NONE",
        "INVALID_FIELD, HALVE_THE_CALL, NONE",
        "Client, HALVE_THE_CALL, NONE",
        "EXCEEDED_ID_LIMIT, HALVE_THE_CALL, NONE",
        "EXCEEDED_MAX_SIZE_REQUEST, HALVE_THE_CALL, NONE",
        "HTTP_413, HALVE_THE_CALL, NONE",
        "INVALIDJOBSTATE, RETRY_LATER, POSSIBLE",
        "OPERATION_TOO_LARGE, HALVE_THE_CALL, POSSIBLE",
        "REQUEST_RUNNING_TOO_LONG, HALVE_THE_CALL, POSSIBLE",
        "LIMIT_EXCEEDED, RETRY_LATER, POSSIBLE",
        "UNABLE_TO_LOCK_ROW, RETRY_LATER, POSSIBLE",
        "QUERY_TIMEOUT, RETRY_LATER, POSSIBLE",
        "INVALID_QUERY_LOCATOR, RETRY_LATER, POSSIBLE",
        "UNKNOWN_EXCEPTION, RETRY_LATER, POSSIBLE",
        "HTTP_500, RETRY_LATER, POSSIBLE",
        "HTTP_502, RETRY_LATER, POSSIBLE",
        "HTTP_504, RETRY_LATER, POSSIBLE",
        "NO_ANSWER, RETRY_LATER, POSSIBLE",
        "UNREADABLE_ANSWER, RETRY_LATER, POSSIBLE",
        "temporarily_unavailable, RETRY_LATER, NONE",
        "server_error, RETRY_LATER, NONE",
        "unknown_error, RETRY_LATER, NONE"
    })
    void treatsARequestsFailure(String code, Treatment treatment, Failures.Effect effect) {
        assertThat(Failures.ofRequest(code).treatment()).isEqualTo(treatment);
        assertThat(Failures.ofRequest(code).effect()).isEqualTo(effect);
    }

    @Test
    void hasATestForEveryRowOfRequests() {
        assertThat(Failures.REQUESTS).hasSize(33);
        assertThat(new HashSet<>(Failures.REQUESTS.stream()
                        .map(Failures.RequestRow::code)
                        .toList()))
                .hasSize(33);
    }

    @Test
    void anUnknownCodeOfARequestStopsAndMayHaveHadAnEffect() {
        assertThat(Failures.ofRequest("A_CODE_OF_TOMORROW").treatment()).isEqualTo(STOP);
        assertThat(Failures.ofRequest("A_CODE_OF_TOMORROW").effect()).isEqualTo(POSSIBLE);
        assertThat(Failures.ofRequest("").effect()).isEqualTo(POSSIBLE).isNotEqualTo(NONE);
        assertThat(Failures.ofRecord("", "")).isEqualTo(REJECT_RECORD);
    }
}
