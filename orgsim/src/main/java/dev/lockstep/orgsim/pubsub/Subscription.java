package dev.lockstep.orgsim.pubsub;

import dev.lockstep.orgsim.events.ChangeEvent;
import dev.lockstep.orgsim.events.Channel;
import dev.lockstep.orgsim.events.EventBus;
import dev.lockstep.orgsim.events.EventRights;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.oauth.Session;
import dev.lockstep.orgsim.pubsub.wire.ConsumerEvent;
import dev.lockstep.orgsim.pubsub.wire.FetchRequest;
import dev.lockstep.orgsim.pubsub.wire.FetchResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// One stream of a subscriber, who gets as many events as were asked for. For the bus's telling thread alone.
final class Subscription {
    @Documented(url = "https://developer.salesforce.com/docs/platform/pub-sub-api/guide/flow-control.html")
    private static final int MOST_PENDING = 100;

    /// Clients take messages of 4 MB at most where they don't say otherwise.
    private static final int LARGEST_MESSAGE_BYTES = 3 * 1024 * 1024;

    private static final int AT_ONCE = 500;

    private final Serving serving;
    private final PubSubParts parts;
    private final PubSubCall call;
    private final StreamObserver<FetchResponse> to;
    private State state = new State.Opened();
    private boolean hasShownLife;
    private long idleSince = System.nanoTime();

    private sealed interface State {
        /// Nobody has said yet what to subscribe to.
        record Opened() implements State {}

        /// @param pending how many events may still be sent
        record Running(Channel channel, Session session, Position position, int pending) implements State {}

        /// The stream is open, and nothing comes by it any more.
        record Silent() implements State {}

        record Over() implements State {}
    }

    Subscription(Serving serving, PubSubCall call, StreamObserver<FetchResponse> to) {
        this.serving = serving;
        this.parts = serving.parts();
        this.call = call;
        this.to = to;
    }

    boolean isOver() {
        return state instanceof State.Over;
    }

    /// The client begins, or asks for more.
    void fetch(FetchRequest request) {
        switch (state) {
            case State.Opened _ -> take(Requests.SUBSCRIBE, request.getTopicName(), session -> begun(request, session));
            case State.Running running ->
                take(Requests.FETCH, running.channel().name(), session -> continued(running, request, session));
            case State.Silent _, State.Over _ -> {}
        }
    }

    private void take(String name, String topic, Function<Session, State.Running> work) {
        var operation = new ApiOperation(Api.PUBSUB, name, serving.topics().objects(topic));
        switch (serving.requests().handle(call, operation, work)) {
            case Requests.Outcome.Answered<State.Running>(State.Running running) -> {
                state = running;
                tell();
            }
            case Requests.Outcome.Failed<State.Running>(StatusRuntimeException error) -> fail(error);
            case Requests.Outcome.Silence<State.Running> _ -> state = new State.Silent();
        }
    }

    private State.Running begun(FetchRequest request, Session session) {
        Channel channel = serving.topics().subscribable(request.getTopicName(), session.user());
        int pending = pending(0, request);
        return new State.Running(channel, session, Position.asked(request, parts.bus()), pending);
    }

    @Documented(
            url = "https://developer.salesforce.com/docs/platform/pub-sub-api/references/methods/subscribe-rpc.html")
    private State.Running continued(State.Running running, FetchRequest request, Session session) {
        String topic = request.getTopicName();
        if (!topic.isEmpty() && !topic.equals(running.channel().name())) {
            throw PubSubRefusal.otherTopic(topic);
        }
        return new State.Running(running.channel(), session, running.position(), pending(running.pending(), request));
    }

    /// What is asked for is added to what hasn't come yet, and cut where it is too much.
    @Documented(url = "https://developer.salesforce.com/docs/platform/pub-sub-api/guide/flow-control.html")
    private static int pending(int before, FetchRequest request) {
        if (request.getNumRequested() < 1) {
            throw PubSubRefusal.nothingRequested(request.getNumRequested());
        }
        return before + Math.min(request.getNumRequested(), MOST_PENDING - before);
    }

    /// Sends what there is, as far as it was asked for.
    void tell() {
        while (state instanceof State.Running running && running.pending() > 0) {
            List<EventBus.Placed> news = parts.bus()
                    .after(running.channel().kind(), running.position().place(), AT_ONCE);
            if (news.isEmpty()) {
                return;
            }
            send(running, news);
        }
    }

    private void send(State.Running running, List<EventBus.Placed> news) {
        List<ConsumerEvent> events = new ArrayList<>();
        Position position = running.position();
        long bytes = 0;
        for (EventBus.Placed placed : news) {
            if (events.size() == running.pending()) {
                break;
            }
            if (placed.event() instanceof ChangeEvent change && reaches(change, running)) {
                ConsumerEvent event =
                        EventAvro.message(change, serving.schemas().of(change.object()));
                bytes += event.getSerializedSize();
                if (bytes > LARGEST_MESSAGE_BYTES && !events.isEmpty()) {
                    break;
                }
                events.add(event);
            }
            position = Position.behind(placed);
        }
        var moved =
                new State.Running(running.channel(), running.session(), position, running.pending() - events.size());
        state = moved;
        if (!events.isEmpty()) {
            send(moved, events, moved.pending());
        }
    }

    private boolean reaches(ChangeEvent event, State.Running running) {
        return running.channel().carries(event)
                && new EventRights(parts.org(), parts.bus().capture())
                        .reach(running.session().user().id(), event.object());
    }

    private void send(State.Running running, List<ConsumerEvent> events, int pending) {
        to.onNext(FetchResponse.newBuilder()
                .addAllEvents(events)
                .setLatestReplayId(ReplayIdBytes.of(running.position().replayId()))
                .setRpcId(call.rpcId())
                .setPendingNumRequested(pending)
                .build());
        hasShownLife = true;
        idleSince = System.nanoTime();
    }

    /// Sends an answer without events to who waits for some and has heard nothing since the last time.
    @Documented(
            url = "https://developer.salesforce.com/docs/platform/pub-sub-api/references/methods/subscribe-rpc.html")
    void showLife() {
        if (state instanceof State.Running running && running.pending() > 0 && !hasShownLife) {
            send(running, List.of(), running.pending());
        }
        hasShownLife = false;
    }

    /// Ends the stream when its session has ended, or when nobody asks for anything.
    @Documented(
            url = "https://developer.salesforce.com/docs/platform/pub-sub-api/references/methods/subscribe-rpc.html")
    @Assumed(
            reason = "That a stream without requests is closed is documented; that it ends without an error, and how it"
                    + " ends with its session, is believed")
    void checkAgain() {
        switch (state) {
            case State.Running running
            when parts.sessions().find(running.session().token()).isEmpty() ->
                fail(PubSubRefusal.stranger().toStatus(call.rpcId()));
            case State.Running running when running.pending() > 0 -> {}
            case State.Running _, State.Opened _ -> {
                if (System.nanoTime() - idleSince
                        > serving.settings().patience().toNanos()) {
                    end();
                }
            }
            case State.Silent _, State.Over _ -> {}
        }
    }

    private void fail(StatusRuntimeException error) {
        state = new State.Over();
        to.onError(error);
    }

    /// The client has no more requests, or has had none for too long.
    void end() {
        if (!isOver()) {
            state = new State.Over();
            to.onCompleted();
        }
    }
}
