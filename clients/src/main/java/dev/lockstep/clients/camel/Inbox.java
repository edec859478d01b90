package dev.lockstep.clients.camel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/// A subscription, and the events that have come by it and nobody has asked for yet.
final class Inbox implements AutoCloseable {
    private final Arrivals<Event> events = new Arrivals<>();
    private final AtomicLong last = new AtomicLong();
    private final Consumer consumer;

    /// @param headers what Camel tells of the event beside its body, such as `CamelSalesforceReplayId`
    record Event(Map<String, Object> headers, @Nullable Object body) {
        long replayId() {
            return (Long) Objects.requireNonNull(headers.get("CamelSalesforceReplayId"));
        }
    }

    private Inbox(Endpoint endpoint) throws Exception {
        consumer = endpoint.createConsumer(this::put);
    }

    /// Subscribes; the org's answer isn't waited for.
    static Inbox open(Endpoint endpoint) throws Exception {
        var inbox = new Inbox(endpoint);
        inbox.consumer.start();
        return inbox;
    }

    /// Camel listens twice where the answer to its first wait comes before the answer to its subscription: it hears
    /// each event twice then, though the org has told it once.
    private void put(Exchange exchange) {
        var event = new Event(
                new HashMap<>(exchange.getMessage().getHeaders()),
                exchange.getMessage().getBody());
        if (last.getAndSet(event.replayId()) != event.replayId()) {
            events.add(event);
        }
    }

    Event next() throws InterruptedException {
        return events.next();
    }

    List<Event> several(int count) throws InterruptedException {
        return events.several(count);
    }

    @Override
    public void close() {
        consumer.stop();
    }
}
