package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Several requests by one.
class RestBatchIT {
    private static final String PATH = "/composite/batch";
    private static final String LIMITS = "{\"method\":\"GET\",\"url\":\"v65.0/limits\"}";

    private static TestOrg org;
    private static RestClient rest;

    @BeforeAll
    static void start() {
        org = TestOrg.start();
        rest = RestClient.of(org, 65);
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @Test
    void doesEachRequestAfterTheOther() {
        String id = rest.create("Account", "{\"Name\":\"Before\"}");

        HttpResponse<String> answer = rest.post(PATH, """
            {"batchRequests":[
              {"method":"PATCH","url":"v65.0/sobjects/Account/%s",
               "richInput":{"Name":"After \\"ä\\"","NumberOfEmployees":12,"Site":null,"attributes":{"type":"Account"}}},
              {"method":"GET","url":"/services/data/v60.0/sobjects/Account/%s?fields=Name,NumberOfEmployees"},
              {"method":"GET","url":"/v65.0/query?q=SELECT+COUNT()+FROM+Account+WHERE+Id='%s'"},
              {"method":"DELETE","url":"v65.0/sobjects/Account/%s"}]}\
            """.formatted(id, id, id, id));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(("{\"hasErrors\":false,\"results\":[{\"statusCode\":204,\"result\":null},"
                                + "{\"statusCode\":200,\"result\":{\"attributes\":{\"type\":\"Account\","
                                + "\"url\":\"/services/data/v60.0/sobjects/Account/%s\"},"
                                + "\"Name\":\"After \\\"ä\\\"\",\"NumberOfEmployees\":12,\"Id\":\"%s\"}},"
                                + "{\"statusCode\":200,\"result\":{\"totalSize\":1,\"done\":true,\"records\":[]}},"
                                + "{\"statusCode\":204,\"result\":null}]}")
                        .formatted(id, id));
        assertThat(rest.get("/sobjects/Account/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void goesOnAfterAnError() {
        HttpResponse<String> answer = rest.post(PATH, """
            {"batchRequests":[
              {"method":"POST","url":"v65.0/sobjects/Contact","richInput":{}},
              {"method":"POST","url":"v65.0/sobjects/Contact","richInput":{"LastName":"Kept"}},
              {"method":"GET","url":"v65.0/nothing"}]}\
            """);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"hasErrors\":true,\"results\":[{\"statusCode\":400,"
                        + "\"result\":[{\"message\":\"Required fields are missing: [LastName]\"")
                .contains("{\"statusCode\":201,\"result\":{\"id\":\"003")
                .contains("{\"statusCode\":404,\"result\":[{\"message\":\"The requested resource does not exist\"");
    }

    @Test
    void haltsAtAnErrorWhereThatIsAskedFor() {
        HttpResponse<String> answer = rest.post(PATH, """
            {"haltOnError":true,"batchRequests":[
              {"method":"POST","url":"v65.0/sobjects/Account","richInput":{"Name":"Before the halt"}},
              {"method":"POST","url":"v65.0/sobjects/Account","richInput":{}},
              {"method":"POST","url":"v65.0/sobjects/Account","richInput":{"Name":"Behind the halt"}}]}\
            """);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .containsSubsequence("\"statusCode\":201", "\"statusCode\":400", "\"statusCode\":412")
                .contains("\"errorCode\":\"BATCH_PROCESSING_HALTED\"");
        assertThat(org.query("SELECT Name FROM Account WHERE Name LIKE '% the halt'")
                        .body())
                .contains("\"totalSize\":1,")
                .contains("Before the halt");
    }

    @Test
    void holdsNoOtherBatchAndNoCollection() {
        assertThat(rest.post(PATH, """
            {"batchRequests":[
              {"method":"POST","url":"v65.0/composite/batch","richInput":{"batchRequests":[]}},
              {"method":"POST","url":"v65.0/composite/sobjects","richInput":{"records":[]}}]}\
            """).body()).containsSubsequence("\"statusCode\":404", "\"statusCode\":404");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | Missing \\\"batchRequests\\\"",
                "{\"batchRequests\":[{\"method\":\"GET\"}]} | Missing \\\"url\\\"",
                "{\"batchRequests\":[{\"url\":\"v65.0/limits\"}]} | Missing \\\"method\\\"",
                "{\"batchRequests\":[{\"method\":\"BREW\",\"url\":\"v65.0/limits\"}]} | Cannot deserialize instance of"
                        + " method from VALUE_STRING value BREW",
                "{\"batchRequests\":[{\"method\":\"GET\",\"url\":1}]} | Cannot deserialize instance of url",
                "{\"batchRequests\":[{\"method\":\"GET\",\"url\":\"v65.0/limits\",\"body\":{}}]} | Unrecognized field"
                        + " \\\"body\\\"",
                "{\"batchRequests\":[],\"allOrNone\":true} | Unrecognized field \\\"allOrNone\\\""
            })
    void refusesABodyThatIsNoBatch(String body, String message) {
        HttpResponse<String> answer = rest.post(PATH, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"errorCode\":\"JSON_PARSER_ERROR\"")
                .contains(message);
    }

    @Test
    void refusesMoreThan25Requests() {
        assertThat(rest.post(PATH, batch(25)).statusCode()).isEqualTo(200);

        HttpResponse<String> more = rest.post(PATH, batch(26));

        assertThat(more.statusCode()).isEqualTo(400);
        assertThat(more.body()).contains("\"errorCode\":\"LIMIT_EXCEEDED\"");
    }

    private static String batch(int requests) {
        return "{\"batchRequests\":[" + String.join(",", Collections.nCopies(requests, LIMITS)) + "]}";
    }

    @Test
    void isThereSinceItsVersion() {
        assertThat(rest.version(33).post(PATH, batch(1)).statusCode()).isEqualTo(404);
        assertThat(rest.version(34).post(PATH, batch(1)).statusCode()).isEqualTo(200);
        assertThat(rest.get(PATH).statusCode()).isEqualTo(405);
        assertThat(rest.version(33).get("/composite").statusCode()).isEqualTo(404);
        assertThat(rest.version(34).get("/composite").body())
                .isEqualTo("{\"batch\":\"/services/data/v34.0/composite/batch\"}");
        assertThat(rest.get("").body()).contains("\"composite\":\"/services/data/v65.0/composite\"");
        assertThat(rest.version(33).get("").body()).doesNotContain("composite");
    }
}
