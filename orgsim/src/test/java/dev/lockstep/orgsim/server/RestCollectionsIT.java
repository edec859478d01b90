package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many records by one request.
class RestCollectionsIT {
    private static final String PATH = "/composite/sobjects";
    private static final Pattern ID = Pattern.compile("\"id\":\"(\\w{18})\"");
    private static final String ROLLED_BACK = "\"statusCode\":\"ALL_OR_NONE_OPERATION_ROLLED_BACK\"";

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
    void createsRecordsOfSeveralObjectsInTheirOrder() {
        HttpResponse<String> answer = rest.post(
                PATH,
                records(
                        "{\"attributes\":{\"type\":\"account\"},\"Name\":\"One\",\"External_Id__c\":\"many/1\"}",
                        "{\"attributes\":{\"type\":\"Contact\"}}",
                        "{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"Two\",\"Account\":{\"External_Id__c\":\"many/1\"}}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> ids = ids(answer);
        assertThat(answer.body())
                .isEqualTo(
                        ("[{\"id\":\"%s\",\"success\":true,\"errors\":[]},{\"success\":false,\"errors\":[{\"message\":\"Required"
                            + " fields are missing: [LastName]\","
                            + "\"statusCode\":\"REQUIRED_FIELD_MISSING\",\"fields\":[\"LastName\"]}]},"
                            + "{\"id\":\"%s\",\"success\":true,\"errors\":[]}]")
                                .formatted(ids.get(0), ids.get(1)));
        assertThat(rest.get("/sobjects/Contact/" + ids.get(1) + "?fields=AccountId")
                        .body())
                .contains("\"AccountId\":\"" + ids.getFirst());
    }

    @Test
    void savesAllOrNoneWhereThatIsAskedFor() {
        HttpResponse<String> answer = rest.post(
                PATH,
                "{\"allOrNone\":true,\"records\":[{\"attributes\":{\"type\":\"Account\"},\"Name\":\"Undone\"},"
                        + "{\"attributes\":{\"type\":\"Account\"}}]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(ROLLED_BACK, "REQUIRED_FIELD_MISSING")
                .doesNotContain("\"success\":true");
        assertThat(org.query("SELECT COUNT() FROM Account WHERE Name = 'Undone'")
                        .body())
                .contains("\"totalSize\":0");
    }

    @Test
    void updatesRecords() {
        String account = rest.create("Account", "{\"Name\":\"Before\"}");

        HttpResponse<String> answer = rest.patch(
                PATH,
                records(
                        "{\"attributes\":{\"type\":\"Account\"},\"id\":\"%s\",\"Name\":\"After\"}".formatted(account),
                        "{\"attributes\":{\"type\":\"Account\"},\"id\":\"001zzzzzzzzzzzz\",\"Name\":\"Nobody\"}",
                        "{\"attributes\":{\"type\":\"Account\"},\"Name\":\"Without\"}",
                        "{\"attributes\":{\"type\":\"Contact\"},\"Id\":\"%s\",\"LastName\":\"Wrong\"}"
                                .formatted(account),
                        "{\"attributes\":{\"type\":\"Account\"},\"Id\":\"%s\",\"Nothing__c\":1}".formatted(account)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("[{\"id\":\"" + account + "\",\"success\":true,\"errors\":[]},")
                .contains("\"statusCode\":\"INVALID_CROSS_REFERENCE_KEY\"")
                .contains("\"statusCode\":\"MISSING_ARGUMENT\"")
                .contains("\"statusCode\":\"MALFORMED_ID\"")
                .contains("\"statusCode\":\"INVALID_FIELD\"");
        assertThat(rest.get("/sobjects/Account/" + account).body()).contains("\"Name\":\"After\"");
    }

    @Test
    void upsertsRecordsByAnExternalId() {
        rest.create("Account", "{\"Name\":\"There\",\"External_Id__c\":\"ups/1\"}");

        HttpResponse<String> answer = rest.patch(
                PATH + "/account/external_id__c",
                records(
                        "{\"attributes\":{\"type\":\"Account\"},\"External_Id__c\":\"UPS/1\",\"Name\":\"Updated\"}",
                        "{\"attributes\":{\"type\":\"Account\"},\"External_Id__c\":\"ups/2\",\"Name\":\"Created\"}",
                        "{\"attributes\":{\"type\":\"Account\"},\"Name\":\"Without\"}"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .containsSubsequence(
                        "\"errors\":[],\"created\":false}",
                        "\"errors\":[],\"created\":true}",
                        "{\"success\":false,\"errors\":[{\"message\":\"External_Id__c not specified\"",
                        "\"created\":false}]");
    }

    @Test
    void deletesRecords() {
        String account = rest.create("Account", "{\"Name\":\"Deleted\"}");
        String contact = rest.create("Contact", "{\"LastName\":\"Deleted\"}");

        HttpResponse<String> undone = rest.delete(PATH + "?allOrNone=true&ids=" + account + ",nobody");
        HttpResponse<String> done =
                rest.delete(PATH + "?ids=" + account.substring(0, 15) + ",%20" + contact + ",nobody");
        HttpResponse<String> again = rest.delete(PATH + "?ids=" + account);

        assertThat(undone.body()).contains(ROLLED_BACK, "MALFORMED_ID");
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body())
                .startsWith("[{\"id\":\"%s\",\"success\":true,\"errors\":[]},{\"id\":\"%s\",\"success\":true"
                        .formatted(account, contact))
                .contains("{\"success\":false,\"errors\":[{\"message\":\"bad id"
                        + " nobody\",\"statusCode\":\"MALFORMED_ID\"");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("\"statusCode\":\"ENTITY_IS_DELETED\"");
    }

    @Test
    void readsRecordsInTheOrderOfTheirIds() {
        String first = rest.create("Account", "{\"Name\":\"First\"}");
        String second = rest.create("Account", "{\"Name\":\"Second\"}");
        String gone = rest.create("Account", "{\"Name\":\"Gone\"}");
        rest.delete("/sobjects/Account/" + gone);
        String expected =
                "[%s,null,%s,null,%s]".formatted(row(second, "Second"), row(first, "First"), row(second, "Second"));

        HttpResponse<String> byUrl = rest.get("%s/Account?fields=Name&ids=%s,%s,%s,nobody,%s"
                .formatted(PATH, second, gone, first.substring(0, 15), second));
        HttpResponse<String> byBody = rest.post(
                PATH + "/account",
                "{\"ids\":[\"%s\",\"003zzzzzzzzzzzz\",\"%s\",\"nobody\",\"%s\"],\"fields\":[\"id\",\"Name\"]}"
                        .formatted(second, first, second));

        assertThat(byUrl.statusCode()).isEqualTo(200);
        assertThat(byUrl.body()).isEqualTo(expected);
        assertThat(byBody.body()).isEqualTo(expected.replaceAll(",(\"Name\":\"\\w+\"),(\"Id\":\"\\w+\")}", ",$2,$1}"));
    }

    private static String row(String id, String name) {
        return ("{\"attributes\":{\"type\":\"Account\",\"url\":\"/services/data/v65.0/sobjects/Account/%s\"},"
                        + "\"Name\":\"%s\",\"Id\":\"%s\"}")
                .formatted(id, name, id);
    }

    @Test
    void refusesMoreRecordsThanACallMayHave() {
        String record = "{\"attributes\":{\"type\":\"Account\"},\"Name\":\"One of many\"}";
        String id = "001zzzzzzzzzzzz";

        HttpResponse<String> most = rest.post(PATH, records(Collections.nCopies(200, record)));
        HttpResponse<String> more = rest.post(PATH, records(Collections.nCopies(201, record)));
        HttpResponse<String> reading = rest.post(
                PATH + "/Account",
                "{\"fields\":[\"Name\"],\"ids\":[\"%s\"]}"
                        .formatted(String.join("\",\"", Collections.nCopies(2001, id))));
        HttpResponse<String> deleting = rest.delete(PATH + "?ids=" + String.join(",", Collections.nCopies(201, id)));

        assertThat(ids(most)).hasSize(200);
        for (HttpResponse<String> answer : List.of(more, reading, deleting)) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"errorCode\":\"EXCEEDED_ID_LIMIT\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"records\":[{\"Name\":\"x\"}]} | INVALID_TYPE | must have a type",
                "{\"records\":[{\"attributes\":{\"type\":\"Nothing__c\"}}]} | INVALID_TYPE | sObject type 'Nothing__c'"
                        + " is not supported",
                "{\"records\":[1]} | JSON_PARSER_ERROR | Cannot deserialize instance of sObject from VALUE_NUMBER_INT",
                "{\"records\":{}} | JSON_PARSER_ERROR | Cannot deserialize instance of records from START_OBJECT",
                "{\"allOrNone\":true} | JSON_PARSER_ERROR | Missing \\\"records\\\"",
                "{\"allOrNone\":\"yes\",\"records\":[]} | JSON_PARSER_ERROR | Cannot deserialize instance of boolean",
                "{\"record\":[]} | JSON_PARSER_ERROR | Unrecognized field \\\"record\\\"",
                "{\"records\":[{\"attributes\":{\"type\":\"Account\"},\"Name\":{}}]} | JSON_PARSER_ERROR | Cannot"
                        + " deserialize instance of string",
                "[] | JSON_PARSER_ERROR | Cannot deserialize instance of sObject collection from START_ARRAY"
            })
    void refusesABodyThatHoldsNoRecords(String body, String code, String message) {
        HttpResponse<String> answer = rest.post(PATH, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"errorCode\":\"" + code + "\"").contains(message);
    }

    @Test
    void refusesTooManyRunsOfTypes() {
        String account = "{\"attributes\":{\"type\":\"Account\"},\"Name\":\"Run\"}";
        String contact = "{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"Run\"}";

        HttpResponse<String> answer = rest.post(PATH, records(Collections.nCopies(6, account + "," + contact)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Cannot have more than 10 chunks in a single operation");
    }

    @Test
    void refusesUpsertsOfOtherTypesAndFields() {
        String contact = records("{\"attributes\":{\"type\":\"Contact\"},\"LastName\":\"x\"}");

        assertThat(rest.patch(PATH + "/Account/External_Id__c", contact).body())
                .contains("The records must be of type Account, not Contact");
        assertThat(rest.patch(PATH + "/Contact/Title", contact).body())
                .contains("Provided external ID field does not exist or is not accessible: Title");
        assertThat(rest.patch(PATH + "/Contact/Id", contact).body())
                .contains("Provided external ID field does not exist or is not accessible: Id");
        assertThat(rest.patch(PATH + "/Nothing__c/External_Id__c", contact).statusCode())
                .isEqualTo(404);
        assertThat(rest.post(PATH + "/Contact/External_Id__c", contact).statusCode())
                .isEqualTo(405);
    }

    @Test
    void refusesReadsThatDontSayWhat() {
        assertThat(rest.get(PATH + "/Account?fields=Name").body()).contains("MISSING_ARGUMENT");
        assertThat(rest.get(PATH + "/Account?ids=001zzzzzzzzzzzz").body()).contains("MISSING_ARGUMENT");
        assertThat(rest.get(PATH + "/Account?ids=001zzzzzzzzzzzz&fields=Nothing__c")
                        .body())
                .contains("\"errorCode\":\"INVALID_FIELD\"");
        assertThat(rest.post(PATH + "/Account", "{\"ids\":[1],\"fields\":[\"Name\"]}")
                        .body())
                .contains("JSON_PARSER_ERROR");
        assertThat(rest.get(PATH + "/Nothing__c?ids=001zzzzzzzzzzzz&fields=Name")
                        .statusCode())
                .isEqualTo(404);
        assertThat(rest.delete(PATH).body()).contains("MISSING_ARGUMENT");
        assertThat(rest.delete(PATH + "/Account").statusCode()).isEqualTo(405);
        assertThat(rest.get(PATH).statusCode()).isEqualTo(405);
    }

    @Test
    void isThereSinceItsVersions() {
        String one = records("{\"attributes\":{\"type\":\"Account\"},\"Name\":\"Old\",\"External_Id__c\":\"v\"}");

        assertThat(rest.version(41).post(PATH, one).statusCode()).isEqualTo(404);
        assertThat(rest.version(42).post(PATH, one).statusCode()).isEqualTo(200);
        assertThat(rest.version(45).patch(PATH + "/Account/External_Id__c", one).statusCode())
                .isEqualTo(404);
        assertThat(rest.version(46).patch(PATH + "/Account/External_Id__c", one).statusCode())
                .isEqualTo(200);
        assertThat(rest.version(41).get("/composite").body()).doesNotContain("sobjects");
        assertThat(rest.get("/composite").body()).contains("\"sobjects\":\"/services/data/v65.0/composite/sobjects\"");
    }

    private static String records(String... records) {
        return records(List.of(records));
    }

    private static String records(List<String> records) {
        return "{\"records\":[" + String.join(",", records) + "]}";
    }

    private static List<String> ids(HttpResponse<String> answer) {
        return ID.matcher(answer.body())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
