package dev.lockstep.clients.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/// A subscription by the Pub/Sub API, and the change events that have come by it and nobody has asked for yet.
final class ChangeInbox implements AutoCloseable {
    /// Far longer than an event takes; only a failing visit waits for its end.
    private static final long PATIENCE_SECONDS = 60;

    private static final long MOMENT_MILLIS = 100;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
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
        return patiently(changes);
    }

    Throwable failure() throws InterruptedException {
        return patiently(failures);
    }

    /// The next one where it comes in a moment.
    Optional<Change> soon() throws InterruptedException {
        return Optional.ofNullable(changes.poll(MOMENT_MILLIS, TimeUnit.MILLISECONDS));
    }

    private static <T> T patiently(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("Nothing came in " + PATIENCE_SECONDS + " seconds");
        }
        return next;
    }

    List<Change> several(int count) throws InterruptedException {
        List<Change> several = new ArrayList<>();
        while (several.size() < count) {
            several.add(next());
        }
        return several;
    }

    @Override
    public void close() {
        consumer.stop();
    }
}
