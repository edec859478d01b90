package dev.lockstep.salesforce.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/// Sends requests over HTTP/1.1, each at most once, and tells of each that breaks off how far it came. Follows
/// no redirection: that could carry a token to another host. Safe for several threads.
///
/// HTTP/2 is left out because a client may repeat requests there which the server says it hasn't looked at.
public final class HttpChannel implements AutoCloseable {
    private static final int UNZIP_BYTES = 64 * 1024;

    /// What a line is trusted to carry at the least, beside the time that every request has.
    private static final int SLOWEST_UPLOAD_BYTES_A_SECOND = 128 * 1024;

    private final HttpClient client;
    private final Duration requestTimeout;

    /// @param requestTimeout from the start of a request to the last byte of its answer; a large body has more
    public HttpChannel(Duration connectTimeout, Duration requestTimeout) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
        this.requestTimeout = requestTimeout;
    }

    public HttpAnswer get(URI uri, Map<String, String> headers) throws BrokenExchange {
        return send(request(uri, headers).GET().build(), new OnceBody(new byte[0]));
    }

    public HttpAnswer post(URI uri, Map<String, String> headers, byte[] bytes) throws BrokenExchange {
        var body = new OnceBody(bytes);
        return send(request(uri, headers).POST(body).build(), body);
    }

    /// Sends a body that may be large: it has more time, by its size.
    public HttpAnswer put(URI uri, Map<String, String> headers, byte[] bytes) throws BrokenExchange {
        var body = new OnceBody(bytes);
        return send(
                request(uri, headers).PUT(body).build(),
                body,
                requestTimeout.plusSeconds(bytes.length / SLOWEST_UPLOAD_BYTES_A_SECOND));
    }

    public HttpAnswer patch(URI uri, Map<String, String> headers, byte[] bytes) throws BrokenExchange {
        var body = new OnceBody(bytes);
        return send(request(uri, headers).method("PATCH", body).build(), body);
    }

    public HttpAnswer delete(URI uri, Map<String, String> headers) throws BrokenExchange {
        return send(request(uri, headers).DELETE().build(), new OnceBody(new byte[0]));
    }

    /// Gets an answer that is too large to be held: waits for its headers, and leaves the body to be read. The body may
    /// take as long as it needs, but not stay silent for longer than a request's time-out.
    public HttpStream open(URI uri, Map<String, String> headers) throws BrokenExchange {
        // On the machine itself packing only costs: no wire is saved.
        var request = request(uri, headers)
                .setHeader("Accept-Encoding", isThisMachine(uri) ? "identity" : "gzip")
                .GET()
                .build();
        var pending = client.sendAsync(request, head -> new ArrivingBody(requestTimeout));
        return await(pending, new OnceBody(new byte[0]), HttpChannel::stream, requestTimeout);
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip");
        headers.forEach(request::setHeader);
        return request;
    }

    private HttpAnswer send(HttpRequest request, OnceBody body) throws BrokenExchange {
        return send(request, body, requestTimeout);
    }

    private HttpAnswer send(HttpRequest request, OnceBody body, Duration atMost) throws BrokenExchange {
        var pending = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        return await(pending, body, HttpChannel::answer, atMost);
    }

    private interface Reader<B, T> {
        T read(HttpResponse<B> response) throws IOException;
    }

    /// Waits by itself instead of by the request's own time-out, which ends with the headers of the answer.
    private <B, T> T await(
            CompletableFuture<HttpResponse<B>> pending, OnceBody body, Reader<B, T> reader, Duration atMost)
            throws BrokenExchange {
        try {
            return reader.read(pending.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            throw broken(pending, body, "no whole answer came within " + atMost.toSeconds() + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw broken(pending, body, "the wait for the answer was interrupted", interrupted);
        } catch (ExecutionException failed) {
            var cause = failed.getCause() == null ? failed : failed.getCause();
            throw broken(pending, body, "the connection failed", cause);
        } catch (IOException unreadable) {
            throw broken(pending, body, "the answer's compression is damaged", unreadable);
        }
    }

    private static BrokenExchange broken(CompletableFuture<?> pending, OnceBody body, String message, Throwable cause) {
        pending.cancel(true);
        return new BrokenExchange(message, body.withdraw() ? Progress.NOTHING_SENT : Progress.PERHAPS_ARRIVED, cause);
    }

    private static HttpAnswer answer(HttpResponse<byte[]> response) throws IOException {
        if (!isZipped(response)) {
            return new HttpAnswer(response.statusCode(), response.body());
        }
        try (var zipped = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return new HttpAnswer(response.statusCode(), zipped.readAllBytes());
        }
    }

    /// Reads the first bytes of a zipped body already.
    private static HttpStream stream(HttpResponse<InputStream> response) throws IOException {
        var body = response.body();
        try {
            return new HttpStream(
                    response.statusCode(),
                    response.headers()::firstValue,
                    isZipped(response) ? new GZIPInputStream(body, UNZIP_BYTES) : body);
        } catch (IOException damaged) {
            body.close();
            throw damaged;
        }
    }

    private static boolean isZipped(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
    }

    private static boolean isThisMachine(URI uri) {
        var host = uri.getHost();
        return host.startsWith("127.") || host.equals("localhost") || host.equals("[::1]");
    }

    /// Ends what is under way.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
