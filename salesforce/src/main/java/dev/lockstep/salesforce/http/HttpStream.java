package dev.lockstep.salesforce.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/// An answer whose body arrives while it is read. The body is unzipped; reading it throws [IOException] where it
/// breaks off or stays silent for too long. To be closed, also when it wasn't read to its end.
public final class HttpStream implements AutoCloseable {
    private final int status;
    private final Function<String, Optional<String>> headers;
    private final InputStream body;

    HttpStream(int status, Function<String, Optional<String>> headers, InputStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    /// For one thread.
    public InputStream body() {
        return body;
    }

    /// All of it, for answers that are small: refusals are.
    public HttpAnswer whole() throws IOException {
        return new HttpAnswer(status, body.readAllBytes());
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
