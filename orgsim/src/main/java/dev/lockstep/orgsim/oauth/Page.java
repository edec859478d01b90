package dev.lockstep.orgsim.oauth;

import dev.lockstep.orgsim.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a person sees in the browser. No script, nothing from elsewhere, and everything that was sent is escaped.
final class Page {
    private static final String HTML = "text/html;charset=UTF-8";

    private static final String FRAME = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="UTF-8"><title>Simulated org</title></head>
        <body>
        %s</body>
        </html>
        """;

    private static final String LOGIN = """
        <h1>Log in to the simulated org</h1>
        <p>The application %s wants to act for you.</p>
        %s<form method="post" action="/services/oauth2/authorize">
        <input type="hidden" name="request" value="%s">
        <p><label>Username <input name="username" value="%s" autocomplete="username" autofocus></label></p>
        <p><label>Password <input type="password" name="password" autocomplete="current-password"></label></p>
        <p><button name="decision" value="allow">Log In and Allow</button>
        <button name="decision" value="deny">Deny</button></p>
        </form>
        """;

    private static final String WRONG_PASSWORD = """
        <p role="alert">Check the username and the password.</p>
        """;

    private static final String ERROR = """
        <h1>This doesn't work</h1>
        <p>error=%s&amp;error_description=%s</p>
        """;

    /// Why a login page is shown.
    enum Attempt {
        FIRST,
        AFTER_A_WRONG_PASSWORD
    }

    private Page() {}

    static Answer login(ConnectedClient client, String handle, Optional<String> username, Attempt attempt) {
        String alert = switch (attempt) {
            case FIRST -> "";
            case AFTER_A_WRONG_PASSWORD -> WRONG_PASSWORD;
        };
        return page(200, LOGIN.formatted(escaped(client.id()), alert, escaped(handle), escaped(username.orElse(""))));
    }

    static Answer error(OAuthRefusal refusal) {
        return page(400, ERROR.formatted(escaped(refusal.code()), escaped(refusal.description())));
    }

    private static Answer page(int status, String body) {
        return Answer.of(status, HTML, FRAME.formatted(body).getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store")
                .with("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
                .with("X-Frame-Options", "DENY")
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
