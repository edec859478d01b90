package dev.lockstep.orgsim.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Reads a request to its end. Gzip is unpacked by the server below; deflate is unpacked here.
final class RequestReader {
    /// Larger bodies are refused, packed or unpacked.
    static final int BODY_LIMIT_BYTES = 50 * 1024 * 1024;

    private RequestReader() {}

    /// Empty where the body is over the limit.
    ///
    /// @throws IOException the client went away before its body was whole, or the body can't be unpacked
    static Optional<HttpCall> read(HttpServletRequest request) throws IOException {
        byte[] raw = request.getInputStream().readNBytes(BODY_LIMIT_BYTES + 1);
        byte[] body = isDeflated(request) ? inflate(raw) : raw;
        if (body.length > BODY_LIMIT_BYTES) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        request.getHeaderNames().asIterator().forEachRemaining(name -> headers.put(name, request.getHeader(name)));
        String query = request.getQueryString();
        return Optional.of(new HttpCall(
                request.getMethod(),
                new RequestTarget(request.getRequestURI(), query == null ? "" : query),
                headers,
                body,
                request.getScheme() + "://" + authority(request)));
    }

    private static String authority(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host == null || host.isBlank() ? request.getServerName() + ":" + request.getServerPort() : host;
    }

    private static boolean isDeflated(HttpServletRequest request) {
        return "deflate".equalsIgnoreCase(request.getHeader("Content-Encoding"));
    }

    private static byte[] inflate(byte[] packed) throws IOException {
        // Clients disagree on whether "deflate" has zlib's two-byte head; its check bits tell.
        boolean zlib = packed.length > 1
                && (packed[0] & 0x0f) == 8
                && (Byte.toUnsignedInt(packed[0]) << 8 | Byte.toUnsignedInt(packed[1])) % 31 == 0;
        try (var inflater = new Inflater(!zlib);
                InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed), inflater)) {
            return in.readNBytes(BODY_LIMIT_BYTES + 1);
        }
    }
}
