package dev.lockstep.salesforce;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A server on plain sockets that can do what no decent server does: take a request and close without a word, stop in
/// the middle of an answer, say nothing. Connections are kept open between requests.
final class RawServer implements AutoCloseable {
    /// One whole request. The body is unzipped.
    record Request(String method, String path, Map<String, String> headers, String body, int connection) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /// What the server does after a whole request.
    sealed interface Reply {
        record Whole(int status, String type, String body) implements Reply {}

        record Zipped(int status, String type, String body) implements Reply {}

        /// With a header of its own.
        record Headed(int status, String type, String body, String header) implements Reply {}

        /// Announces the body's length and closes after so many characters of it.
        record Cut(int status, String body, int sent) implements Reply {}

        /// The same, but stays silent instead of closing.
        record Stall(int status, String body, int sent) implements Reply {}

        /// Answers and closes, although it let the client believe that the connection stays open.
        record Last(int status, String type, String body) implements Reply {}

        record Close() implements Reply {}

        record Silence() implements Reply {}
    }

    private final ServerSocket listener;
    private final Function<Request, Reply> script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    RawServer(Function<Request, Reply> script) throws IOException {
        this.script = script;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<Request> requests(String pathPrefix) {
        return requests.stream()
                .filter(request -> request.path().startsWith(pathPrefix))
                .toList();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                open.add(socket);
                var connection = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                var request = read(in, connection);
                requests.add(request);
                switch (script.apply(request)) {
                    case Reply.Whole whole ->
                        answer(
                                socket,
                                whole.status(),
                                whole.type(),
                                whole.body().getBytes(StandardCharsets.UTF_8),
                                "");
                    case Reply.Zipped zipped ->
                        answer(
                                socket,
                                zipped.status(),
                                zipped.type(),
                                zip(zipped.body()),
                                "Content-Encoding: gzip\r\n");
                    case Reply.Headed headed ->
                        answer(
                                socket,
                                headed.status(),
                                headed.type(),
                                headed.body().getBytes(StandardCharsets.UTF_8),
                                headed.header() + "\r\n");
                    case Reply.Cut cut -> {
                        part(socket, cut.status(), cut.body(), cut.sent());
                        return;
                    }
                    case Reply.Stall stall -> {
                        part(socket, stall.status(), stall.body(), stall.sent());
                        in.read();
                        return;
                    }
                    case Reply.Last last -> {
                        answer(socket, last.status(), last.type(), last.body().getBytes(StandardCharsets.UTF_8), "");
                        return;
                    }
                    case Reply.Close close -> {
                        return;
                    }
                    case Reply.Silence silence -> {
                        in.read();
                        return;
                    }
                }
            }
        } catch (IOException gone) {
            // The other side has had enough, or the test is over.
        } finally {
            open.remove(socket);
        }
    }

    private static void answer(Socket socket, int status, String type, byte[] body, String more) throws IOException {
        var head = "HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\n" + more + "Content-Length: "
                + body.length + "\r\n\r\n";
        var whole = new ByteArrayOutputStream();
        whole.write(head.getBytes(StandardCharsets.US_ASCII));
        whole.write(body);
        socket.getOutputStream().write(whole.toByteArray());
        socket.getOutputStream().flush();
    }

    private static void part(Socket socket, int status, String body, int sent) throws IOException {
        var head = "HTTP/1.1 " + status + " X\r\nContent-Type: text/xml\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n";
        socket.getOutputStream().write((head + body.substring(0, sent)).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static Request read(InputStream in, int connection) throws IOException {
        var first = line(in).split(" ", -1);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        var body = body(in, headers);
        if (headers.getOrDefault("Content-Encoding", "")
                .toLowerCase(Locale.ROOT)
                .equals("gzip")) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        return new Request(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8), connection);
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("Transfer-Encoding", "").equals("chunked")) {
            var body = new ByteArrayOutputStream();
            for (int length = Integer.parseInt(line(in), 16); length > 0; length = Integer.parseInt(line(in), 16)) {
                body.write(in.readNBytes(length));
                line(in);
            }
            line(in);
            return body.toByteArray();
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the request broke off");
        }
        return body;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static byte[] zip(String text) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        // While its thread still sits in accept, the port may take one more connection.
        while (isListening()) {
            Thread.onSpinWait();
        }
        for (var socket : open) {
            socket.close();
        }
    }

    private boolean isListening() {
        try (var probe = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            return probe.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
