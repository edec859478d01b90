package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/// The files of the page on which a person watches the org. Nothing comes from elsewhere, and what the org holds is
/// only ever shown as text.
final class WatchPage {
    /// The page itself, which names the others.
    static final String START = "watch.html";

    private static final Map<String, String> TYPES = Map.of(
            START,
            "text/html;charset=UTF-8",
            "watch.css",
            "text/css;charset=UTF-8",
            "watch.js",
            "text/javascript;charset=UTF-8");

    private WatchPage() {}

    /// Empty where the page has no such file.
    static Optional<Answer> file(String name) {
        return Optional.ofNullable(TYPES.get(name))
                .map(type -> Answer.of(200, type, read(name))
                        .with("Cache-Control", "no-store")
                        .with("Content-Security-Policy", "default-src 'self'; base-uri 'none'; frame-ancestors 'none'")
                        .with("X-Content-Type-Options", "nosniff")
                        .with("Referrer-Policy", "no-referrer"));
    }

    private static byte[] read(String name) {
        try (var file = WatchPage.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The program lacks its file " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
