package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Several transactions by one request.
class RestGraphIT {
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

    private static String graphs(int graphs, IntFunction<String> nodes) {
        return IntStream.range(0, graphs)
                .mapToObj(
                        graph -> "{\"graphId\":\"%d\",\"compositeRequest\":[%s]}".formatted(graph, nodes.apply(graph)))
                .collect(Collectors.joining(",", "{\"graphs\":[", "]}"));
    }

    private static String account(String reference, String name) {
        return node("POST", "Account", reference, "{\"Name\":\"%s\"}".formatted(name));
    }

    private static String node(String method, String path, String reference, String body) {
        return "{\"method\":\"%s\",\"url\":\"/services/data/v65.0/sobjects/%s\",\"referenceId\":\"%s\",\"body\":%s}"
                .formatted(method, path, reference, body);
    }

    private static int count(String from) {
        return AsyncClient.json(org.query("SELECT COUNT() FROM " + from))
                .get("totalSize")
                .asInt();
    }

    @Test
    void keepsEachGraphOrNothingOfIt() {
        HttpResponse<String> answer = rest.post(
                "/composite/graph",
                graphs(
                        3,
                        graph -> account("a", "Graph " + graph)
                                + ","
                                + node(
                                        "POST",
                                        "Contact",
                                        "c",
                                        graph == 1
                                                ? "{\"FirstName\":\"No last name\"}"
                                                : "{\"LastName\":\"In a graph\",\"AccountId\":\"@{a.id}\"}")
                                + ","
                                + node("PATCH", "Account/@{a.id}", "p", "{\"Site\":\"changed\"}")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var results = AsyncClient.json(answer).get("graphs");
        assertThat(results).hasSize(3);
        assertThat(results.at("/0/graphId").asString()).isEqualTo("0");
        assertThat(results.at("/0/isSuccessful").asBoolean()).isTrue();
        assertThat(results.at("/0/graphResponse/compositeResponse/0/httpStatusCode")
                        .asInt())
                .isEqualTo(201);
        assertThat(results.at("/0/graphResponse/compositeResponse/2/httpStatusCode")
                        .asInt())
                .isEqualTo(204);
        assertThat(results.at("/1/isSuccessful").asBoolean()).isFalse();
        assertThat(results.at("/1/graphResponse/compositeResponse/0/body/0/errorCode")
                        .asString())
                .isEqualTo("PROCESSING_HALTED");
        assertThat(results.at("/1/graphResponse/compositeResponse/1/body/0/errorCode")
                        .asString())
                .isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(results.at("/2/isSuccessful").asBoolean()).isTrue();
        assertThat(count("Account WHERE Name LIKE 'Graph %' AND Site = 'changed'"))
                .isEqualTo(2);
        assertThat(count("Account WHERE Name LIKE 'Graph %'")).isEqualTo(2);
        assertThat(count("Contact WHERE Account.Name LIKE 'Graph %'")).isEqualTo(2);
    }

    @Test
    void givesUpAfterFourteenFailures() {
        HttpResponse<String> answer =
                rest.post("/composite/graph", graphs(17, graph -> account("a", graph == 16 ? "Too late" : "")));

        var results = AsyncClient.json(answer).get("graphs");
        assertThat(results.at("/14/graphResponse/compositeResponse/0/body/0/errorCode")
                        .asString())
                .isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(results.at("/15/graphResponse/compositeResponse/0/body/0/errorCode")
                        .asString())
                .isEqualTo("PROCESSING_HALTED");
        assertThat(results.at("/16/isSuccessful").asBoolean()).isFalse();
        assertThat(count("Account WHERE Name = 'Too late'")).isZero();
    }

    @Test
    void holdsSoMuchAndNoMore() {
        assertThat(rest.post("/composite/graph", graphs(76, _ -> account("a", "x")))
                        .body())
                .contains("no more than 75 graphs");
        assertThat(rest.post("/composite/graph", graphs(1, _ -> many(501, node -> account("a" + node, "x"))))
                        .body())
                .contains("no more than 500 nodes");
        assertThat(rest.post("/composite/graph", graphs(1, _ -> chain(16))).body())
                .contains("no more than 15 levels");
        assertThat(rest.post("/composite/graph", graphs(1, _ -> chain(15))).body())
                .contains("\"isSuccessful\":true");
        assertThat(rest.post(
                                "/composite/graph",
                                graphs(1, _ -> many(16, node -> node("GET", "Kind" + node + "/x", "n" + node, "null"))))
                        .body())
                .contains("no more than 15 different nodes");
        assertThat(rest.post("/composite/graph", graphs(1, _ -> many(500, node -> account("a" + node, "Of many"))))
                        .body())
                .contains("\"isSuccessful\":true");
        assertThat(count("Account WHERE Name = 'Of many'")).isEqualTo(500);
    }

    private static String many(int nodes, IntFunction<String> node) {
        return IntStream.range(0, nodes).mapToObj(node).collect(Collectors.joining(","));
    }

    /// Accounts below each other.
    private static String chain(int nodes) {
        return many(
                nodes,
                node -> node == 0
                        ? account("a0", "Chained")
                        : node(
                                "POST",
                                "Account",
                                "a" + node,
                                "{\"Name\":\"Chained\",\"ParentId\":\"@{a%d.id}\"}".formatted(node - 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | Missing \\\"graphs\\\"",
                "{\"graphs\":[{\"compositeRequest\":[]}]} | Missing \\\"graphId\\\"",
                "{\"graphs\":[{\"graphId\":\"a.b\",\"compositeRequest\":[]}]} | Cannot deserialize instance of graphId",
                "{\"graphs\":[{\"graphId\":\"a\",\"allOrNone\":true,\"compositeRequest\":[]}]} | Unrecognized field",
                "{\"graphs\":[{\"graphId\":\"a\",\"compositeRequest\":[]},{\"graphId\":\"a\",\"compositeRequest\":[]}]}"
                        + " | Duplicate graph Id: a"
            })
    void refusesABodyThatIsNone(String body, String message) {
        HttpResponse<String> answer = rest.post("/composite/graph", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void doesNothingWhereOneGraphIsNone() {
        HttpResponse<String> answer = rest.post(
                "/composite/graph",
                graphs(
                        2,
                        graph -> graph == 0 ? account("a", "Not made") : account("a", "x") + "," + account("a", "y")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Duplicate reference Id: a");
        assertThat(count("Account WHERE Name = 'Not made'")).isZero();
    }

    @Test
    void hasNodesOfSingleRecordsAlone() {
        assertThat(rest.post(
                                "/composite/graph",
                                graphs(1, _ -> account("a", "x").replace("sobjects/Account", "limits")))
                        .body())
                .contains("\"httpStatusCode\":404", "\"isSuccessful\":false");
    }

    @Test
    void isThereSinceItsVersion() {
        String empty = graphs(0, _ -> "");
        assertThat(rest.version(49).post("/composite/graph", empty).statusCode())
                .isEqualTo(404);
        assertThat(rest.version(50).post("/composite/graph", empty).statusCode())
                .isEqualTo(200);
        assertThat(rest.get("/composite/graph").statusCode()).isEqualTo(405);
        assertThat(rest.get("/composite").body()).contains("\"graph\":\"/services/data/v65.0/composite/graph\"");
    }
}
