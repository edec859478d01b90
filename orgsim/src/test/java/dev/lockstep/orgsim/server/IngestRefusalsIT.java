package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What no ingest job is made of.
class IngestRefusalsIT {
    private static TestOrg org;
    private static IngestClient ingest;

    @BeforeAll
    static void start() {
        org = TestOrg.start();
        ingest = IngestClient.of(org);
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "nonsense # JSON_PARSER_ERROR # JSON",
                "{\"operation\":\"insert\"} # API_ERROR # needs an \"object\"",
                "{\"object\":\"Account\"} # API_ERROR # insert, update, upsert, delete or hardDelete",
                "{\"object\":\"Account\",\"operation\":\"query\"} # API_ERROR # insert, update, upsert",
                "{\"object\":\"Foo__c\",\"operation\":\"insert\"}"
                        + " # INVALIDENTITY # Entity 'Foo__c' is not supported by the Bulk API.",
                "{\"object\":\"Account\",\"operation\":\"upsert\"} # INVALIDJOB # External ID was blank for Account."
                        + " An External ID must be specified for upsert.",
                "{\"object\":\"Account\",\"operation\":\"upsert\",\"externalIdFieldName\":\"Foo__c\"}"
                        + " # INVALIDJOB # Field name provided, Foo__c does not match an External ID for Account",
                "{\"object\":\"Account\",\"operation\":\"upsert\",\"externalIdFieldName\":\"Phone\"}"
                        + " # INVALIDJOB # Field name provided, Phone does not match an External ID for Account",
                "{\"object\":\"Account\",\"operation\":\"insert\",\"contentType\":\"JSON\"}"
                        + " # API_ERROR # \"contentType\" is CSV",
                "{\"object\":\"Account\",\"operation\":\"insert\",\"columnDelimiter\":\",\"}"
                        + " # API_ERROR # one of BACKQUOTE, CARET, COMMA, PIPE, SEMICOLON, TAB",
                "{\"object\":\"Account\",\"operation\":\"insert\",\"lineEnding\":\"CR\"} # API_ERROR # one of LF, CRLF",
                "{\"object\":\"Account\",\"operation\":\"insert\",\"query\":\"x\"}"
                        + " # API_ERROR # Unrecognized field \"query\""
            })
    void refusesAJob(String body, String code, String message) {
        HttpResponse<String> answer = ingest.post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        var error = IngestClient.json(answer).get(0);
        assertThat(error.get("errorCode").asString()).isEqualTo(code);
        assertThat(error.get("message").asString()).contains(message);
        assertThat(IngestClient.json(ingest.get("")).get("records").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"state\":\"JobComplete\"}",
                "{\"state\":\"Open\"}",
                "{}",
                "{\"object\":\"Contact\"}",
                "{\"id\":\"750000000000000AAA\",\"state\":\"Aborted\"}"
            })
    void takesNoOtherStates(String body) {
        String id = ingest.create("Account", "insert");

        HttpResponse<String> answer = ingest.send("PATCH", "/" + id, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("API_ERROR").contains("UploadComplete and Aborted");
        assertThat(ingest.state(id)).isEqualTo("Open");
        ingest.abort(id);
        ingest.delete(id);
    }

    @Test
    void refusesOtherMethodsAndPaths() {
        assertThat(ingest.send("PUT", "", "{}").body()).contains("Allowed are GET,POST");
        assertThat(ingest.send("PUT", "/750000000000001AAA", "{}").body()).contains("Allowed are DELETE,GET,PATCH");
        assertThat(ingest.get("/750000000000001AAA/batches").body()).contains("Allowed are PUT");
        assertThat(ingest.send("POST", "/750000000000001AAA/failedResults", "{}")
                        .body())
                .contains("Allowed are GET");
        assertThat(ingest.get("/750000000000001AAA/nothing").statusCode()).isEqualTo(404);
        assertThat(ingest.get("/750000000000001AAA").statusCode()).isEqualTo(404);
        assertThat(ingest.upload("750000000000001AAA", "Name\nA\n").statusCode())
                .isEqualTo(404);
    }

    @Test
    void isThereSinceVersion41() {
        IngestClient old = ingest.by("41.0");

        assertThat(ingest.by("40.0")
                        .post(IngestClient.body("Account", "insert"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(org.get("/services/data/v41.0", "Authorization", "Bearer " + ingest.token())
                        .body())
                .contains("\"jobs\":\"/services/data/v41.0/jobs\"");
        String id = old.create("Account", "insert");
        assertThat(old.job(id).get("contentUrl").asString())
                .isEqualTo("services/data/v41.0/jobs/ingest/" + id + "/batches");
        old.abort(id);
        old.delete(id);
    }

    @Test
    void wantsASession() {
        var stranger = new IngestClient(org, "nobody", "65.0");

        HttpResponse<String> answer = stranger.upload("750000000000001AAA", "Name\nA\n");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("INVALID_SESSION_ID");
    }
}
