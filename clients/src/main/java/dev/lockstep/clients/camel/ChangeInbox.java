package dev.lockstep.clients.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/// A subscription by the Pub/Sub API, and the change events that have come by it and nobody has asked for yet.
final class ChangeInbox implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofMillis(100);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Arrivals<Change> changes = new Arrivals<>();
    private final Arrivals<Throwable> failures = new Arrivals<>();
    private final DefaultConsumer consumer;

    /// @param replayId as Camel tells it: base64
    /// @param event all fields in the schema's order
    record Change(String replayId, Map<?, ?> event) {
        Object at(String field) {
            return Objects.requireNonNull(event.get(field), field);
        }

        /// Of the record, or of the first one.
        String recordId() {
            Map<?, ?> header = (Map<?, ?>) at("ChangeEventHeader");
            return String.valueOf(((List<?>) Objects.requireNonNull(header.get("recordIds"))).getFirst());
        }
    }

    private ChangeInbox(Endpoint endpoint) throws Exception {
        consumer = (DefaultConsumer) endpoint.createConsumer(this::put);
        consumer.setExceptionHandler(new Failures());
    }

    /// Subscribes; the org's answer isn't waited for.
    static ChangeInbox open(Endpoint endpoint) throws Exception {
        var inbox = new ChangeInbox(endpoint);
        inbox.consumer.start();
        return inbox;
    }

    private void put(Exchange exchange) throws JsonProcessingException {
        changes.add(new Change(
                exchange.getMessage().getHeader("CamelSalesforcePubSubReplayId", String.class),
                JSON.readValue(exchange.getMessage().getBody(String.class), Map.class)));
    }

    /// Takes what Camel tells those who look after its consumers.
    private final class Failures implements ExceptionHandler {
        @Override
        public void handleException(Throwable failure) {
            failures.add(failure);
        }

        @Override
        public void handleException(String message, Throwable failure) {
            failures.add(failure);
        }

        @Override
        public void handleException(String message, @Nullable Exchange exchange, Throwable failure) {
            failures.add(failure);
        }
    }

    Change next() throws InterruptedException {
        return changes.next();
    }

    Throwable failure() throws InterruptedException {
        return failures.next();
    }

    /// The next one where it comes in a moment.
    Optional<Change> soon() throws InterruptedException {
        return changes.within(MOMENT);
    }

    List<Change> several(int count) throws InterruptedException {
        return changes.several(count);
    }

    @Override
    public void close() {
        consumer.stop();
    }
}
