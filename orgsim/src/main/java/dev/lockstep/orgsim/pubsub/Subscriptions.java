package dev.lockstep.orgsim.pubsub;

import dev.lockstep.orgsim.events.EventBus;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.pubsub.wire.FetchRequest;
import dev.lockstep.orgsim.pubsub.wire.FetchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/// All streams of subscribers. What happens to them happens in the bus's telling thread, so that nobody is told twice
/// or
/// passed over.
final class Subscriptions {
    @Assumed(reason = "A stream ends soon after its session; how soon isn't documented")
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Serving serving;
    private final EventBus bus;
    private final Set<Subscription> open = new LinkedHashSet<>();

    Subscriptions(Serving serving) {
        this.serving = serving;
        this.bus = serving.parts().bus();
        PubSubSettings settings = serving.settings();
        bus.onNews(() -> forAll(Subscription::tell));
        // Twice as often, so that no wait is longer, whenever the last event came.
        bus.regularly(settings.keepalive().dividedBy(2), () -> forAll(Subscription::showLife));
        bus.regularly(shorter(BETWEEN_LOOKS, settings.patience()), () -> forAll(Subscription::checkAgain));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    StreamObserver<FetchRequest> open(PubSubCall call, ServerCallStreamObserver<FetchResponse> to) {
        var subscription = new Subscription(serving, call, to);
        later(() -> open.add(subscription));
        // With a handler, messages to a client that has gone are dropped instead of being refused.
        to.setOnCancelHandler(() -> later(() -> open.remove(subscription)));
        return new StreamObserver<>() {
            @Override
            public void onNext(FetchRequest request) {
                later(() -> subscription.fetch(request));
            }

            @Override
            public void onError(Throwable failure) {
                later(() -> open.remove(subscription));
            }

            @Override
            public void onCompleted() {
                later(subscription::end);
            }
        };
    }

    private void later(Runnable task) {
        bus.soon(() -> {
            task.run();
            open.removeIf(Subscription::isOver);
        });
    }

    private void forAll(Consumer<Subscription> task) {
        new ArrayList<>(open).forEach(task);
        open.removeIf(Subscription::isOver);
    }
}
