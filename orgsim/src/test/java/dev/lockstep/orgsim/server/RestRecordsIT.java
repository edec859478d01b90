package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Single records by their Ids.
class RestRecordsIT {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final String VALUES = "fields=Name,Weight__c,Price__c,Discount__c,Delivered_On__c,Delivered_At__c,"
            + "Slot__c,Fragile__c,Tags__c,Email__c,Account__c";

    private static TestOrg org;
    private static RestClient rest;

    @BeforeAll
    static void start() {
        org = new TestOrg(OrgsimSettings.defaults().withClock(() -> NOW));
        rest = RestClient.of(org, 65);
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @Test
    void createsARecordAndTellsWhereItIs() {
        HttpResponse<String> created =
                rest.post("/sobjects/account", "{\"Name\":\"New\"}", "Sforce-Auto-Assign", "FALSE");

        assertThat(created.statusCode()).isEqualTo(201);
        String id = RestClient.id(created);
        assertThat(created.body()).isEqualTo("{\"id\":\"%s\",\"success\":true,\"errors\":[]}".formatted(id));
        assertThat(created.headers().firstValue("Location")).contains("/services/data/v65.0/sobjects/Account/" + id);
        assertThat(created.headers().firstValue("Sforce-Limit-Info")).isPresent();
        assertThat(rest.get("/sobjects/Account/" + id + "?fields=name,%20CreatedDate")
                        .body())
                .isEqualTo(
                        ("{\"attributes\":{\"type\":\"Account\",\"url\":\"/services/data/v65.0/sobjects/Account/%s\"},"
                            + "\"Name\":\"New\",\"CreatedDate\":\"2026-03-04T05:06:07.000+0000\",\"Id\":\"%s\"}")
                                .formatted(id, id));
    }

    @Test
    void takesAValueOfEachKindAsJsonHasIt() {
        String account = rest.create("Account", "{\"Name\":\"Named\",\"External_Id__c\":\"json/1\"}");
        String id = rest.create("Delivery__c", """
            {"attributes":{"type":"Delivery__c"},"Name":" Änderung 🚚 ","Weight__c":12.3456,"Price__c":12000000.50,
             "Discount__c":"12.5","Delivered_On__c":"2024-02-29","Delivered_At__c":"2024-02-29T23:59:59.999+0100",
             "Slot__c":"09:30:00.000Z","Fragile__c":true,"Tags__c":"Heavy;Cold","Email__c":null,
             "Account__r":{"External_Id__c":"JSON/1"}}\
            """);

        assertThat(rest.get("/sobjects/Delivery__c/" + id + "?" + VALUES).body())
                .endsWith(("\"Name\":\"Änderung"
                              + " 🚚\",\"Weight__c\":12.346,\"Price__c\":1.20000005E7,\"Discount__c\":12.5,"
                              + "\"Delivered_On__c\":\"2024-02-29\",\"Delivered_At__c\":\"2024-02-29T22:59:59.000+0000\","
                              + "\"Slot__c\":\"09:30:00.000Z\",\"Fragile__c\":true,\"Tags__c\":\"Cold;Heavy\","
                              + "\"Email__c\":null,\"Account__c\":\"%s\",\"Id\":\"%s\"}")
                        .formatted(account, id));
    }

    @Test
    void emptiesFieldsAndLookupsWithNull() {
        String account = rest.create("Account", "{\"Name\":\"Parent\",\"External_Id__c\":\"null/1\"}");
        String id = rest.create(
                "Delivery__c",
                "{\"Name\":\"Emptied\",\"Weight__c\":1,\"Fragile__c\":true,\"Contact__r\":null,"
                        + "\"Account__r\":{\"attributes\":{\"type\":\"Account\"},\"Id\":\"" + account + "\"}}");

        assertThat(rest.patch(
                                "/sobjects/Delivery__c/" + id,
                                "{\"Weight__c\":null,\"Fragile__c\":null,\"Account__r\":null}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(rest.get("/sobjects/Delivery__c/" + id + "?fields=Weight__c,Fragile__c,Account__c")
                        .body())
                .contains("\"Weight__c\":null,\"Fragile__c\":false,\"Account__c\":null");
    }

    @Test
    void readsARecordWholeByEitherLengthOfItsId() {
        String id = rest.create("Contact", "{\"LastName\":\"Long\",\"MailingCity\":\"Ulm\"}");

        HttpResponse<String> whole = rest.get("/sobjects/Contact/" + id);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body())
                .startsWith(
                        "{\"attributes\":{\"type\":\"Contact\",\"url\":\"/services/data/v65.0/sobjects/Contact/" + id)
                .contains("\"Id\":\"" + id + "\"", "\"IsDeleted\":false", "\"LastName\":\"Long\"", "\"Title\":null")
                .contains("\"MailingAddress\":{\"city\":\"Ulm\"");
        assertThat(rest.get("/sobjects/Contact/" + id.substring(0, 15)).body()).isEqualTo(whole.body());
    }

    @Test
    void updatesAndDeletesARecord() {
        String id = rest.create("Account", "{\"Name\":\"Before\",\"Site\":\"Kept\"}");

        HttpResponse<String> updated = rest.patch("/sobjects/Account/" + id.substring(0, 15), "{\"Name\":\"After\"}");
        assertThat(updated.statusCode()).isEqualTo(204);
        assertThat(updated.body()).isEmpty();
        assertThat(rest.get("/sobjects/Account/" + id + "?fields=Name,Site").body())
                .contains("\"Name\":\"After\",\"Site\":\"Kept\"");

        assertThat(rest.delete("/sobjects/Account/" + id).statusCode()).isEqualTo(204);
        for (HttpResponse<String> answer : List.of(
                rest.get("/sobjects/Account/" + id),
                rest.patch("/sobjects/Account/" + id, "{\"Name\":\"Late\"}"),
                rest.delete("/sobjects/Account/" + id))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body())
                    .startsWith("[{\"message\":\"entity is deleted\",\"errorCode\":\"ENTITY_IS_DELETED\"");
        }
    }

    @Test
    void takesAnotherMethodInTheQueryOfAPost() {
        String id = rest.create("Account", "{\"Name\":\"Overridden\"}");

        assertThat(rest.post("/sobjects/Account/" + id + "?_HttpMethod=PATCH", "{\"Name\":\"By POST\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(rest.get("/sobjects/Account/" + id + "?fields=Name").body()).contains("\"Name\":\"By POST\"");
        assertThat(rest.get("/sobjects/Account/" + id + "?_HttpMethod=DELETE").statusCode())
                .isEqualTo(200);
        assertThat(rest.get("/sobjects/Account/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void createsByAPostToId() {
        assertThat(rest.post("/sobjects/Account/Id", "{\"Name\":\"Without an Id\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(rest.version(36)
                        .post("/sobjects/Account/Id", "{\"Name\":\"Too old\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Contact | {} | REQUIRED_FIELD_MISSING | Required fields are missing: [LastName] | \"LastName\"",
                "Account | {\"Name\":\"x\",\"Foo__c\":1} | INVALID_FIELD | No such column 'Foo__c' on sobject of type"
                        + " Account | \"Foo__c\"",
                "Account | {\"Name\":\"x\",\"Id\":\"001000000000001AAA\"} | INVALID_FIELD_FOR_INSERT_UPDATE | cannot"
                        + " specify Id in an insert call | \"Id\"",
                "Contact | {\"LastName\":\"x\",\"AccountId\":\"001zzzzzzzzzzzzAAB\"} | MALFORMED_ID | bad id"
                        + " 001zzzzzzzzzzzzAAB | \"AccountId\"",
                "Contact | {\"LastName\":\"x\",\"AccountId\":\"001zzzzzzzzzzzz\"} | INVALID_CROSS_REFERENCE_KEY |"
                        + " invalid cross reference id | \"AccountId\"",
                "Contact | {\"LastName\":\"x\",\"Account\":{\"External_Id__c\":\"none\"}} | INVALID_FIELD | Foreign"
                        + " key external ID: none not found for field External_Id__c in entity Account | \"AccountId\"",
                "Contact | {\"LastName\":\"x\",\"Nobody\":{\"External_Id__c\":\"none\"}} | INVALID_FIELD | No such"
                        + " relation 'Nobody' on sobject of type Contact | ``",
                "Delivery__c | {\"Name\":\"x\",\"Status__c\":\"Lost\"} | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST |"
                        + " Status: bad value for restricted picklist field: Lost | \"Status__c\"",
                "Delivery__c | {\"Name\":\"x\",\"Discount__c\":12345} | NUMBER_OUTSIDE_VALID_RANGE | Discount: value"
                        + " outside of valid range on numeric field: 12345 | \"Discount__c\""
            })
    void refusesARecordWithItsFields(String object, String body, String code, String message, String fields) {
        HttpResponse<String> answer = rest.post("/sobjects/" + object, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "[{\"message\":\"%s\",\"errorCode\":\"%s\",\"fields\":[%s]}]".formatted(message, code, fields));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | Cannot deserialize instance of Delivery__c from START_ARRAY value [line:1, column:1]",
                "{\"Fragile__c\":\"perhaps\"} | Cannot deserialize instance of boolean from VALUE_STRING value perhaps"
                        + " or request may be missing a required field at [line:1, column:15]",
                "{\"Weight__c\":\"heavy\"} | Cannot deserialize instance of double from VALUE_STRING value heavy or",
                "{\"Weight__c\":true} | Cannot deserialize instance of double from VALUE_TRUE value true or",
                "{\"Name\":1} | Cannot deserialize instance of string from VALUE_NUMBER_INT value 1 or",
                "{\"Delivered_On__c\":\"30.02.2024\"} | Cannot deserialize instance of date from VALUE_STRING value"
                        + " 30.02.2024 or",
                "{\"Tags__c\":[\"Cold\"]} | Cannot deserialize instance of multipicklist from START_ARRAY value"
                        + " [line:1, column:12]",
                "{\"Account__c\":{\"Id\":\"001\"}} | Cannot deserialize instance of reference from START_OBJECT value"
                        + " [line:1, column:15]",
                "{\"Id\":{}} | Cannot deserialize instance of id from START_OBJECT value",
                "{\"attributes\":\"Delivery__c\"} | Cannot deserialize instance of attributes from VALUE_STRING",
                "{\"Account__r\":{\"External_Id__c\":[]}} | Cannot deserialize instance of External_Id__c from"
                        + " START_ARRAY value",
                "{\"Name\":\"x\"} more | at [line:1, column:",
                "{\"Name\":\"x\" | at [line:1, column:",
                "{Name:\"x\"} | at [line:1, column:",
            })
    void refusesJsonThatIsNoRecord(String body, String message) {
        HttpResponse<String> answer = rest.post("/sobjects/Delivery__c", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"errorCode\":\"JSON_PARSER_ERROR\"")
                .contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0",
                "null",
                "\"text\"",
                "{\"Weight__c\":1e999999999}",
                "{\"Weight__c\":NaN}",
                "{\"Name\":\"\\ud800\"}",
                "{\"Account__r\":{\"Account__r\":{\"Id\":1}}}",
                "{\"Id\":1}",
                "{\"\":\"\"}"
            })
    void breaksAtNoBody(String body) {
        assertThat(rest.post("/sobjects/Delivery__c", body).statusCode()).isEqualTo(400);
    }

    @Test
    void breaksAtNoDepthAndNoBytes() {
        String deep = "{\"Name\":".repeat(5_000);
        var bytes = BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xff, (byte) 0xc3, '"', ':', '1', '}'});

        assertThat(rest.post("/sobjects/Account", deep).statusCode()).isEqualTo(400);
        assertThat(org.send(org.request(
                                        "/services/data/v65.0/sobjects/Account",
                                        "Authorization",
                                        "Bearer " + rest.token(),
                                        "Content-Type",
                                        "application/json")
                                .POST(bytes)
                                .build())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesABodyThatIsMissingOrOfAnotherKind() {
        HttpResponse<String> missing = rest.post("/sobjects/Account", "");
        HttpResponse<String> form = rest.post("/sobjects/Account", "Name=x", "Content-Type", "text/plain");

        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.body()).contains("The HTTP entity body is required").contains("JSON_PARSER_ERROR");
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(form.body()).contains("\"errorCode\":\"UNSUPPORTED_MEDIA_TYPE\"");
    }

    @Test
    void refusesAParentThatIsNamedByTwoFieldsOrNone() {
        assertThat(rest.post(
                                "/sobjects/Contact",
                                "{\"LastName\":\"x\",\"Account\":{\"External_Id__c\":\"1\",\"Name\":\"2\"}}")
                        .body())
                .contains("More than 1 field provided in an external foreign key reference in entity: Account");
        assertThat(rest.post("/sobjects/Contact", "{\"LastName\":\"x\",\"Account\":{\"External_Id__c\":null}}")
                        .body())
                .contains("No field provided in an external foreign key reference in entity: Account");
    }

    @Test
    void refusesAnIdInTheBodyOfAnUpdate() {
        String id = rest.create("Account", "{\"Name\":\"Twice\"}");

        HttpResponse<String> answer =
                rest.patch("/sobjects/Account/" + id, "{\"id\":\"%s\",\"Name\":\"x\"}".formatted(id));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("[{\"message\":\"The Id field should not be specified in the sobject data.\","
                        + "\"errorCode\":\"INVALID_FIELD\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/sobjects/Nothing__c/001zzzzzzzzzzzz | 404 | NOT_FOUND | The requested resource does not exist",
                "/sobjects/Account/001zzzzzzzzzzzz | 404 | NOT_FOUND | The requested resource does not exist",
                "/sobjects/Account/nobody | 404 | NOT_FOUND | Provided external ID field does not exist or is not"
                        + " accessible: nobody",
                "/sobjects/Account/001zzzzzzzzzzzzAAB | 400 | MALFORMED_ID | bad id 001zzzzzzzzzzzzAAB",
                "/sobjects/Account/003zzzzzzzzzzzz | 400 | MALFORMED_ID | Account ID: id value of incorrect type:"
                        + " 003zzzzzzzzzzzz"
            })
    void refusesWhatIsNotThere(String path, int status, String code, String message) {
        for (String method : new String[] {"GET", "PATCH", "DELETE"}) {
            HttpResponse<String> answer = rest.send(method, path, method.equals("PATCH") ? "{}" : "");

            assertThat(answer.statusCode()).as(method).isEqualTo(status);
            assertThat(answer.body())
                    .as(method)
                    .isEqualTo("[{\"message\":\"%s\",\"errorCode\":\"%s\"}]".formatted(message, code));
        }
    }

    @Test
    void refusesFieldsThatAreNotThere() {
        String id = rest.create("Account", "{\"Name\":\"Read\"}");

        HttpResponse<String> answer = rest.get("/sobjects/Account/" + id + "?fields=Name%20FROM%20User");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"errorCode\":\"INVALID_FIELD\"").contains("No such column");
    }

    @Test
    void refusesOtherMethods() {
        assertThat(rest.send("PUT", "/sobjects/Account", "{}").body())
                .isEqualTo("[{\"message\":\"HTTP Method 'PUT' not allowed. Allowed are GET,HEAD,POST\","
                        + "\"errorCode\":\"METHOD_NOT_ALLOWED\"}]");
        assertThat(rest.delete("/sobjects/Account").statusCode()).isEqualTo(405);
        assertThat(rest.post("/sobjects/Account/001zzzzzzzzzzzz", "{}").body())
                .contains("HTTP Method 'POST' not allowed. Allowed are HEAD,GET,PATCH,DELETE");
        assertThat(rest.post("/sobjects/Account?_HttpMethod=PATCH", "{}").statusCode())
                .isEqualTo(405);
        assertThat(rest.get("/sobjects/Account/Id").statusCode()).isEqualTo(405);
        assertThat(rest.post("/sobjects/Account/describe", "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void refusesObjectsThatCantBeWritten() {
        HttpResponse<String> answer = rest.post("/sobjects/User", "{\"LastName\":\"New\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("INVALID_TYPE_FOR_OPERATION");
    }
}
