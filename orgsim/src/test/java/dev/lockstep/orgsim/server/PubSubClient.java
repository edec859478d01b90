package dev.lockstep.orgsim.server;

import com.google.protobuf.ByteString;
import dev.lockstep.orgsim.pubsub.wire.ConsumerEvent;
import dev.lockstep.orgsim.pubsub.wire.FetchRequest;
import dev.lockstep.orgsim.pubsub.wire.FetchResponse;
import dev.lockstep.orgsim.pubsub.wire.PubSubGrpc;
import dev.lockstep.orgsim.pubsub.wire.ReplayPreset;
import dev.lockstep.orgsim.pubsub.wire.SchemaRequest;
import dev.lockstep.orgsim.pubsub.wire.TopicInfo;
import dev.lockstep.orgsim.pubsub.wire.TopicRequest;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/// A client of the Pub/Sub API: gRPC's stubs, and Avro by the schemas that the org tells.
final class PubSubClient implements AutoCloseable {
    /// Far longer than anything here takes; only a failing test waits for its end.
    private static final long PATIENCE_SECONDS = 60;

    private final ManagedChannel channel;
    private final PubSubGrpc.PubSubBlockingStub calls;
    private final PubSubGrpc.PubSubStub streams;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private PubSubClient(ManagedChannel channel, Map<String, String> headers) {
        this.channel = channel;
        var metadata = new Metadata();
        headers.forEach((name, value) -> metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        var attaching = MetadataUtils.newAttachHeadersInterceptor(metadata);
        this.calls = PubSubGrpc.newBlockingStub(channel).withInterceptors(attaching);
        this.streams = PubSubGrpc.newStub(channel).withInterceptors(attaching);
    }

    static PubSubClient of(TestOrg org) {
        return of(org, org.token());
    }

    static PubSubClient of(TestOrg org, String token) {
        return with(org, headers(org, token));
    }

    static PubSubClient with(TestOrg org, Map<String, String> headers) {
        return new PubSubClient(channel(org, InsecureChannelCredentials.create(), "localhost"), headers);
    }

    /// Encrypted, with a server whose certificate is in this name.
    static PubSubClient encrypted(TestOrg org, ChannelCredentials credentials, String name) {
        return new PubSubClient(channel(org, credentials, name), headers(org, org.token()));
    }

    private static ManagedChannel channel(TestOrg org, ChannelCredentials credentials, String name) {
        int port = org.server().pubSubPort().orElseThrow();
        return Grpc.newChannelBuilderForAddress("127.0.0.1", port, credentials)
                .overrideAuthority(name)
                .build();
    }

    static Map<String, String> headers(TestOrg org, String token) {
        return Map.of(
                "accesstoken",
                token,
                "instanceurl",
                org.server().url(),
                "tenantid",
                org.server().org().organizationId());
    }

    TopicInfo topic(String name) {
        return calls.getTopic(TopicRequest.newBuilder().setTopicName(name).build());
    }

    Schema schema(String id) {
        return schemas.computeIfAbsent(
                id,
                _ -> new Schema.Parser()
                        .parse(calls.getSchema(SchemaRequest.newBuilder()
                                        .setSchemaId(id)
                                        .build())
                                .getSchemaJson()));
    }

    PubSubGrpc.PubSubBlockingStub calls() {
        return calls;
    }

    PubSubGrpc.PubSubStub streams() {
        return streams;
    }

    /// What an event tells.
    GenericRecord decoded(ConsumerEvent event) {
        Schema schema = schema(event.getEvent().getSchemaId());
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(event.getEvent().getPayload().toByteArray(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FetchRequest latest(String topic, int number) {
        return request(topic, ReplayPreset.LATEST, number).build();
    }

    static FetchRequest earliest(String topic, int number) {
        return request(topic, ReplayPreset.EARLIEST, number).build();
    }

    static FetchRequest behind(String topic, ByteString replayId, int number) {
        return request(topic, ReplayPreset.CUSTOM, number).setReplayId(replayId).build();
    }

    private static FetchRequest.Builder request(String topic, ReplayPreset preset, int number) {
        return FetchRequest.newBuilder()
                .setTopicName(topic)
                .setReplayPreset(preset)
                .setNumRequested(number);
    }

    Stream subscribe(FetchRequest request) {
        var stream = new Stream();
        stream.send(request);
        return stream;
    }

    /// As [#subscribe], once the org has answered: it does so by an event or by a sign of life.
    Stream subscribed(String topic, int number) throws InterruptedException {
        Stream stream = subscribe(latest(topic, number));
        stream.response();
        return stream;
    }

    /// One stream, whose messages are taken one by one.
    final class Stream implements StreamObserver<FetchResponse> {
        private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
        private final Deque<ConsumerEvent> events = new ArrayDeque<>();
        private final StreamObserver<FetchRequest> requests;

        private Stream() {
            requests = streams.subscribe(this);
        }

        void send(FetchRequest request) {
            requests.onNext(request);
        }

        void askFor(int number) {
            send(FetchRequest.newBuilder().setNumRequested(number).build());
        }

        void halfClose() {
            requests.onCompleted();
        }

        @Override
        public void onNext(FetchResponse response) {
            arrived.add(response);
        }

        @Override
        public void onError(Throwable failure) {
            arrived.add(failure);
        }

        @Override
        public void onCompleted() {
            arrived.add(Status.OK.asRuntimeException());
        }

        FetchResponse response() throws InterruptedException {
            Object next = next();
            if (next instanceof FetchResponse response) {
                return response;
            }
            throw new AssertionError("The stream ended", (Throwable) next);
        }

        /// The next one with events.
        FetchResponse filledResponse() throws InterruptedException {
            FetchResponse response = response();
            return response.getEventsCount() > 0 ? response : filledResponse();
        }

        ConsumerEvent event() throws InterruptedException {
            if (events.isEmpty()) {
                events.addAll(filledResponse().getEventsList());
            }
            return events.removeFirst();
        }

        GenericRecord record() throws InterruptedException {
            return decoded(event());
        }

        /// How the stream ended, whatever came before.
        StatusRuntimeException end() throws InterruptedException {
            Object next = next();
            return next instanceof StatusRuntimeException end ? end : end();
        }

        boolean isQuiet() {
            return arrived.isEmpty();
        }

        private Object next() throws InterruptedException {
            Object next = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing came in " + PATIENCE_SECONDS + " seconds");
            }
            return next;
        }
    }

    static String errorCode(StatusRuntimeException error) {
        return String.valueOf(trailer(error, "error-code")).replace("sfdc.platform.eventbus.grpc.", "");
    }

    static String trailer(StatusRuntimeException error, String name) {
        Metadata trailers = error.getTrailers();
        return trailers == null ? "" : trailers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
