package dev.lockstep.orgsim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.lockstep.orgsim.events.CaptureSettings;
import dev.lockstep.orgsim.oauth.AppOption;
import dev.lockstep.orgsim.oauth.ConnectedClient;
import dev.lockstep.orgsim.pubsub.PubSubSettings;
import dev.lockstep.orgsim.pubsub.wire.FetchRequest;
import dev.lockstep.orgsim.pubsub.wire.PubSubGrpc;
import dev.lockstep.orgsim.pubsub.wire.PublishRequest;
import dev.lockstep.orgsim.pubsub.wire.PublishResponse;
import dev.lockstep.orgsim.pubsub.wire.SchemaRequest;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the Pub/Sub API doesn't serve, and how it says so.
class PubSubRefusalsIT {
    private static final String ACCOUNTS = "/data/AccountChangeEvent";
    private static final ConnectedClient JWT = new ConnectedClient(
                    "jwt", "jwt-secret", ConnectedClient.RunsAs.INTEGRATION_USER)
            .with(AppOption.JWT_ACCESS_TOKENS);

    private volatile Instant now = Instant.parse("2026-03-04T05:06:07Z");
    private TestOrg org;
    private PubSubClient client;

    @BeforeEach
    void start() {
        org = new TestOrg(OrgsimSettings.defaults()
                .withClock(() -> now)
                .withClients(List.of(OrgsimSettings.INTEGRATION, OrgsimSettings.PERSON, JWT))
                .withCapture(CaptureSettings.defaults().keeping(2))
                .withPubSub(PubSubSettings.defaults().withKeepalive(Duration.ofMillis(40))));
        client = PubSubClient.of(org);
    }

    @AfterEach
    void stop() {
        client.close();
        org.close();
    }

    private String account(String name) {
        return RestClient.of(org, 65).create("Account", "{\"Name\":\"%s\"}".formatted(name));
    }

    private static StatusRuntimeException failure(Runnable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call::run);
    }

    private StatusRuntimeException end(FetchRequest request) throws InterruptedException {
        return client.subscribe(request).end();
    }

    private static void assertRefused(StatusRuntimeException error, Status.Code status, String code) {
        assertThat(error.getStatus().getCode()).as(error.toString()).isEqualTo(status);
        assertThat(PubSubClient.errorCode(error)).isEqualTo(code);
        assertThat(PubSubClient.trailer(error, "error-code")).startsWith("sfdc.platform.eventbus.grpc.");
        assertThat(PubSubClient.trailer(error, "rpc-id")).isNotEmpty();
        assertThat(error.getStatus().getDescription()).endsWith("rpcId: " + PubSubClient.trailer(error, "rpc-id"));
    }

    private static void assertStranger(StatusRuntimeException error) {
        assertRefused(error, Status.Code.UNAUTHENTICATED, "service.auth.error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accesstoken", "instanceurl", "tenantid"})
    void needsEachOfTheThreeHeaders(String name) throws Exception {
        Map<String, String> headers = new HashMap<>(PubSubClient.headers(org, org.token()));
        headers.remove(name);
        try (var other = PubSubClient.with(org, headers)) {
            assertStranger(failure(() -> other.topic(ACCOUNTS)));
            assertStranger(other.subscribe(PubSubClient.latest(ACCOUNTS, 1)).end());
        }
    }

    @Test
    void refusesTokensWithoutASessionAndOtherOrgs() {
        try (var other = PubSubClient.of(org, "00D!unknown")) {
            assertStranger(failure(() -> other.topic(ACCOUNTS)));
        }
        Map<String, String> headers = new HashMap<>(PubSubClient.headers(org, org.token()));
        headers.put("tenantid", "00D000000000000EAA");
        try (var other = PubSubClient.with(org, headers)) {
            assertStranger(failure(() -> other.topic(ACCOUNTS)));
        }
    }

    @Test
    void takesTheOrgsIdInEitherLength() {
        Map<String, String> headers = new HashMap<>(PubSubClient.headers(org, org.token()));
        headers.compute("tenantid", (_, id) -> String.valueOf(id).substring(0, 15));
        try (var other = PubSubClient.with(org, headers)) {
            assertThat(other.topic(ACCOUNTS).getCanSubscribe()).isTrue();
        }
    }

    @Test
    void takesTokensThatAreJwt() {
        try (var other = PubSubClient.of(org, org.token(JWT))) {
            assertThat(other.topic(ACCOUNTS).getCanSubscribe()).isTrue();
        }
    }

    @Test
    void endsAStreamWithItsSession() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 1);
        org.server().signEverybodyOut();

        assertStranger(stream.end());
    }

    @Test
    void keepsTheSessionOfASubscriberAlive() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 1);
        for (int pending = 2; pending < 6; pending++) {
            now = now.plus(Duration.ofMinutes(70));
            stream.askFor(1);
            awaitPending(stream, pending);
        }
        account("Still told");

        assertThat(stream.event()).isNotNull();
    }

    /// Signs of life that are older than the last request may come first.
    private static void awaitPending(PubSubClient.Stream stream, int number) throws InterruptedException {
        if (stream.response().getPendingNumRequested() < number) {
            awaitPending(stream, number);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AccountChangeEvent", "/data/NothingChangeEvent", "/event/Any__e", "/topic/Names"})
    void refusesWhatIsNoTopicHere(String topic) throws Exception {
        RestClient.of(org, 65)
                .create(
                        "PushTopic",
                        "{\"Name\":\"Names\",\"Query\":\"SELECT Id FROM Account\",\"ApiVersion\":65.0,"
                                + "\"NotifyForFields\":\"All\"}");

        assertRefused(failure(() -> client.topic(topic)), Status.Code.NOT_FOUND, "topic.not.found");
        assertRefused(end(PubSubClient.latest(topic, 1)), Status.Code.NOT_FOUND, "topic.not.found");
    }

    @Test
    void refusesASchemaThatIsNotThere() {
        assertRefused(failure(() -> schema("nothing")), Status.Code.NOT_FOUND, "schema.not.found");
    }

    @Test
    void refusesASchemaWithoutAnIdAsATopicOfSeveralObjectsHasNone() {
        String id = client.topic("/data/ChangeEvents").getSchemaId();

        assertRefused(failure(() -> schema(id)), Status.Code.INVALID_ARGUMENT, "schema.validation.failed");
    }

    private void schema(String id) {
        var _ = client.calls()
                .getSchema(SchemaRequest.newBuilder().setSchemaId(id).build());
    }

    @Test
    void refusesUsersWhoMayNotViewAllRecords() throws Exception {
        String user = org.server().org().integrationUser().id();
        org.server().capture().refuse(user);

        assertThat(client.topic(ACCOUNTS).getCanSubscribe()).isFalse();
        assertRefused(
                end(PubSubClient.latest(ACCOUNTS, 1)), Status.Code.PERMISSION_DENIED, "subscription.permission.denied");
        var all = client.subscribed("/data/ChangeEvents", 5);
        try (var other = PubSubClient.of(org, org.token(OrgsimSettings.PERSON))) {
            var permitted = other.subscribed(ACCOUNTS, 5);
            account("Unheard");
            permitted.event();
        }
        org.server().capture().permit(user);
        String heard = account("Heard");

        assertThat(all.record().toString()).contains(heard);
    }

    @Test
    void refusesToSendNothing() throws Exception {
        assertRefused(
                end(PubSubClient.latest(ACCOUNTS, 0)),
                Status.Code.INVALID_ARGUMENT,
                "subscription.fetch.requested.events.invalid");
        var stream = client.subscribed(ACCOUNTS, 1);
        stream.askFor(-1);
        assertRefused(stream.end(), Status.Code.INVALID_ARGUMENT, "subscription.fetch.requested.events.invalid");
    }

    @Test
    void refusesAnotherTopicWithinAStream() throws Exception {
        var stream = client.subscribed(ACCOUNTS, 1);
        stream.send(PubSubClient.latest(ACCOUNTS, 1));
        stream.send(PubSubClient.latest("/data/ContactChangeEvent", 1));

        assertRefused(stream.end(), Status.Code.INVALID_ARGUMENT, "subscription.topic.invalid");
    }

    private static ByteString replayId(long number) {
        return ByteString.copyFrom(
                ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }

    @Test
    void refusesReplayIdsThatAreNoneOrWereNeverTold() throws Exception {
        account("Known");
        for (ByteString id : List.of(replayId(999_999), replayId(-1), ByteString.copyFromUtf8("abc"))) {
            assertRefused(
                    end(PubSubClient.behind(ACCOUNTS, id, 1)),
                    Status.Code.INVALID_ARGUMENT,
                    "subscription.fetch.replayid.corrupted");
        }
    }

    @Test
    void refusesReplayIdsThatAreTooOld() throws Exception {
        var stream = client.subscribe(PubSubClient.earliest(ACCOUNTS, 10));
        ByteString before = stream.response().getLatestReplayId();
        account("Forgotten");
        ByteString forgotten = stream.event().getReplayId();
        account("Second");
        account("Third");
        for (ByteString id : List.of(before, forgotten)) {
            assertRefused(
                    end(PubSubClient.behind(ACCOUNTS, id, 1)),
                    Status.Code.INVALID_ARGUMENT,
                    "subscription.fetch.replayid.corrupted");
        }
    }

    @Test
    void refusesEventsThatAreOlderThanThreeDays() throws Exception {
        account("Old");
        var stream = client.subscribe(PubSubClient.earliest(ACCOUNTS, 10));
        ByteString old = stream.event().getReplayId();
        now = now.plus(Duration.ofDays(3)).plusSeconds(1);
        try (var later = PubSubClient.of(org)) {
            assertRefused(
                    later.subscribe(PubSubClient.behind(ACCOUNTS, old, 1)).end(),
                    Status.Code.INVALID_ARGUMENT,
                    "subscription.fetch.replayid.corrupted");
        }
    }

    @Test
    void needsAReplayIdToBeginBehindOne() throws Exception {
        assertRefused(
                end(PubSubClient.behind(ACCOUNTS, ByteString.EMPTY, 1)),
                Status.Code.INVALID_ARGUMENT,
                "subscription.fetch.replayid.validation.failed");
        assertRefused(
                end(FetchRequest.newBuilder()
                        .setTopicName(ACCOUNTS)
                        .setReplayPresetValue(7)
                        .setNumRequested(1)
                        .build()),
                Status.Code.INVALID_ARGUMENT,
                "subscription.fetch.replayid.validation.failed");
    }

    @Test
    void doesNotPublish() throws Exception {
        assertThat(failure(() -> client.calls().publish(PublishRequest.getDefaultInstance()))
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.UNIMPLEMENTED);
        var end = new CompletableFuture<Throwable>();
        client.streams().publishStream(new StreamObserver<PublishResponse>() {
            @Override
            public void onNext(PublishResponse response) {
                end.complete(new AssertionError(response));
            }

            @Override
            public void onError(Throwable failure) {
                end.complete(failure);
            }

            @Override
            public void onCompleted() {
                end.complete(new AssertionError("It was served"));
            }
        });
        assertThat(Status.fromThrowable(end.get(60, TimeUnit.SECONDS)).getCode())
                .isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    @Test
    void doesNotManageSubscriptions() {
        MethodDescriptor<PublishRequest, PublishResponse> method = PubSubGrpc.getPublishMethod().toBuilder()
                .setFullMethodName("eventbus.v1.PubSub/ManagedSubscribe")
                .build();
        assertThat(failure(() -> ClientCalls.blockingUnaryCall(
                                client.calls().getChannel(),
                                method,
                                CallOptions.DEFAULT,
                                PublishRequest.getDefaultInstance()))
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.UNIMPLEMENTED);
    }
}
