package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.faults.RequestPattern;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.cometd.bayeux.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What goes wrong with events and with those who wait for them, as CometD's own client meets it.
class StreamFaultsIT {
    private static final String ACCOUNTS = "/data/AccountChangeEvent";

    private TestOrg org;
    private RestClient rest;
    private StreamClient client;

    @BeforeEach
    void start() throws Exception {
        org = TestOrg.start();
        rest = RestClient.of(org, 65);
        client = StreamClient.connected(org);
        assertThat(client.subscribe(ACCOUNTS, StreamClient.NEW_EVENTS).isSuccessful())
                .isTrue();
    }

    @AfterEach
    void stop() {
        client.close();
        org.close();
    }

    private void arm(String rule) {
        org.server().faults().add(FaultRuleText.parse(rule));
    }

    private String account(String name) {
        return rest.create("Account", "{\"Name\":\"%s\"}".formatted(name));
    }

    private static String id(JsonNode event) {
        return event.at("/payload/ChangeEventHeader/recordIds/0").asString();
    }

    private static String type(JsonNode event) {
        return event.at("/payload/ChangeEventHeader/changeType").asString();
    }

    @Test
    void losesAnEventForGood() throws Exception {
        arm("event-lost,api=streaming,operation=changeEvent,object=Account");
        account("Lost");
        String told = account("Told");
        assertThat(id(client.event())).isEqualTo(told);

        try (StreamClient other = StreamClient.connected(org)) {
            other.subscribe(ACCOUNTS, StreamClient.ALL_EVENTS);
            assertThat(id(other.event())).isEqualTo(told);
        }
        assertThat(org.server().faults().rules())
                .extracting(FaultPlan.RuleState::struck)
                .containsExactly(1L);
    }

    @Test
    void tellsAnEventTwice() throws Exception {
        arm("event-doubled");
        String id = account("Twice");
        JsonNode first = client.event();
        assertThat(id(first)).isEqualTo(id);
        assertThat(client.event()).isEqualTo(first);
        String marker = account("Marker");
        assertThat(id(client.event())).isEqualTo(marker);
    }

    @Test
    void tellsALateEventAndAllBehindItInTheirOrder() throws Exception {
        arm("event-late,hold_ms=200");
        var made = List.of(account("Late"), account("Behind it"), account("Last"));
        var told = new ArrayList<String>();
        var replayIds = new ArrayList<Long>();
        for (int number = 0; number < made.size(); number++) {
            JsonNode event = client.event();
            told.add(id(event));
            replayIds.add(event.at("/event/replayId").asLong());
        }
        assertThat(told).isEqualTo(made);
        assertThat(replayIds).isSorted();
    }

    @Test
    void tellsAGapInsteadOfAChange() throws Exception {
        arm("event-gap");
        String id = account("Gap");
        JsonNode event = client.event();

        assertThat(type(event)).isEqualTo("GAP_CREATE");
        assertThat(id(event)).isEqualTo(id);
        assertThat(event.at("/payload").size()).isEqualTo(1);
    }

    @Test
    void tellsAnOverflowInsteadOfAChange() throws Exception {
        arm("event-overflow");
        account("Overflow");
        JsonNode event = client.event();

        assertThat(type(event)).isEqualTo("GAP_OVERFLOW");
        assertThat(event.at("/payload/ChangeEventHeader/entityName").asString()).isEqualTo("Account");
        assertThat(event.at("/payload/ChangeEventHeader/recordIds").size()).isZero();
    }

    @Test
    void losesANotificationOfATopicAndNotItsChangeEvent() throws Exception {
        rest.create("PushTopic", "{\"Name\":\"Names\",\"Query\":\"SELECT Id, Name FROM Account\",\"ApiVersion\":65.0}");
        client.subscribe("/topic/Names", StreamClient.NEW_EVENTS);
        arm("event-lost,operation=topicEvent");
        // A gap can't befall a notification: the rule waits for a change event.
        arm("event-gap");
        String id = account("Half told");
        JsonNode event = client.event();

        assertThat(id(event)).isEqualTo(id);
        assertThat(type(event)).isEqualTo("GAP_CREATE");
        String next = account("Told");
        assertThat(List.of(client.message().getChannel(), client.message().getChannel()))
                .containsExactlyInAnyOrder("/topic/Names", ACCOUNTS);
        assertThat(next).isNotEqualTo(id);
    }

    @Test
    void refusesAReplayIdThatIsGood() throws Exception {
        account("Known");
        long good = client.event().at("/event/replayId").asLong();
        arm("replay-refused,operation=subscribe");
        try (StreamClient other = StreamClient.connected(org)) {
            assertThat(other.subscribe(ACCOUNTS, good).get("error"))
                    .isEqualTo(
                            "400::The replayId {%d} you provided was invalid. Please provide a valid ID, -2 to replay all events, or -1 to replay only new events."
                                    .formatted(good));
            assertThat(other.subscribe(ACCOUNTS, good).isSuccessful()).isTrue();
        }
    }

    @Test
    void forgetsAClientWhichGoesOnWithoutLosingOrDoublingAnything() throws Exception {
        var made = new ArrayList<String>();
        var told = new ArrayList<String>();
        made.add(account("Before"));
        told.add(id(client.event()));
        arm("client-forgotten,operation=connect");
        // Ends the wait that may be under way; the next one meets the fault.
        made.add(account("Meanwhile"));
        Message refused = client.failedConnect();
        assertThat(refused.get("error")).isEqualTo("403::Unknown client");
        assertThat(refused.getAdvice()).containsEntry("reconnect", "handshake");
        assertThat(client.handshake().isSuccessful()).isTrue();
        assertThat(client.subscribedAgain().isSuccessful()).isTrue();
        made.add(account("After"));

        while (told.size() < made.size()) {
            told.add(id(client.event()));
        }
        assertThat(told).isEqualTo(made);
    }

    @Test
    void losesAndDoublesNothingHoweverOftenAClientIsForgotten() throws Exception {
        String rule = "client-forgotten,operation=connect,probability=0.3,seed=20260304";
        arm(rule);
        var made = new ConcurrentLinkedQueue<String>();
        var writers = IntStream.range(0, 3)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int number = 0; number < 20; number++) {
                        made.add(account("Writer %d, account %d".formatted(writer, number)));
                    }
                }))
                .toList();
        var told = new ArrayList<String>();
        var replayIds = new ArrayList<Long>();
        for (int number = 0; number < 60; number++) {
            JsonNode event = client.event();
            told.add(id(event));
            replayIds.add(event.at("/event/replayId").asLong());
        }
        writers.forEach(CompletableFuture::join);
        org.server().faults().clear();
        String marker = account("Marker");

        assertThat(told).as(rule).containsExactlyInAnyOrderElementsOf(made);
        assertThat(replayIds).as(rule).isSorted().doesNotHaveDuplicates();
        assertThat(id(client.event())).as(rule).isEqualTo(marker);
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer-lost", "cut-before-work"})
    void cutsConnectionsAndKeepsWhatASubscriberNeedsToGoOn(String fault) throws Exception {
        account("Known");
        long known = client.event().at("/event/replayId").asLong();
        arm(fault + ",api=streaming,operation=connect");
        // Ends the wait that may be under way; the next one meets the fault.
        String first = account("First");
        awaitStruck();
        String second = account("Second");
        client.failedConnect();

        try (StreamClient other = StreamClient.connected(org)) {
            other.subscribe(ACCOUNTS, known);
            assertThat(List.of(id(other.event()), id(other.event()))).containsExactly(first, second);
        }
    }

    @Test
    void saysThatItIsTooBusy() throws Exception {
        arm("unavailable,operation=subscribe");

        assertThat(client.subscribe("/data/ChangeEvents", StreamClient.NEW_EVENTS)
                        .get("error"))
                .isEqualTo("503::Server is too busy");
    }

    @Test
    void diesSilently() throws Exception {
        arm("stream-silent");
        // Ends the wait that may be under way; the next one is never answered, so that nobody hears of the second.
        account("First");
        awaitStruck();
        String second = account("Second");
        try (StreamClient other = StreamClient.connected(org)) {
            other.subscribe(ACCOUNTS, StreamClient.NEW_EVENTS);
            String third = account("Third");
            assertThat(id(other.event())).isEqualTo(third);
        }
        while (client.hasEvents()) {
            assertThat(id(client.event())).isNotEqualTo(second);
        }
    }

    private void awaitStruck() {
        while (org.server().faults().rules().getFirst().struck() == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void reachesTheDailyLimit() throws Exception {
        arm("event-limit,operation=handshake");
        try (StreamClient other = StreamClient.start(org, "Bearer " + org.token(), "65.0")) {
            Message handshake = other.handshake();
            assertThat(handshake.get("error")).isEqualTo("403::Organization total events daily limit exceeded");
            assertThat(handshake.getAdvice()).containsEntry("reconnect", "none");
        }
        arm("event-limit,operation=subscribe");
        assertThat(client.subscribe("/data/ChangeEvents", StreamClient.NEW_EVENTS)
                        .get("error"))
                .isEqualTo("403::Organization total events daily limit exceeded");
    }

    @Test
    void leavesRequestsOfOtherApisAlone() throws Exception {
        arm("event-lost");
        assertThat(rest.get("/limits").statusCode()).isEqualTo(200);
        assertThat(org.server().faults().rules())
                .extracting(FaultPlan.RuleState::struck)
                .containsExactly(0L);
        account("Lost");
        assertThat(org.server().faults().rules())
                .extracting(FaultPlan.RuleState::struck)
                .containsExactly(1L);
    }

    @Test
    void takesRulesOverHttp() {
        var answer = org.send(org.request("/orgsim/faults")
                .POST(BodyPublishers.ofString(
                        "{\"fault\":\"event-late\",\"hold_ms\":5,\"api\":\"streaming\",\"operation\":\"changeEvent\"}"))
                .build());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"fault\":\"event-late\"").contains("\"hold_ms\":\"5\"");
        assertThat(org.server().requests().matching(RequestPattern.of(Api.STREAMING, "handshake")))
                .isEqualTo(1);
    }
}
