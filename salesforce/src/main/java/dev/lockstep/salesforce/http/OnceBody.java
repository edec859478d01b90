package dev.lockstep.salesforce.http;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/// A request's body that can be sent once: whoever tries again, the HTTP client by itself included, gets an
/// error instead. Whether anybody asked for it tells whether anything of it can have left.
final class OnceBody implements BodyPublisher {
    private final BodyPublisher bytes;
    private final AtomicBoolean taken = new AtomicBoolean();

    OnceBody(byte[] bytes) {
        this.bytes = BodyPublishers.ofByteArray(bytes);
    }

    /// Takes the body away. Tells whether nothing of it left before; then nothing will.
    boolean withdraw() {
        return taken.compareAndSet(false, true);
    }

    @Override
    public long contentLength() {
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (taken.compareAndSet(false, true)) {
            bytes.subscribe(subscriber);
            return;
        }
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {}
        });
        subscriber.onError(new IOException("this request was sent or given up before and must not be sent again"));
    }
}
