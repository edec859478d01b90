package dev.lockstep.orgsim.stream;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.bayeux.server.ServerMessage;
import org.cometd.bayeux.server.ServerSession;
import org.cometd.server.AbstractServerTransport;
import org.cometd.server.BayeuxServerImpl;
import org.cometd.server.ServerSessionImpl;
import org.cometd.server.http.AbstractHttpTransport;
import org.cometd.server.http.jakarta.CometDServlet;

/// `/cometd/{version}`, with or without `handshake`, `connect`, `subscribe` and the like behind it.
public final class StreamServlet extends CometDServlet {
    private static final long serialVersionUID = 1L;

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/platform/api-streaming/guide/using-streaming-api-timeouts.html")
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(110);

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/platform/api-streaming/guide/using-streaming-api-timeouts.html")
    private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(40);

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.210.0.api_streaming.meta/api_streaming/using_streaming_api_client_connection.htm")
    private static final int LARGEST_REQUEST_BYTES = 32_768;

    @Assumed(reason = "That sessions are looked at while clients wait is documented; how often isn't")
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final transient StreamParts parts;
    private final transient InstantSource clock;

    /// Serves the Streaming API.
    ///
    /// @param clock the org's
    public StreamServlet(StreamParts parts, InstantSource clock) {
        this.parts = parts;
        this.clock = clock;
    }

    @Override
    protected BayeuxServer newBayeuxServer() {
        var server = new BayeuxServerImpl();
        server.setTransports(new MessageTransport(server));
        server.setOption(AbstractServerTransport.TIMEOUT_OPTION, LONGEST_WAIT.toMillis());
        server.setOption(AbstractServerTransport.MAX_INTERVAL_OPTION, LONGEST_ABSENCE.toMillis());
        server.setOption(AbstractServerTransport.MAX_MESSAGE_SIZE_OPTION, LARGEST_REQUEST_BYTES);
        // Events come by the answers of connect alone, as the documents tell it.
        server.setOption(AbstractServerTransport.META_CONNECT_DELIVERY_OPTION, true);
        server.setOption(AbstractHttpTransport.BROWSER_COOKIE_NAME_OPTION, Conversation.COOKIE);
        server.setOption(AbstractHttpTransport.MAX_SESSIONS_PER_BROWSER_OPTION, -1);
        var subscriptions = new Subscriptions(parts);
        var conversation = new Conversation(parts, server, subscriptions);
        server.addExtension(conversation);
        server.addListener(new Leaving(subscriptions));
        parts.bus().regularly(BETWEEN_LOOKS, () -> wakeThoseSignedOut(server, conversation));
        return server;
    }

    private record Leaving(Subscriptions subscriptions) implements BayeuxServer.SessionListener {
        @Override
        public void sessionRemoved(ServerSession session, ServerMessage message, boolean timeout) {
            subscriptions.removeAll(session);
        }
    }

    /// Their answers will say that they aren't welcome any more.
    private static void wakeThoseSignedOut(BayeuxServer server, Conversation conversation) {
        for (ServerSession session : server.getSessions()) {
            if (session instanceof ServerSessionImpl client && !conversation.isSignedIn(client)) {
                client.flush();
            }
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atZone(ZoneOffset.UTC)));
        if (!request.getMethod().equals("POST")) {
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Only POST allowed");
        } else if (request.getContentLengthLong() > LARGEST_REQUEST_BYTES) {
            // A client that is still sending wouldn't read the refusal.
            request.getInputStream().transferTo(OutputStream.nullOutputStream());
            refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "Maximum Request Size Exceeded");
        } else {
            super.service(request, new LosableResponse(response, Exchange.begin(request)));
        }
    }

    /// Also how an attempt to open a WebSocket ends, so that clients go on by long polling.
    @Assumed(reason = "Clients of real orgs see status 405 with these words, as public reports show")
    private static void refuse(HttpServletResponse response, int status, String words) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    }

    /// Without the page that the server below would make of the failure.
    @Override
    protected void sendError(HttpServletRequest request, HttpServletResponse response, int code, Throwable failure) {
        if (!response.isCommitted()) {
            // The server below takes a request without messages for a failure of its own.
            response.setStatus(failure instanceof IOException ? HttpServletResponse.SC_BAD_REQUEST : code);
        }
    }
}
