package dev.lockstep.salesforce.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A body as a stream whose reader waits for the next bytes, but not for ever: the client's own stream would wait as
/// long as the connection lives. What arrives is asked for piece by piece, so that a slow reader holds the sender back
/// instead of filling the memory.
///
/// For one reading thread. Interrupting it ends the wait.
final class ArrivingBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
    private static final int ASKED_AHEAD = 4;

    private sealed interface Signal {
        record Bytes(Iterator<ByteBuffer> buffers) implements Signal {}

        record Failed(Throwable why) implements Signal {}

        record End() implements Signal {}
    }

    private final LinkedBlockingQueue<Signal> arrived = new LinkedBlockingQueue<>();
    private final ArrayDeque<Flow.Subscription> subscription = new ArrayDeque<>(1);
    private final Duration silenceAtMost;
    private Iterator<ByteBuffer> buffers = List.<ByteBuffer>of().iterator();
    private ByteBuffer current = ByteBuffer.allocate(0);
    private boolean ended;
    private boolean closed;

    /// @param silenceAtMost how long nothing may arrive
    ArrivingBody(Duration silenceAtMost) {
        this.silenceAtMost = silenceAtMost;
    }

    /// There at once, before the first byte.
    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        synchronized (subscription) {
            if (closed) {
                given.cancel();
                return;
            }
            subscription.add(given);
        }
        given.request(ASKED_AHEAD);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        arrived.add(new Signal.Bytes(bytes.iterator()));
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(new Signal.Failed(failure));
    }

    @Override
    public void onComplete() {
        arrived.add(new Signal.End());
    }

    @Override
    public int read() throws IOException {
        return hasBytes() ? current.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!hasBytes()) {
            return -1;
        }
        int count = Math.min(length, current.remaining());
        current.get(target, offset, count);
        return count;
    }

    /// Waits until there is a byte to read; false at the end.
    private boolean hasBytes() throws IOException {
        while (!current.hasRemaining()) {
            if (buffers.hasNext()) {
                current = buffers.next();
            } else if (ended) {
                return false;
            } else {
                take(next());
            }
        }
        return true;
    }

    private void take(Signal signal) throws IOException {
        switch (signal) {
            case Signal.Bytes bytes -> {
                buffers = bytes.buffers();
                running().ifPresent(flow -> flow.request(1));
            }
            case Signal.Failed failed -> {
                arrived.add(failed);
                throw new IOException("the connection failed while the answer was read", failed.why());
            }
            case Signal.End end -> ended = true;
        }
    }

    private Signal next() throws IOException {
        try {
            var signal = arrived.poll(silenceAtMost.toNanos(), TimeUnit.NANOSECONDS);
            if (signal == null) {
                close();
                throw new IOException("nothing of the answer arrived for " + silenceAtMost.toSeconds() + " s");
            }
            return signal;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            close();
            throw new IOException("the reading of the answer was interrupted", interrupted);
        }
    }

    private Optional<Flow.Subscription> running() {
        synchronized (subscription) {
            return Optional.ofNullable(subscription.peek());
        }
    }

    /// Gives up what hasn't arrived. A second time does nothing.
    @Override
    public void close() {
        synchronized (subscription) {
            closed = true;
            subscription.forEach(Flow.Subscription::cancel);
            subscription.clear();
        }
        ended = true;
        buffers = List.<ByteBuffer>of().iterator();
        current = ByteBuffer.allocate(0);
    }
}
