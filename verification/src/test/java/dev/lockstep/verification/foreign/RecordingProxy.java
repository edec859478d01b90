package dev.lockstep.verification.foreign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lockstep.verification.foreign.Exchange.Packing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/// An HTTP proxy that leads to one org, whatever a request says, changes nothing, and remembers each exchange.
final class RecordingProxy implements AutoCloseable {
    /// They belong to one connection; either side has its own.
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection", "content-length", "expect", "host", "keep-alive", "proxy-connection", "transfer-encoding");

    private final URI org;
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    private RecordingProxy(URI org, HttpServer server) {
        this.org = org;
        this.server = server;
    }

    static RecordingProxy to(URI org) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        var proxy = new RecordingProxy(org, server);
        server.createContext("/", proxy::pass);
        server.start();
        return proxy;
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            HttpResponse<byte[]> answer = send(exchange, request);
            exchanges.add(recorded(exchange, request, answer));
            answer.headers().map().forEach((name, values) -> {
                if (!isOfAConnection(name)) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private HttpResponse<byte[]> send(HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(
                        org.resolve(exchange.getRequestURI().getRawPath()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!isOfAConnection(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static boolean isOfAConnection(String header) {
        return OF_A_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    private static Exchange recorded(HttpExchange exchange, byte[] request, HttpResponse<byte[]> answer)
            throws IOException {
        var sent = HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true);
        return new Exchange(
                SoapMessage.parse(new String(unpacked(sent, request), StandardCharsets.UTF_8))
                        .content(),
                answer.statusCode(),
                new String(unpacked(answer.headers(), answer.body()), StandardCharsets.UTF_8),
                packing(sent),
                packing(answer.headers()));
    }

    private static Packing packing(HttpHeaders headers) {
        return headers.firstValue("Content-Encoding").filter("gzip"::equals).isPresent() ? Packing.GZIP : Packing.PLAIN;
    }

    private static byte[] unpacked(HttpHeaders headers, byte[] body) throws IOException {
        if (packing(headers) == Packing.PLAIN) {
            return body;
        }
        try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return unpacking.readAllBytes();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
