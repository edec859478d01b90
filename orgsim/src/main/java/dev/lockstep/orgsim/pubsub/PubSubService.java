package dev.lockstep.orgsim.pubsub;

import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.oauth.Session;
import dev.lockstep.orgsim.pubsub.wire.FetchRequest;
import dev.lockstep.orgsim.pubsub.wire.FetchResponse;
import dev.lockstep.orgsim.pubsub.wire.PubSubGrpc;
import dev.lockstep.orgsim.pubsub.wire.SchemaInfo;
import dev.lockstep.orgsim.pubsub.wire.SchemaRequest;
import dev.lockstep.orgsim.pubsub.wire.TopicInfo;
import dev.lockstep.orgsim.pubsub.wire.TopicRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Function;

/// The calls of the Pub/Sub API. Those that publish are left to the base class, which doesn't implement them.
final class PubSubService extends PubSubGrpc.PubSubImplBase {
    private final Requests requests;
    private final Schemas schemas;
    private final Topics topics;
    private final Subscriptions subscriptions;

    PubSubService(PubSubParts parts, PubSubSettings settings) {
        var serving = Serving.of(parts, settings);
        this.requests = serving.requests();
        this.schemas = serving.schemas();
        this.topics = serving.topics();
        this.subscriptions = new Subscriptions(serving);
    }

    @Override
    public void getTopic(TopicRequest request, StreamObserver<TopicInfo> to) {
        PubSubCall call = PubSubCall.current();
        String name = request.getTopicName();
        answer(
                new ApiOperation(Api.PUBSUB, Requests.GET_TOPIC, topics.objects(name)),
                to,
                call,
                session -> topics.info(name, session.user(), call.rpcId()));
    }

    @Override
    public void getSchema(SchemaRequest request, StreamObserver<SchemaInfo> to) {
        PubSubCall call = PubSubCall.current();
        String id = request.getSchemaId();
        List<String> objects =
                schemas.find(id).map(schema -> schema.object().name()).stream().toList();
        answer(
                new ApiOperation(Api.PUBSUB, Requests.GET_SCHEMA, objects),
                to,
                call,
                _ -> SchemaInfo.newBuilder()
                        .setSchemaId(id)
                        .setSchemaJson(
                                schemas.find(id).orElseThrow(() -> noSchema(id)).json())
                        .setRpcId(call.rpcId())
                        .build());
    }

    private static PubSubRefusal noSchema(String id) {
        return id.isBlank() ? PubSubRefusal.noSchemaId() : PubSubRefusal.noSuchSchema(id);
    }

    private <T> void answer(ApiOperation operation, StreamObserver<T> to, PubSubCall call, Function<Session, T> work) {
        switch (requests.handle(call, operation, work)) {
            case Requests.Outcome.Answered<T>(T answer) -> {
                to.onNext(answer);
                to.onCompleted();
            }
            case Requests.Outcome.Failed<T>(var error) -> to.onError(error);
            case Requests.Outcome.Silence<T> _ -> {
                // The caller waits for ever.
            }
        }
    }

    @Override
    public StreamObserver<FetchRequest> subscribe(StreamObserver<FetchResponse> to) {
        return subscriptions.open(PubSubCall.current(), (ServerCallStreamObserver<FetchResponse>) to);
    }
}
