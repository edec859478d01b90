package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What bulk doesn't take.
class BulkRefusalsIT {
    private static TestOrg org;
    private static BulkClient bulk;

    @BeforeAll
    static void start() {
        org = TestOrg.start();
        bulk = BulkClient.of(org);
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "SELECT Name, (SELECT Id FROM Contacts) FROM Account # API_ERROR"
                        + " # Aggregate Relationships not supported in Bulk V2 Query with CSV content type",
                "SELECT Name FROM Account GROUP BY Name # API_ERROR # GROUP BY not supported in Bulk V2 Query",
                "SELECT Id FROM Account LIMIT 5 OFFSET 0 # API_ERROR # OFFSET not supported in Bulk V2 Query",
                "SELECT TYPEOF Owner WHEN User THEN Name END FROM Case # API_ERROR # TYPEOF not supported",
                "SELECT COUNT() FROM Account # API_ERROR # Aggregate functions not supported in Bulk V2 Query",
                "SELECT COUNT(Id), max(Name) FROM Account # API_ERROR # Aggregate functions not supported",
                "SELECT FIELDS(STANDARD) FROM Account # API_ERROR # FIELDS() not supported in Bulk V2 Query",
                "SELECT Id, BillingAddress FROM Account # API_ERROR # Selecting compound data not supported in Bulk"
                        + " Query",
                "SELECT Account.BillingAddress FROM Contact # API_ERROR # Selecting compound data not supported",
                "SELECT Id FROM TaskStatus # INVALIDENTITY # TaskStatus is not supported by the Bulk API",
                "SELECT Nothing__c FROM Account # INVALID_FIELD # No such column 'Nothing__c' on entity 'Account'",
                "SELECT Id FROM Nothing__c # INVALID_TYPE # sObject type 'Nothing__c' is not supported",
                "SELECT Id FROM Account WHERE # MALFORMED_QUERY # unexpected token",
                "nonsense # MALFORMED_QUERY # unexpected token"
            })
    void refusesAQuery(String soql, String code, String message) {
        HttpResponse<String> answer = bulk.post(BulkClient.body("query", soql));

        assertThat(answer.statusCode()).isEqualTo(400);
        var error = BulkClient.json(answer).get(0);
        assertThat(error.get("errorCode").asString()).isEqualTo(code);
        assertThat(error.get("message").asString()).contains(message);
        assertThat(BulkClient.json(bulk.get("")).get("records").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "nonsense # JSON_PARSER_ERROR # JSON",
                "[] # JSON_PARSER_ERROR # must be a JSON object",
                "{\"operation\":\"query\"} # API_ERROR # needs a \"query\"",
                "{\"operation\":\"insert\",\"query\":\"SELECT Id FROM Account\"} # API_ERROR # query or queryAll",
                "{\"query\":\"SELECT Id FROM Account\"} # API_ERROR # query or queryAll",
                "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\",\"object\":\"Account\"}"
                        + " # API_ERROR # Unrecognized field \"object\"",
                "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\",\"contentType\":\"JSON\"}"
                        + " # API_ERROR # \"contentType\" is CSV",
                "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\",\"columnDelimiter\":\",\"}"
                        + " # API_ERROR # one of BACKQUOTE, CARET, COMMA, PIPE, SEMICOLON, TAB",
                "{\"operation\":\"query\",\"query\":\"SELECT Id FROM Account\",\"lineEnding\":\"CR\"}"
                        + " # API_ERROR # one of LF, CRLF"
            })
    void refusesAJob(String body, String code, String message) {
        HttpResponse<String> answer = bulk.post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        var error = BulkClient.json(answer).get(0);
        assertThat(error.get("errorCode").asString()).isEqualTo(code);
        assertThat(error.get("message").asString()).contains(message);
    }

    @Test
    void refusesOtherMethodsAndPaths() {
        assertThat(bulk.send("PUT", "", "{}").statusCode()).isEqualTo(405);
        assertThat(bulk.send("PUT", "/750000000000001AAA", "{}").body()).contains("Allowed are DELETE,GET,PATCH");
        assertThat(bulk.send("POST", "/750000000000001AAA/results", "{}").statusCode())
                .isEqualTo(405);
        assertThat(bulk.get("/750000000000001AAA/nothing").statusCode()).isEqualTo(404);
        assertThat(org.get("/services/data/v65.0/jobs/nothing", "Authorization", "Bearer " + bulk.token())
                        .statusCode())
                .isEqualTo(404);
        assertThat(org.get("/services/data/v65.0", "Authorization", "Bearer " + bulk.token())
                        .body())
                .contains("\"jobs\":\"/services/data/v65.0/jobs\"");
    }
}
