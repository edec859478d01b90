package dev.lockstep.orgsim.stream;

import static org.cometd.bayeux.Channel.META_CONNECT;
import static org.cometd.bayeux.Channel.META_HANDSHAKE;
import static org.cometd.bayeux.Channel.META_SUBSCRIBE;
import static org.cometd.bayeux.Channel.META_UNSUBSCRIBE;

import dev.lockstep.orgsim.events.Channel;
import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.faults.Api;
import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.http.ApiVersion;
import dev.lockstep.orgsim.http.HttpCall;
import dev.lockstep.orgsim.http.RequestCounts;
import dev.lockstep.orgsim.oauth.Session;
import dev.lockstep.orgsim.oauth.Sessions;
import dev.lockstep.orgsim.org.OrgUser;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.Promise;
import org.cometd.bayeux.server.BayeuxContext;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.bayeux.server.ServerMessage;
import org.cometd.bayeux.server.ServerSession;
import org.cometd.server.ServerSessionImpl;
import org.jspecify.annotations.Nullable;

/// Makes a CometD server behave as the org's: looks at each message before the server does, and at each answer after.
final class Conversation implements BayeuxServer.Extension {
    static final String COOKIE = "BAYEUX_BROWSER";

    private static final String LONG_POLLING = "long-polling";
    private static final String CONNECTION_TYPE = "connectionType";

    /// How the server below says it.
    private static final String SESSION_UNKNOWN = "402::session_unknown";

    /// What a client has last shown to be let in.
    private static final String TOKEN = "token";

    private final SimulatedOrg org;
    private final Sessions sessions;
    private final RequestCounts counts;
    private final BayeuxServer server;
    private final StreamFaults faults;
    private final SubscribeRules rules;
    private final Subscriptions subscriptions;

    Conversation(StreamParts parts, BayeuxServer server, Subscriptions subscriptions) {
        this.org = parts.org();
        this.sessions = parts.sessions();
        this.counts = parts.counts();
        this.server = server;
        this.faults = new StreamFaults(parts.faults(), server);
        this.rules = new SubscribeRules(parts.org(), parts.bus());
        this.subscriptions = subscriptions;
    }

    @Override
    public void incoming(@Nullable ServerSession from, ServerMessage.Mutable message, Promise<Boolean> promise) {
        Exchange exchange = Exchange.of(message.getBayeuxContext());
        ApiOperation operation = operation(message);
        counts.received(operation, exchange.methodToCount());
        switch (faults.strike(operation, exchange, from, message)) {
            case GOES_ON -> promise.succeed(isFine(exchange, from, message));
            case ANSWERED -> promise.succeed(false);
            case SILENCE -> {
                // Neither success nor failure is told: the request waits for ever.
            }
        }
    }

    private ApiOperation operation(ServerMessage.Mutable message) {
        String channel = message.getChannel();
        String name = channel.startsWith("/meta/") ? channel.substring("/meta/".length()) : "publish";
        List<String> objects = named(message).stream()
                .flatMap(subscription -> Channel.find(subscription, org.state()).stream())
                .flatMap(found -> found instanceof Channel.ChangesOf(var object)
                        ? Optional.of(object.name()).stream()
                        : Optional.<String>empty().stream())
                .toList();
        return new ApiOperation(Api.STREAMING, name, objects);
    }

    private static List<String> named(ServerMessage.Mutable message) {
        Object subscription = message.get(Message.SUBSCRIPTION_FIELD);
        if (subscription instanceof Object[] several) {
            return Arrays.stream(several).map(String::valueOf).toList();
        }
        if (subscription instanceof List<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return subscription == null ? List.of() : List.of(String.valueOf(subscription));
    }

    /// Whether the server below may go on with the message; if not, its answer is a refusal.
    private boolean isFine(Exchange exchange, @Nullable ServerSession from, ServerMessage.Mutable message) {
        Optional<String> version = versionError(exchange);
        if (version.isPresent()) {
            Replies.refuseForGood(message, version.get());
            return false;
        }
        Optional<Session> session = session(message);
        if (session.isEmpty()) {
            refuseStranger(message);
            return false;
        }
        if (from == null) {
            // The server below refuses it.
            return true;
        }
        from.setAttribute(TOKEN, session.get().token());
        return switch (message.getChannel()) {
            case META_HANDSHAKE, META_CONNECT -> isLongPolling(message);
            case META_SUBSCRIBE -> maySubscribe(exchange, session.get().user(), message);
            default -> message.isMeta() || denyPublishing(message);
        };
    }

    @Documented(url = "https://developer.salesforce.com/docs/platform/api-streaming/guide/streaming-error-codes.html")
    @Assumed(reason = "Errors and their words are documented; that each message is answered with them is believed")
    private static Optional<String> versionError(Exchange exchange) {
        String[] path = exchange.path().split("/", -1);
        Optional<ApiVersion> version = path.length > 2 ? ApiVersion.parse(path[2]) : Optional.empty();
        if (version.isEmpty()) {
            return Optional.of(StreamErrors.VERSION_MISSING);
        }
        boolean isOffered = version.get().isAtLeast(StreamErrors.OLDEST_VERSION)
                && version.get().standing() == ApiVersion.Standing.OFFERED;
        return isOffered ? Optional.empty() : Optional.of(StreamErrors.unsupportedVersion());
    }

    private Optional<Session> session(ServerMessage message) {
        return authorization(message).flatMap(HttpCall::accessToken).flatMap(sessions::find);
    }

    private static Optional<String> authorization(ServerMessage message) {
        BayeuxContext context = message.getBayeuxContext();
        return context == null ? Optional.empty() : Optional.ofNullable(context.getHeader("Authorization"));
    }

    private static void refuseStranger(ServerMessage.Mutable message) {
        String reason = strangerError(message);
        if (message.getChannel().equals(META_HANDSHAKE)) {
            Replies.denyHandshake(message, reason);
        } else {
            Replies.refuseForGood(message, reason);
        }
    }

    private static String strangerError(ServerMessage message) {
        return authorization(message).isPresent()
                ? StreamErrors.AUTHENTICATION_INVALID
                : StreamErrors.AUTHENTICATION_REQUIRED;
    }

    private static boolean isLongPolling(ServerMessage.Mutable message) {
        Object offered = message.get(
                message.getChannel().equals(META_HANDSHAKE)
                        ? Message.SUPPORTED_CONNECTION_TYPES_FIELD
                        : CONNECTION_TYPE);
        List<String> types = offered instanceof Object[] several
                ? Arrays.stream(several).map(String::valueOf).toList()
                : offered instanceof List<?> several
                        ? several.stream().map(String::valueOf).toList()
                        : offered == null ? List.of(LONG_POLLING) : List.of(String.valueOf(offered));
        if (types.contains(LONG_POLLING)) {
            return true;
        }
        Replies.refuseForGood(message, StreamErrors.invalidConnectionType(String.join(", ", types)));
        return false;
    }

    private boolean maySubscribe(Exchange exchange, OrgUser user, ServerMessage.Mutable message) {
        List<String> channels = named(message);
        for (String channel : channels.isEmpty() ? List.of("") : channels) {
            switch (rules.answer(user, channel, ReplayIds.of(message))) {
                case SubscribeRules.Answer.Refused(String error) -> {
                    Replies.refuse(message, error);
                    return false;
                }
                case SubscribeRules.Answer.Granted(var grant) -> exchange.grant(grant);
            }
        }
        return true;
    }

    private static boolean denyPublishing(ServerMessage.Mutable message) {
        Replies.refuse(message, StreamErrors.PUBLISH_DENIED);
        return false;
    }

    @Override
    public boolean sendMeta(@Nullable ServerSession to, ServerMessage.Mutable reply) {
        Object error = reply.get(Message.ERROR_FIELD);
        // The server below would advise a client that it has just been made to forget not to come back.
        if (SESSION_UNKNOWN.equals(error) || StreamErrors.UNKNOWN_CLIENT.equals(error)) {
            refuseUnknown(reply);
        }
        if (to != null && reply.isSuccessful()) {
            switch (reply.getChannel()) {
                case META_HANDSHAKE -> welcome(to, reply);
                case META_CONNECT -> checkAgain(reply);
                case META_SUBSCRIBE -> begin(to, reply);
                case META_UNSUBSCRIBE -> named(reply).forEach(channel -> subscriptions.remove(to, channel));
                default -> {}
            }
        }
        return true;
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/streaming_handling_errors.htm")
    private void refuseUnknown(ServerMessage.Mutable reply) {
        ServerMessage.Mutable message = reply.getAssociated();
        String client = message.getClientId();
        if (client != null
                && server.getSession(client) != null
                && message.getBayeuxContext().getCookie(COOKIE) == null) {
            Replies.fail(reply, StreamErrors.noCookie(client, COOKIE));
        } else {
            Replies.fail(reply, StreamErrors.UNKNOWN_CLIENT);
        }
        Replies.advise(reply, Message.RECONNECT_HANDSHAKE_VALUE);
    }

    @Assumed(
            reason = "Every handshake tells that events can be replayed and have a format, and leaves advice to the"
                    + " first connect, as recorded ones do")
    private static void welcome(ServerSession client, ServerMessage.Mutable reply) {
        reply.getExt(true).putAll(Map.of("replay", true, "payload.format", true));
        reply.remove(Message.ADVICE_FIELD);
        if (client instanceof ServerSessionImpl known) {
            known.reAdvise();
        }
    }

    /// Sessions may end while a client waits for events.
    private void checkAgain(ServerMessage.Mutable reply) {
        if (session(reply).isEmpty()) {
            Replies.fail(reply, strangerError(reply));
            Replies.advise(reply, Message.RECONNECT_NONE_VALUE);
        }
    }

    private void begin(ServerSession client, ServerMessage.Mutable reply) {
        String userId = session(reply).map(session -> session.user().id()).orElse("");
        Exchange.of(reply.getBayeuxContext())
                .takeGrants(named(reply))
                .forEach(grant -> subscriptions.add(client, userId, grant));
    }

    /// Whether the session by which the client was let in last is still open. A client that waits for events uses it.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/streaming_handling_errors.htm")
    boolean isSignedIn(ServerSession client) {
        return client.getAttribute(TOKEN) instanceof String token
                && sessions.find(token).isPresent();
    }
}
