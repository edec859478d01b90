package dev.lockstep.salesforce.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
    private final HttpClient client;
    private final Duration requestTimeout;

    /// @param requestTimeout from the start of a request to the last byte of its answer
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

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip");
        headers.forEach(request::setHeader);
        return request;
    }

    /// Waits by itself instead of by the request's own time-out, which ends with the headers of the answer.
    private HttpAnswer send(HttpRequest request, OnceBody body) throws BrokenExchange {
        var pending = client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return answer(pending.get(requestTimeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            throw broken(pending, body, "no whole answer came within " + requestTimeout.toSeconds() + " s", late);
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
        var encoding = response.headers().firstValue("Content-Encoding").orElse("");
        if (!encoding.equalsIgnoreCase("gzip")) {
            return new HttpAnswer(response.statusCode(), response.body());
        }
        try (var zipped = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return new HttpAnswer(response.statusCode(), zipped.readAllBytes());
        }
    }

    /// Ends what is under way.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
