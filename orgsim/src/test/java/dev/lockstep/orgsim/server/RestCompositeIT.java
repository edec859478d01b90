package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests within one that refer to each other.
class RestCompositeIT {
    private static final String ROLLED_BACK =
            "[{\"message\":\"The transaction was rolled back since another operation in"
                    + " the same transaction failed.\",\"errorCode\":\"PROCESSING_HALTED\"}]";

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
    void usesWhatEarlierPartsAnswered() {
        HttpResponse<String> answer = rest.post("/composite", """
            {"compositeRequest":[
              {"method":"POST","url":"/services/data/v65.0/sobjects/Account","referenceId":"account",
               "body":{"Name":"Referred","External_Id__c":"a/b c"}},
              {"method":"POST","url":"/services/data/v65.0/sobjects/Contact","referenceId":"contact",
               "body":{"LastName":"Of @{account.id}","AccountId":"@{account.id}"}},
              {"method":"GET","url":"/services/data/v65.0/sobjects/Account/@{account.id}?fields=External_Id__c",
               "referenceId":"read","httpHeaders":{"Sforce-Auto-Assign":"FALSE"}},
              {"method":"PATCH","referenceId":"upserted","body":{"Site":"@{read.attributes.type}"},
               "url":"/services/data/v65.0/sobjects/Account/External_Id__c/@{read.External_Id__c}"},
              {"method":"GET","referenceId":"found",
               "url":"/services/data/v65.0/query?q=SELECT+Id,Site+FROM+Account+WHERE+Id='@{account.id}'"},
              {"method":"DELETE","referenceId":"deleted",
               "url":"/services/data/v65.0/sobjects/Account/@{found.records[0].Id}"}]}\
            """);

        assertThat(answer.statusCode()).isEqualTo(200);
        String account = RestClient.id(answer);
        assertThat(answer.body())
                .startsWith(("{\"compositeResponse\":[{\"body\":{\"id\":\"%s\",\"success\":true,\"errors\":[]},"
                                + "\"httpHeaders\":{\"Location\":\"/services/data/v65.0/sobjects/Account/%s\"},"
                                + "\"httpStatusCode\":201,\"referenceId\":\"account\"},")
                        .formatted(account, account))
                .contains("\"httpHeaders\":{},\"httpStatusCode\":200,\"referenceId\":\"upserted\"}")
                .contains("\"Site\":\"Account\"}]}")
                .endsWith("{\"body\":null,\"httpHeaders\":{},\"httpStatusCode\":204,\"referenceId\":\"deleted\"}]}");
        assertThat(org.query("SELECT COUNT() FROM Contact WHERE LastName = 'Of " + account + "'")
                        .body())
                .as("went along with its account")
                .contains("\"totalSize\":0");
    }

    @Test
    void goesOnWithPartsThatDontDependOnWhatFailed() {
        HttpResponse<String> answer = rest.post("/composite", """
            {"allOrNone":false,"collateSubrequests":false,"compositeRequest":[
              {"method":"POST","url":"/services/data/v65.0/sobjects/Account","referenceId":"failed","body":{}},
              {"method":"POST","url":"/services/data/v65.0/sobjects/Contact","referenceId":"dependent",
               "body":{"LastName":"Dependent","AccountId":"@{failed.id}"}},
              {"method":"POST","url":"/services/data/v65.0/sobjects/Account","referenceId":"free",
               "body":{"Name":"Independent"}}]}\
            """);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"errorCode\":\"REQUIRED_FIELD_MISSING\"")
                .contains("{\"body\":[{\"message\":\"Invalid reference specified. No value for failed.id found in"
                        + " failed\","
                        + "\"errorCode\":\"PROCESSING_HALTED\"}],\"httpHeaders\":{},\"httpStatusCode\":400,"
                        + "\"referenceId\":\"dependent\"}")
                .contains("\"httpStatusCode\":201,\"referenceId\":\"free\"");
    }

    @Test
    void isOneTransactionWhereThatIsAskedFor() {
        HttpResponse<String> answer = rest.post("/composite", """
            {"allOrNone":true,"compositeRequest":[
              {"method":"POST","url":"/services/data/v65.0/sobjects/Account","referenceId":"first",
               "body":{"Name":"Undone"}},
              {"method":"POST","url":"/services/data/v65.0/sobjects/Contact","referenceId":"second",
               "body":{"AccountId":"@{first.id}"}},
              {"method":"POST","url":"/services/data/v65.0/sobjects/Account","referenceId":"third",
               "body":{"Name":"Undone"}}]}\
            """);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .containsSubsequence(
                        ROLLED_BACK + ",\"httpHeaders\":{},\"httpStatusCode\":400,\"referenceId\":\"first\"",
                        "\"errorCode\":\"REQUIRED_FIELD_MISSING\"",
                        "\"referenceId\":\"second\"",
                        ROLLED_BACK + ",\"httpHeaders\":{},\"httpStatusCode\":400,\"referenceId\":\"third\"");
        assertThat(org.query("SELECT COUNT() FROM Account WHERE Name = 'Undone'")
                        .body())
                .contains("\"totalSize\":0");
    }

    @Test
    void keepsAllOfATransactionThatWentWell() {
        String gone = rest.create("Account", "{\"Name\":\"To go\"}");

        HttpResponse<String> answer = rest.post("/composite", """
            {"allOrNone":true,"compositeRequest":[
              {"method":"POST","url":"/services/data/v65.0/sobjects/Account","referenceId":"made",
               "body":{"Name":"Whole"}},
              {"method":"PATCH","url":"/services/data/v65.0/sobjects/Account/@{made.id}","referenceId":"changed",
               "body":{"Site":"Changed within"}},
              {"method":"DELETE","url":"/services/data/v65.0/sobjects/Account/%s","referenceId":"gone"},
              {"method":"GET","referenceId":"seen",
               "url":"/services/data/v65.0/query?q=SELECT+COUNT()+FROM+Account+WHERE+Name='Whole'"}]}\
            """.formatted(gone));

        assertThat(answer.body())
                .containsSubsequence("201", "204", "204", "\"totalSize\":1")
                .doesNotContain("400");
        assertThat(org.query("SELECT Site FROM Account WHERE Name = 'Whole'").body())
                .contains("\"Site\":\"Changed within\"");
        assertThat(rest.get("/sobjects/Account/" + gone).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | Missing \\\"compositeRequest\\\"",
                "{\"compositeRequest\":[{\"method\":\"GET\",\"url\":\"/services/data/v65.0/limits\"}]} | Missing"
                        + " \\\"referenceId\\\"",
                "{\"compositeRequest\":[{\"method\":\"GET\",\"url\":\"/services/data/v65.0/limits\",\"referenceId\":\"1x\"}]}"
                    + " | Cannot deserialize instance of referenceId",
                "{\"compositeRequest\":[{\"method\":\"GET\",\"url\":\"/services/data/v65.0/limits\",\"referenceId\":\"x\",\"httpHeaders\":[]}]}"
                    + " | Cannot deserialize instance of httpHeaders",
                "{\"compositeRequest\":[],\"haltOnError\":true} | Unrecognized field \\\"haltOnError\\\""
            })
    void refusesABodyThatIsNoComposite(String body, String message) {
        HttpResponse<String> answer = rest.post("/composite", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"errorCode\":\"JSON_PARSER_ERROR\"")
                .contains(message);
    }

    @Test
    void refusesAReferenceHoweverManyStepsItHas() {
        String steps = ".id".repeat(50_000) + "[0]".repeat(50_000);

        HttpResponse<String> answer =
                rest.post("/composite", collection(false, false, "Deep", "x").replace("[1].id", steps));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Invalid reference specified. No value for accounts" + steps);
    }

    @Test
    void refusesTooManyPartsAndEqualNames() {
        assertThat(rest.post("/composite", composite(25)).statusCode()).isEqualTo(200);
        assertThat(rest.post("/composite", composite(26)).body()).contains("\"errorCode\":\"LIMIT_EXCEEDED\"");
        assertThat(rest.post("/composite", composite(2).replace("part1", "part0"))
                        .body())
                .contains("Duplicate reference Id: part0");
    }

    @Test
    void holdsNoOtherComposite() {
        for (String other : List.of("composite", "composite/batch", "composite/graph")) {
            assertThat(rest.post(
                                    "/composite",
                                    composite(1).replace("GET", "POST").replace("limits", other))
                            .body())
                    .contains("\"httpStatusCode\":404");
        }
    }

    @Test
    void holdsFiveQueriesAndCollectionsAtMost() {
        String query = "query?q=SELECT+Id+FROM+Lead+LIMIT+1";
        assertThat(rest.post("/composite", composite(5).replace("limits", query))
                        .statusCode())
                .isEqualTo(200);
        assertThat(rest.post(
                                "/composite",
                                composite(6)
                                        .replaceFirst("limits", "composite/sobjects/Account?ids=x&fields=Id")
                                        .replace("limits", query))
                        .body())
                .contains("\"errorCode\":\"LIMIT_EXCEEDED\"");
    }

    @Test
    void usesTheRecordsOfACollection() {
        HttpResponse<String> answer = rest.post("/composite", collection(false, false, "One", "Two"));

        assertThat(answer.body())
                .containsSubsequence(
                        "\"success\":true",
                        "\"success\":true",
                        "\"httpStatusCode\":200",
                        "\"referenceId\":\"accounts\"",
                        "\"httpStatusCode\":201",
                        "\"referenceId\":\"contact\"");
        assertThat(org.query("SELECT Account.Name FROM Contact WHERE LastName = 'Of One'")
                        .body())
                .contains("\"Name\":\"Two\"");
    }

    @ParameterizedTest
    @CsvSource({"false, false, 1, 1", "false, true, 0, 1", "true, false, 0, 0", "true, true, 0, 0"})
    void sharesAllOrNoneWithItsCollections(boolean outer, boolean inner, int accounts, int contacts) {
        String name = "Shares " + outer + " " + inner;

        HttpResponse<String> answer = rest.post(
                "/composite", collection(outer, inner, name, "").replace(",\"AccountId\":\"@{accounts[1].id}\"", ""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"statusCode\":\"REQUIRED_FIELD_MISSING\"");
        assertThat(count("Account WHERE Name = '" + name + "'")).isEqualTo(accounts);
        assertThat(count("Contact WHERE LastName = 'Of " + name + "'")).isEqualTo(contacts);
    }

    private static int count(String from) {
        return AsyncClient.json(org.query("SELECT COUNT() FROM " + from))
                .get("totalSize")
                .asInt();
    }

    /// Two accounts, and a contact of the second one.
    private static String collection(boolean outer, boolean inner, String first, String second) {
        return """
            {"allOrNone":%s,"compositeRequest":[
              {"method":"POST","url":"/services/data/v65.0/composite/sobjects","referenceId":"accounts","body":
                {"allOrNone":%s,"records":[{"attributes":{"type":"Account"},"Name":"%s"},
                                           {"attributes":{"type":"Account"},"Name":"%s"}]}},
              {"method":"POST","url":"/services/data/v65.0/sobjects/Contact","referenceId":"contact",
               "body":{"LastName":"Of %s","AccountId":"@{accounts[1].id}"}}]}\
            """.formatted(outer, inner, first, second, first);
    }

    @Test
    void isThereSinceItsVersion() {
        assertThat(rest.version(37).post("/composite", composite(1)).statusCode())
                .isEqualTo(404);
        assertThat(rest.version(38).post("/composite", composite(1)).statusCode())
                .isEqualTo(200);
        assertThat(rest.delete("/composite").statusCode()).isEqualTo(405);
    }

    private static String composite(int parts) {
        return IntStream.range(0, parts)
                .mapToObj(
                        "{\"method\":\"GET\",\"url\":\"/services/data/v65.0/limits\",\"referenceId\":\"part%d\"}"
                                ::formatted)
                .collect(Collectors.joining(",", "{\"compositeRequest\":[", "]}"));
    }
}
