package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.lockstep.orgsim.faults.FaultPlan;
import dev.lockstep.orgsim.faults.FaultRuleText;
import dev.lockstep.orgsim.pubsub.PubSubSettings;
import dev.lockstep.orgsim.pubsub.wire.ConsumerEvent;
import dev.lockstep.orgsim.pubsub.wire.FetchRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may go wrong with events and with requests of the Pub/Sub API.
class PubSubFaultsIT {
    private static final String ACCOUNTS = "/data/AccountChangeEvent";

    private TestOrg org;
    private RestClient rest;
    private PubSubClient client;

    @BeforeEach
    void start() {
        org = new TestOrg(
                OrgsimSettings.defaults().withPubSub(PubSubSettings.defaults().withKeepalive(Duration.ofMillis(40))));
        rest = RestClient.of(org, 65);
        client = PubSubClient.of(org);
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

    private static GenericRecord header(GenericRecord event) {
        return (GenericRecord) event.get("ChangeEventHeader");
    }

    private static String id(GenericRecord event) {
        return String.valueOf(((List<?>) header(event).get("recordIds")).getFirst());
    }

    private static String type(GenericRecord event) {
        return String.valueOf(header(event).get("changeType"));
    }

    private StatusRuntimeException failedTopic() {
        return catchThrowableOfType(StatusRuntimeException.class, () -> client.topic(ACCOUNTS));
    }

    @Test
    void losesAnEventForGood() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 10);
        arm("event-lost");
        account("Lost");
        String told = account("Told");

        assertThat(id(stream.record())).isEqualTo(told);
        assertThat(id(client.subscribe(PubSubClient.earliest(ACCOUNTS, 10)).record()))
                .isEqualTo(told);
    }

    @Test
    void tellsAnEventTwice() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 10);
        arm("event-doubled");
        account("Twice");
        ConsumerEvent first = stream.event();
        assertThat(stream.event()).isEqualTo(first);
        String marker = account("Marker");

        assertThat(id(stream.record())).isEqualTo(marker);
    }

    @Test
    void tellsALateEventAndAllBehindItInTheirOrder() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 10);
        arm("event-late,hold_ms=200");
        List<String> made = List.of(account("Late"), account("Behind it"), account("Last"));

        assertThat(List.of(id(stream.record()), id(stream.record()), id(stream.record())))
                .isEqualTo(made);
    }

    @Test
    void tellsAGapOrAnOverflowInsteadOfAChange() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 10);
        arm("event-gap");
        String id = account("Gap");
        GenericRecord gap = stream.record();
        assertThat(type(gap)).isEqualTo("GAP_CREATE");
        assertThat(id(gap)).isEqualTo(id);
        assertThat(gap.get("Name")).isNull();

        arm("event-overflow");
        account("Overflow");
        GenericRecord overflow = stream.record();
        assertThat(type(overflow)).isEqualTo("GAP_OVERFLOW");
        assertThat((List<?>) header(overflow).get("recordIds")).isEmpty();
    }

    @Test
    void refusesAReplayIdThatIsGood() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 10);
        account("Known");
        ByteString good = stream.event().getReplayId();
        arm("replay-refused,api=pubsub,operation=subscribe,object=Account");
        FetchRequest request = PubSubClient.behind(ACCOUNTS, good, 10);
        StatusRuntimeException end = client.subscribe(request).end();

        assertThat(end.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(PubSubClient.errorCode(end)).isEqualTo("subscription.fetch.replayid.corrupted");
        String id = account("Next");
        assertThat(id(client.subscribe(request).record())).isEqualTo(id);
    }

    @Test
    void diesSilently() throws Exception {
        arm("stream-silent,operation=subscribe");
        var silent = client.subscribe(PubSubClient.latest(ACCOUNTS, 10));
        awaitStruck();
        var turning = client.subscribed(ACCOUNTS, 10);
        arm("stream-silent,operation=fetch");
        turning.askFor(1);
        awaitStruck();
        var heard = client.subscribed(ACCOUNTS, 10);
        String id = account("Heard");

        assertThat(id(heard.record())).isEqualTo(id);
        // A sign of life of the other one shows that those two had their turn.
        heard.response();
        assertThat(silent.isQuiet()).isTrue();
        while (!turning.isQuiet()) {
            assertThat(turning.response().getEventsCount()).isZero();
        }
    }

    private void awaitStruck() {
        while (org.server().faults().rules().getLast().struck() == 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void reachesTheDailyLimit() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 10);
        arm("event-limit,operation=fetch");
        stream.askFor(1);
        StatusRuntimeException end = stream.end();

        assertThat(end.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(PubSubClient.errorCode(end)).isEqualTo("subscription.limit.exceeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer-lost", "cut-before-work"})
    void breaksOffWithoutACode(String fault) throws Exception {
        arm(fault + ",api=pubsub,operation=getTopic");
        StatusRuntimeException error = failedTopic();
        assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(PubSubClient.trailer(error, "error-code")).isNull();
        assertThat(client.topic(ACCOUNTS).getCanSubscribe()).isTrue();

        var stream = client.subscribed(ACCOUNTS, 10);
        arm(fault + ",api=pubsub,operation=fetch");
        stream.askFor(1);
        assertThat(stream.end().getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void saysThatItIsAway() {
        arm("unavailable,api=pubsub");
        StatusRuntimeException error = failedTopic();

        assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(PubSubClient.errorCode(error)).isEqualTo("service.unavailable");
        assertThat(org.server().calls().after(0).getLast().fault()).contains("unavailable");
        assertThat(org.server().calls().after(0).getLast().status()).contains(Status.Code.INTERNAL.value());
    }

    @Test
    void endsTheSessionBeforeARequest() {
        arm("session-ended,api=pubsub");
        assertThat(PubSubClient.errorCode(failedTopic())).isEqualTo("service.auth.error");
        // It is really over.
        assertThat(PubSubClient.errorCode(failedTopic())).isEqualTo("service.auth.error");
        try (var again = PubSubClient.of(org)) {
            assertThat(again.topic(ACCOUNTS).getCanSubscribe()).isTrue();
        }
    }

    @Test
    void leavesFaultsOfOtherKindsAlone() {
        arm("client-forgotten");
        arm("rows-locked");
        client.topic(ACCOUNTS);

        assertThat(org.server().faults().rules())
                .extracting(FaultPlan.RuleState::struck)
                .containsOnly(0L);
    }

    @Test
    void losesAndDoublesNothingHoweverOftenStreamsBreak() throws Exception {
        String rule = "cut-before-work,api=pubsub,operation=fetch,probability=0.3,seed=20260304";
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
        FetchRequest next = PubSubClient.earliest(ACCOUNTS, 1);
        while (told.size() < 60) {
            var stream = client.subscribe(next);
            try {
                while (told.size() < 60) {
                    ConsumerEvent event = stream.event();
                    told.add(id(client.decoded(event)));
                    next = PubSubClient.behind(ACCOUNTS, event.getReplayId(), 1);
                    stream.askFor(1);
                }
            } catch (AssertionError broken) {
                assertThat(broken).as(rule).hasMessage("The stream ended");
            }
        }
        writers.forEach(CompletableFuture::join);

        assertThat(told).as(rule).containsExactlyInAnyOrderElementsOf(made);
        assertThat(org.server().faults().rules().getFirst().struck()).as(rule).isPositive();
    }
}
