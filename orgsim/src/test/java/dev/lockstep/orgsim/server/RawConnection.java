package dev.lockstep.orgsim.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// One TCP connection without a client in between that might repeat or hide something.
final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;

    RawConnection(TestOrg org) throws IOException {
        URI url = URI.create(org.server().url());
        socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(PATIENCE_MS);
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /// Sends the head of a POST.
    void head(String path, String... headers) throws IOException {
        write("POST " + path + " HTTP/1.1\r\nHost: test\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    /// Sends a whole SOAP request.
    void post(String message) throws IOException {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        head(
                "/services/Soap/u/65.0",
                "Content-Type: text/xml; charset=UTF-8",
                "SOAPAction: \"\"",
                "Content-Length: " + body.length);
        write(body);
    }

    /// Everything until the other side ends the stream in order; a reset throws.
    byte[] readToTheEnd() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    /// Reads until the text has come.
    String readUntil(String text) throws IOException {
        InputStream in = socket.getInputStream();
        var seen = new ByteArrayOutputStream();
        while (!seen.toString(StandardCharsets.UTF_8).contains(text)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The stream ended before \"" + text + "\": " + seen);
            }
            seen.write(next);
        }
        return seen.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
