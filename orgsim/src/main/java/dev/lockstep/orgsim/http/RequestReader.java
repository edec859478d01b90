package dev.lockstep.orgsim.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Reads a request to its end. Gzip is unpacked by the server below; deflate is unpacked here.
final class RequestReader {
    /// Larger bodies are refused, packed or unpacked, unless the endpoint has them put into files.
    static final int BODY_LIMIT_BYTES = 50 * 1024 * 1024;

    private static final byte[] NO_BODY = {};

    private RequestReader() {}

    /// Empty where the body is over the limit.
    ///
    /// @throws IOException the client went away before its body was whole, or the body can't be unpacked
    static Optional<HttpCall> read(HttpServletRequest request, Endpoint endpoint) throws IOException {
        RequestTarget target = target(request);
        Optional<UploadPlace> place = endpoint.upload(request.getMethod(), target);
        if (place.isPresent()) {
            return putInto(place.get(), request).map(file -> call(request, target, NO_BODY, Optional.of(file)));
        }
        byte[] body = unpacked(request).readNBytes(BODY_LIMIT_BYTES + 1);
        return body.length > BODY_LIMIT_BYTES
                ? Optional.empty()
                : Optional.of(call(request, target, body, Optional.empty()));
    }

    private static RequestTarget target(HttpServletRequest request) {
        String query = request.getQueryString();
        return new RequestTarget(request.getRequestURI(), query == null ? "" : query);
    }

    private static HttpCall call(HttpServletRequest request, RequestTarget target, byte[] body, Optional<Path> upload) {
        Map<String, String> headers = new HashMap<>();
        request.getHeaderNames().asIterator().forEachRemaining(name -> headers.put(name, request.getHeader(name)));
        String baseUrl = request.getScheme() + "://" + authority(request);
        return new HttpCall(request.getMethod(), target, headers, body, upload, baseUrl);
    }

    /// The file with the body; empty, and no file, where the body is over the limit.
    private static Optional<Path> putInto(UploadPlace place, HttpServletRequest request) throws IOException {
        Path file = Files.createTempFile(place.folder(), "upload", ".part");
        boolean isWhole = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            InputStream body = unpacked(request);
            isWhole = copy(body, out, place.limitBytes());
            // A client that is still sending wouldn't read the refusal.
            body.transferTo(OutputStream.nullOutputStream());
        } finally {
            if (!isWhole) {
                Files.deleteIfExists(file);
            }
        }
        return isWhole ? Optional.of(file) : Optional.empty();
    }

    /// Whether there were so many bytes at most.
    private static boolean copy(InputStream in, OutputStream out, long limit) throws IOException {
        var buffer = new byte[64 * 1024];
        long copied = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            copied += read;
            if (copied > limit) {
                return false;
            }
            out.write(buffer, 0, read);
        }
        return true;
    }

    private static String authority(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host == null || host.isBlank() ? request.getServerName() + ":" + request.getServerPort() : host;
    }

    private static InputStream unpacked(HttpServletRequest request) throws IOException {
        InputStream raw = request.getInputStream();
        return "deflate".equalsIgnoreCase(request.getHeader("Content-Encoding")) ? inflated(raw) : raw;
    }

    private static InputStream inflated(InputStream packed) throws IOException {
        var in = new BufferedInputStream(packed);
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        // Clients disagree on whether "deflate" has zlib's two-byte head; its check bits tell.
        boolean zlib = second >= 0 && (first & 0x0f) == 8 && (first << 8 | second) % 31 == 0;
        return new InflaterInputStream(in, new Inflater(!zlib));
    }
}
