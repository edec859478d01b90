package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Single records by their external ids.
class RestExternalIdsIT {
    private static final String ACCOUNTS = "/sobjects/Account/External_Id__c/";

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
    void createsThenUpdates() {
        HttpResponse<String> created = rest.patch(ACCOUNTS + "up-1", "{\"Name\":\"First\"}");
        HttpResponse<String> updated = rest.patch(ACCOUNTS + "UP-1", "{\"Name\":\"Second\"}");

        String id = RestClient.id(created);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body())
                .isEqualTo("{\"id\":\"%s\",\"success\":true,\"errors\":[],\"created\":true}".formatted(id));
        assertThat(created.headers().firstValue("Location")).contains("/services/data/v65.0/sobjects/Account/" + id);
        assertThat(updated.statusCode()).isEqualTo(200);
        assertThat(updated.body())
                .isEqualTo("{\"id\":\"%s\",\"success\":true,\"errors\":[],\"created\":false}".formatted(id));
        assertThat(rest.get(ACCOUNTS + "up-1?fields=Name,External_Id__c").body())
                .contains("\"Name\":\"Second\",\"External_Id__c\":\"UP-1\",\"Id\":\"" + id);
    }

    @Test
    void tellsOfAnUpdateByItsStatusAloneBeforeVersion46() {
        HttpResponse<String> created = rest.version(45).patch(ACCOUNTS + "old-1", "{\"Name\":\"Old\"}");
        HttpResponse<String> updated = rest.version(45).patch(ACCOUNTS + "old-1", "{\"Name\":\"Old\"}");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).doesNotContain("created");
        assertThat(updated.statusCode()).isEqualTo(204);
        assertThat(updated.body()).isEmpty();
        assertThat(rest.version(46).patch(ACCOUNTS + "old-1", "{}").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "100%", "a b+c", "ä & ö = ü", "x;y", "..", "q?#"})
    void takesAnyValueThatIsEncoded(String value) {
        String path = ACCOUNTS + TestOrg.encoded(value).replace("+", "%20").replace(".", "%2E");

        HttpResponse<String> created = rest.patch(path, "{\"Name\":\"Encoded\"}");

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(rest.get(path + "?fields=External_Id__c").body()).contains("\"External_Id__c\":\"" + value + "\"");
        assertThat(rest.delete(path).statusCode()).isEqualTo(204);
        assertThat(rest.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void deletesAndThenFindsNothing() {
        rest.patch(ACCOUNTS + "gone-1", "{\"Name\":\"Gone\"}");

        assertThat(rest.delete(ACCOUNTS + "gone-1").statusCode()).isEqualTo(204);
        assertThat(rest.delete(ACCOUNTS + "gone-1").body())
                .isEqualTo("[{\"message\":\"The requested resource does not exist\",\"errorCode\":\"NOT_FOUND\"}]");
        assertThat(rest.patch(ACCOUNTS + "gone-1", "{\"Name\":\"Anew\"}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void updatesOnlyWhereThatIsAskedFor() {
        HttpResponse<String> absent = rest.patch(ACCOUNTS + "only-1?updateOnly=true", "{\"Name\":\"None\"}");
        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(absent.body()).contains("NOT_FOUND");
        assertThat(rest.get(ACCOUNTS + "only-1").statusCode()).isEqualTo(404);

        rest.patch(ACCOUNTS + "only-1?updateOnly=false", "{\"Name\":\"One\"}");
        HttpResponse<String> updated = rest.patch(ACCOUNTS + "only-1?updateOnly=true", "{\"Name\":\"Two\"}");
        assertThat(updated.statusCode()).isEqualTo(200);
        assertThat(updated.body()).contains("\"created\":false");
        assertThat(rest.get(ACCOUNTS + "only-1").body()).contains("\"Name\":\"Two\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PATCH", "DELETE"})
    void listsTheRecordsThatAValueNames(String method) {
        String address = method.toLowerCase(java.util.Locale.ROOT) + "@example.com";
        String first = rest.create("Contact", "{\"LastName\":\"One\",\"Email\":\"%s\"}".formatted(address));
        String second = rest.create("Contact", "{\"LastName\":\"Two\",\"Email\":\"%s\"}".formatted(address));

        HttpResponse<String> answer = rest.send(
                method, "/sobjects/Contact/Email/" + address, method.equals("PATCH") ? "{\"Title\":\"New\"}" : "");

        assertThat(answer.statusCode()).isEqualTo(300);
        assertThat(answer.body())
                .isEqualTo("[\"/services/data/v65.0/sobjects/Contact/%s\",\"/services/data/v65.0/sobjects/Contact/%s\"]"
                        .formatted(first, second));
        assertThat(rest.get("/sobjects/Contact/" + second).body()).contains("\"Title\":null");
    }

    @Test
    void tellsOfAnAmbiguousParentAsAnyError() {
        rest.create("Delivery__c", "{\"Name\":\"Ambiguous\"}");
        rest.create("Delivery__c", "{\"Name\":\"Ambiguous\"}");
        rest.create("Contact", "{\"LastName\":\"One\",\"Email\":\"both@example.com\"}");
        rest.create("Contact", "{\"LastName\":\"Two\",\"Email\":\"both@example.com\"}");

        HttpResponse<String> answer = rest.patch(
                "/sobjects/Delivery__c/External_Id__c/parent-1",
                "{\"Name\":\"x\",\"Contact__r\":{\"Email\":\"both@example.com\"}}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"errorCode\":\"DUPLICATE_EXTERNAL_ID\"", "\"fields\":[\"Contact__c\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Id\":\"001000000000001AAA\",\"Name\":\"x\"} | Id",
                "{\"external_id__c\":\"body\",\"Name\":\"x\"} | External_Id__c",
                "{\"External_Id__c\":null,\"Name\":\"x\"} | External_Id__c"
            })
    void refusesInTheBodyWhatNamesTheRecord(String body, String field) {
        HttpResponse<String> answer = rest.patch(ACCOUNTS + "body", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "[{\"message\":\"The %s field should not be specified in the sobject data.\",\"errorCode\":\"INVALID_FIELD\"}]"
                                .formatted(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PATCH", "DELETE"})
    void refusesAFieldThatNamesNothing(String method) {
        for (String field : new String[] {"Website", "Nothing__c"}) {
            HttpResponse<String> answer =
                    rest.send(method, "/sobjects/Account/" + field + "/1", method.equals("PATCH") ? "{}" : "");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body())
                    .isEqualTo("[{\"message\":\"Provided external ID field does not exist or is not accessible: %s\","
                                    .formatted(field)
                            + "\"errorCode\":\"NOT_FOUND\"}]");
        }
        assertThat(rest.send(method, "/sobjects/Nothing__c/External_Id__c/1", "{}")
                        .body())
                .contains("The requested resource does not exist");
    }

    @Test
    void takesTheIdAsAFieldToo() {
        String id = rest.create("Account", "{\"Name\":\"By Id\"}");

        assertThat(rest.patch("/sobjects/Account/Id/" + id, "{\"Name\":\"Changed\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(rest.get("/sobjects/Account/Id/" + id).body()).contains("\"Name\":\"Changed\"");
    }

    @Test
    void refusesRecordsAndMethods() {
        HttpResponse<String> refused = rest.patch("/sobjects/Contact/External_Id__c/none", "{}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("REQUIRED_FIELD_MISSING", "\"fields\":[\"LastName\"]");
        assertThat(rest.post(ACCOUNTS + "x", "{\"Name\":\"x\"}").statusCode()).isEqualTo(405);
        assertThat(rest.get(ACCOUNTS + "none/more").statusCode()).isEqualTo(404);
    }
}
