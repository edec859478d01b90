package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.RequestPattern;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cometd.bayeux.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How clients of the Streaming API come, stay and go: by CometD's own client, and by requests written by hand.
class StreamingIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ACCOUNTS = "/data/AccountChangeEvent";

    @TempDir
    private Path folder;

    private TestOrg org;
    private RestClient rest;

    @BeforeEach
    void start() {
        org = TestOrg.start();
        rest = RestClient.of(org, 65);
    }

    @AfterEach
    void stop() {
        org.close();
    }

    private static String id(JsonNode event) {
        return event.at("/payload/ChangeEventHeader/recordIds/0").asString();
    }

    private String account(String name) {
        return rest.create("Account", "{\"Name\":\"%s\"}".formatted(name));
    }

    @Test
    void shakesHandsWithWhoeverIsSignedIn() throws Exception {
        for (String form : List.of("Bearer ", "OAuth ", "")) {
            try (StreamClient client = StreamClient.start(org, form + org.token(), "43.0")) {
                Message handshake = client.handshake();
                assertThat(handshake.isSuccessful()).isTrue();
                assertThat(handshake.getExt()).containsEntry("replay", true);
                assertThat(handshake.get("supportedConnectionTypes")).hasToString("[long-polling]");
            }
        }
    }

    @Test
    void deniesTheHandshakeToStrangers() throws Exception {
        try (StreamClient client = StreamClient.start(org, "Bearer 00D000000000000!nobody", "65.0")) {
            assertDenied(client.handshake(), "401::Authentication invalid");
        }
        try (StreamClient client = StreamClient.start(org, "", "65.0")) {
            assertDenied(client.handshake(), "401::Request requires authentication");
        }
    }

    private static void assertDenied(Message handshake, String reason) {
        assertThat(handshake.isSuccessful()).isFalse();
        assertThat(handshake.get("error")).isEqualTo("403::Handshake denied");
        assertThat(handshake.getAdvice()).containsEntry("reconnect", "none");
        assertThat(handshake.getExt()).containsEntry("sfdc", Map.of("failureReason", reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"36.0", "99.0"})
    void refusesVersionsThatItDoesNotHave(String version) throws Exception {
        try (StreamClient client = StreamClient.start(org, "Bearer " + org.token(), version)) {
            assertThat(client.handshake().get("error"))
                    .isEqualTo("400::Unsupported API version. Only API versions '37.0' and later are supported. URI"
                            + " format: '/cometd/67.0'");
        }
    }

    @Test
    void refusesAPathWithoutAVersion() {
        assertThat(post("/cometd", "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"id\":\"1\"}]")
                        .body())
                .contains("400::API version in the URI is mandatory. URI format: '/cometd/67.0'");
    }

    @Test
    void tellsAClientWhoseSessionEndsWhileItWaits() throws Exception {
        try (StreamClient client = StreamClient.connected(org)) {
            client.subscribe(ACCOUNTS, StreamClient.NEW_EVENTS);
            account("Heard");
            client.event();
            org.server().signEverybodyOut();

            Message refused = client.failedConnect();
            assertThat(refused.get("error")).isEqualTo("401::Authentication invalid");
            assertThat(refused.getAdvice()).containsEntry("reconnect", "none");
        }
    }

    @Test
    void goesOnBehindTheLastEventThatAClientHasSeen() throws Exception {
        String first = account("First");
        String second = account("Second");
        String third = account("Third");
        long seen;
        try (StreamClient client = StreamClient.connected(org)) {
            client.subscribe(ACCOUNTS, StreamClient.ALL_EVENTS);
            assertThat(id(client.event())).isEqualTo(first);
            JsonNode event = client.event();
            assertThat(id(event)).isEqualTo(second);
            seen = event.at("/event/replayId").asLong();
        }
        try (StreamClient client = StreamClient.connected(org)) {
            assertThat(client.subscribe(ACCOUNTS, String.valueOf(seen)).isSuccessful())
                    .isTrue();
            assertThat(id(client.event())).isEqualTo(third);
            assertThat(id(fourth(client))).isNotEqualTo(third);
        }
    }

    private JsonNode fourth(StreamClient client) throws InterruptedException {
        account("Fourth");
        return client.event();
    }

    @Test
    void tellsOnlyNewEventsWhereNothingIsSaidOfReplay() throws Exception {
        account("Before");
        try (StreamClient client = StreamClient.connected(org)) {
            assertThat(client.subscribeAs(ACCOUNTS).isSuccessful()).isTrue();
            String after = account("After");
            assertThat(id(client.event())).isEqualTo(after);
        }
    }

    @Test
    void givesEventsTheirReplayIdsBackAfterARestart() throws Exception {
        var made = new ArrayList<String>();
        var ids = new ArrayList<Long>();
        JsonNode firstRun;
        try (var kept = new TestOrg(OrgsimSettings.defaults().keptIn(folder));
                StreamClient client = StreamClient.connected(kept)) {
            client.subscribe(ACCOUNTS, StreamClient.NEW_EVENTS);
            var keptRest = RestClient.of(kept, 65);
            keptRest.create(
                    "PushTopic", "{\"Name\":\"Names\",\"Query\":\"SELECT Id, Name FROM Account\",\"ApiVersion\":65.0}");
            for (String name : List.of("One", "Two", "Three")) {
                made.add(keptRest.create("Account", "{\"Name\":\"%s\"}".formatted(name)));
            }
            firstRun = client.event();
            ids.add(firstRun.at("/event/replayId").asLong());
            ids.add(client.event().at("/event/replayId").asLong());
        }
        try (var kept = new TestOrg(OrgsimSettings.defaults().keptIn(folder));
                StreamClient client = StreamClient.connected(kept)) {
            client.subscribe(ACCOUNTS, ids.getLast());
            assertThat(id(client.event())).isEqualTo(made.get(2));
            String fourth = RestClient.of(kept, 65).create("Account", "{\"Name\":\"Four\"}");
            JsonNode event = client.event();
            assertThat(id(event)).isEqualTo(fourth);
            assertThat(event.at("/event/replayId").asLong()).isGreaterThan(ids.getLast());

            client.subscribe("/topic/Names", StreamClient.ALL_EVENTS);
            for (String id : List.of(made.get(0), made.get(1), made.get(2), fourth)) {
                assertThat(client.event().at("/sobject/Id").asString()).isEqualTo(id);
            }
        }
        try (var kept = new TestOrg(OrgsimSettings.defaults().keptIn(folder));
                StreamClient client = StreamClient.connected(kept)) {
            client.subscribe(ACCOUNTS, StreamClient.ALL_EVENTS);
            assertThat(client.event()).isEqualTo(firstRun);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/NothingChangeEvent",
                "/data/PushTopicChangeEvent",
                "/data/ChangeEvent",
                "/data/accountChangeEvent",
                "/data/*",
                "/topic/Nothing",
                "/event/Order__e",
                "/u/Notes",
                "/anything",
            })
    void refusesChannelsThatDoNotExist(String channel) throws Exception {
        try (StreamClient client = StreamClient.connected(org)) {
            assertThat(client.subscribe(channel, StreamClient.NEW_EVENTS).get("error"))
                    .isEqualTo("400::The channel you requested to subscribe to doesn't exist {%s}".formatted(channel));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789", "0", "-3", "soon", "99999999999999999999"})
    void refusesReplayIdsThatAreNone(String replayId) throws Exception {
        try (StreamClient client = StreamClient.connected(org)) {
            assertThat(client.subscribe(ACCOUNTS, replayId).get("error"))
                    .isEqualTo(
                            "400::The replayId {%s} you provided was invalid. Please provide a valid ID, -2 to replay all events, or -1 to replay only new events."
                                    .formatted(replayId));
        }
    }

    /// As clients send it that know one path only: the handshake alone, then connect and subscribe in one request.
    @Test
    void takesSeveralMessagesInOneRequestAndNoSuffixInItsPath() {
        HttpResponse<String> handshake = post(
                "/cometd/65.0",
                "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"long-polling\"],\"id\":\"1\"}]");
        String cookie =
                handshake.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        String client = JSON.readTree(handshake.body()).get(0).get("clientId").asString();
        HttpResponse<String> both =
                post("/cometd/65.0", """
                    [{"channel":"/meta/connect","clientId":"%s","connectionType":"long-polling","id":"2"},
                     {"channel":"/meta/subscribe","clientId":"%s","subscription":"%s","id":"3","ext":{"replay":{"%s":"-2"}}}]
                    """.formatted(client, client, ACCOUNTS, ACCOUNTS), "Cookie", cookie);
        assertThat(both.statusCode()).isEqualTo(200);
        JsonNode answers = JSON.readTree(both.body());
        assertThat(answers.size()).isEqualTo(2);
        answers.forEach(answer -> assertThat(answer.get("successful").asBoolean())
                .as(answer::toString)
                .isTrue());
        assertThat(answers.get(0).at("/advice/timeout").asInt()).isEqualTo(110_000);
        String made = account("Heard");

        assertThat(post("/cometd/65.0/connect", connect(client), "Cookie", cookie)
                        .body())
                .contains(made);
    }

    private static String connect(String client) {
        return "[{\"channel\":\"/meta/connect\",\"clientId\":\"%s\",\"connectionType\":\"long-polling\",\"id\":\"9\"}]"
                .formatted(client);
    }

    @Test
    void doesNotKnowClientsThatItNeverSawOrThatLostTheirCookie() {
        JsonNode unknown = JSON.readTree(
                        post("/cometd/65.0/connect", connect("nobody")).body())
                .get(0);
        assertThat(unknown.get("error").asString()).isEqualTo("403::Unknown client");
        assertThat(unknown.at("/advice/reconnect").asString()).isEqualTo("handshake");

        String client = JSON.readTree(post(
                                "/cometd/65.0/handshake",
                                "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"long-polling\"],\"id\":\"1\"}]")
                        .body())
                .get(0)
                .get("clientId")
                .asString();
        assertThat(JSON.readTree(post("/cometd/65.0/connect", connect(client)).body())
                        .get(0)
                        .get("error")
                        .asString())
                .isEqualTo("400::Client %s has established a session, but no BAYEUX_BROWSER cookie present"
                        .formatted(client));
    }

    @Test
    void refusesOtherWaysToConnect() throws Exception {
        assertThat(org.get("/cometd/65.0", "Authorization", "Bearer " + org.token())
                        .statusCode())
                .isEqualTo(405);
        try (var raw = new RawConnection(org)) {
            raw.write(String.join(
                    "\r\n",
                    "GET /cometd/65.0 HTTP/1.1",
                    "Host: test",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "",
                    ""));
            assertThat(raw.readUntil("Only POST allowed")).startsWith("HTTP/1.1 405");
        }
        assertThat(post(
                                "/cometd/65.0/handshake",
                                "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"websocket\"],\"id\":\"1\"}]")
                        .body())
                .contains("400::Invalid connection type {websocket}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[true]",
                "[{\"channel\":\"/meta/handshake\"},5]",
                "[null]",
                "[[]]",
                "true",
                "[{\"channel\":\"/meta/handshake\"}truetrue]",
                "[{\"channel\":5}]",
                "[{\"channel\":\"/meta/subscribe\",\"clientId\":[1],\"subscription\":\"/data/ChangeEvents\"}]"
            })
    void refusesWhatIsNoListOfMessages(String body) {
        HttpResponse<String> refused = post("/cometd/65.0", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEmpty();
    }

    @Test
    void refusesToPublishAndWhatIsNoMessage() throws Exception {
        HttpResponse<String> handshake = post(
                "/cometd/65.0",
                "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"long-polling\"],\"id\":\"1\"}]");
        String cookie =
                handshake.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        String client = JSON.readTree(handshake.body()).get(0).get("clientId").asString();
        assertThat(post(
                                "/cometd/65.0",
                                "[{\"channel\":\"%s\",\"clientId\":\"%s\",\"data\":{},\"id\":\"2\"}]"
                                        .formatted(ACCOUNTS, client),
                                "Cookie",
                                cookie)
                        .body())
                .contains("403:denied_by_security_policy:publish_denied");
        assertThat(post("/cometd/65.0", "this is no JSON").statusCode()).isEqualTo(400);
        assertThat(post("/cometd/65.0", "[]").statusCode()).isEqualTo(400);
        assertThat(post("/cometd/65.0", "[" + " ".repeat(33_000) + "]").statusCode())
                .isEqualTo(413);
    }

    @Test
    void countsWhatClientsAskFor() throws Exception {
        try (StreamClient client = StreamClient.connected(org)) {
            client.subscribe(ACCOUNTS, StreamClient.NEW_EVENTS);
            client.subscribe("/data/ChangeEvents", StreamClient.NEW_EVENTS);
        }
        assertThat(org.server().requests().matching(RequestPattern.of(Api.STREAMING, "handshake")))
                .isEqualTo(1);
        assertThat(org.server().requests().matching(RequestPattern.of(Api.STREAMING, "subscribe")))
                .isEqualTo(2);
        assertThat(org.server().requests().matching(RequestPattern.of(Api.STREAMING, "subscribe", "Account")))
                .isEqualTo(1);
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        var request = org.request(path, "Authorization", "Bearer " + org.token(), "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return org.send(request.build());
    }
}
