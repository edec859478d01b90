package dev.lockstep.orgsim.stream;

import dev.lockstep.orgsim.events.ChangeEvent;
import dev.lockstep.orgsim.events.Channel;
import dev.lockstep.orgsim.events.Event;
import dev.lockstep.orgsim.events.EventBus;
import dev.lockstep.orgsim.events.EventRights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cometd.bayeux.Promise;
import org.cometd.bayeux.server.ServerSession;

/// Who listens to what, and how far they have been told. All of it happens in the bus's telling thread, so that nobody
/// is told twice or passed over.
final class Subscriptions {
    private static final int AT_ONCE = 500;

    private final EventBus bus;
    private final EventRights rights;
    private final Map<Key, Subscription> subscriptions = new LinkedHashMap<>();

    private record Key(String clientId, String channel) {}

    /// @param place behind the last event that was looked at
    private record Subscription(ServerSession client, String userId, Channel channel, long place) {}

    Subscriptions(StreamParts parts) {
        this.bus = parts.bus();
        this.rights = new EventRights(parts.org(), bus.capture());
        bus.onNews(this::tellAll);
    }

    /// A second time for the same channel begins anew from the place given then.
    void add(ServerSession client, String userId, Exchange.Grant grant) {
        bus.soon(() -> {
            var key = new Key(client.getId(), grant.channel().name());
            subscriptions.put(key, tell(new Subscription(client, userId, grant.channel(), grant.place())));
        });
    }

    void remove(ServerSession client, String channel) {
        bus.soon(() -> subscriptions.remove(new Key(client.getId(), channel)));
    }

    void removeAll(ServerSession client) {
        bus.soon(() -> subscriptions.keySet().removeIf(key -> key.clientId().equals(client.getId())));
    }

    private void tellAll() {
        subscriptions.replaceAll((_, subscription) -> tell(subscription));
    }

    private Subscription tell(Subscription subscription) {
        var moving = new Moving(subscription);
        // All that is there goes out by one answer.
        subscription.client().batch(moving::tellAll);
        return moving.current;
    }

    private final class Moving {
        private Subscription current;

        private Moving(Subscription start) {
            this.current = start;
        }

        private void tellAll() {
            for (var news = news(); !news.isEmpty(); news = news()) {
                news.forEach(placed -> deliver(placed.event()));
                current = new Subscription(
                        current.client(),
                        current.userId(),
                        current.channel(),
                        news.getLast().place());
            }
        }

        private List<EventBus.Placed> news() {
            return bus.after(current.channel().kind(), current.place(), AT_ONCE);
        }

        private void deliver(Event event) {
            boolean isPermitted =
                    !(event instanceof ChangeEvent change) || rights.reach(current.userId(), change.object());
            if (isPermitted && current.channel().carries(event)) {
                current.client().deliver(null, current.channel().name(), EventJson.data(event), Promise.noop());
            }
        }
    }
}
