package dev.lockstep.orgsim.server;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cometd.bayeux.Channel;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.client.ClientSession;
import org.cometd.client.BayeuxClient;
import org.cometd.client.http.jetty.JettyHttpClientTransport;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.util.component.LifeCycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// CometD's own client, used as on a real org: it remembers the replay Ids that it has seen, and subscribes again from
/// there after each handshake.
final class StreamClient implements AutoCloseable {
    static final long NEW_EVENTS = -1;
    static final long ALL_EVENTS = -2;

    /// Far longer than anything here takes; only a failing test waits for its end.
    private static final long PATIENCE_SECONDS = 60;

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = new HttpClient();
    private final BayeuxClient client;
    private final Map<String, Object> replay = new ConcurrentHashMap<>();
    private final BlockingQueue<Message> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Message> handshakes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Message> failedConnects = new LinkedBlockingQueue<>();
    private final BlockingQueue<Message> subscribed = new LinkedBlockingQueue<>();

    private StreamClient(TestOrg org, String authorization, String version) throws Exception {
        http.start();
        client = new BayeuxClient(
                org.server().url() + "/cometd/" + version, new JettyHttpClientTransport(new HashMap<>(), http) {
                    @Override
                    protected void customize(Request request) {
                        if (!authorization.isEmpty()) {
                            request.headers(headers -> headers.add("Authorization", authorization));
                        }
                    }
                });
        client.addExtension(new Replaying());
        client.getChannel(Channel.META_HANDSHAKE)
                .addListener((org.cometd.bayeux.client.ClientSessionChannel.MessageListener) (_, message) -> {
                    if (message.isSuccessful()) {
                        replay.keySet().forEach(this::subscribeAgain);
                    }
                    handshakes.add(message);
                });
        client.getChannel(Channel.META_CONNECT)
                .addListener((org.cometd.bayeux.client.ClientSessionChannel.MessageListener) (_, message) -> {
                    if (!message.isSuccessful()) {
                        failedConnects.add(message);
                    }
                });
    }

    /// Shakes hands; whether that worked is in [#handshake()].
    static StreamClient start(TestOrg org, String authorization, String version) throws Exception {
        var started = new StreamClient(org, authorization, version);
        started.client.handshake();
        return started;
    }

    /// A client of the integration user.
    static StreamClient connected(TestOrg org) throws Exception {
        return connected(org, org.token());
    }

    static StreamClient connected(TestOrg org, String token) throws Exception {
        var started = start(org, "Bearer " + token, "65.0");
        Message handshake = started.handshake();
        if (!handshake.isSuccessful()) {
            throw new IllegalStateException("No handshake: " + handshake);
        }
        return started;
    }

    private final class Replaying implements ClientSession.Extension {
        @Override
        public boolean sendMeta(ClientSession session, Message.Mutable message) {
            if (message.getChannel().equals(Channel.META_HANDSHAKE)) {
                message.getExt(true).put("replay", true);
            }
            if (message.getChannel().equals(Channel.META_SUBSCRIBE) && !replay.isEmpty()) {
                message.getExt(true).put("replay", new HashMap<>(replay));
            }
            return true;
        }

        @Override
        public boolean rcv(ClientSession session, Message.Mutable message) {
            Object id = json(message).at("/event/replayId").asLong();
            replay.computeIfPresent(message.getChannel(), (_, _) -> id);
            return true;
        }
    }

    /// Subscribes and tells what the org answered.
    ///
    /// @param from a replay Id, or one of the two that stand for all and for none
    Message subscribe(String channel, Object from) throws Exception {
        replay.put(channel, from);
        Message answer = subscribeAs(channel);
        if (!answer.isSuccessful()) {
            replay.remove(channel);
        }
        return answer;
    }

    /// As [#subscribe], without a word about replay.
    Message subscribeAs(String channel) throws Exception {
        var answer = new CompletableFuture<Message>();
        client.getChannel(channel).subscribe((_, message) -> events.add(message), answer::complete);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void subscribeAgain(String channel) {
        client.getChannel(channel).unsubscribe();
        client.getChannel(channel).subscribe((_, message) -> events.add(message), subscribed::add);
    }

    /// The answer of the next subscription that the client made by itself.
    Message subscribedAgain() throws InterruptedException {
        return next(subscribed);
    }

    Message handshake() throws InterruptedException {
        return next(handshakes);
    }

    /// The next refusal of the client's wait for events.
    Message failedConnect() throws InterruptedException {
        return next(failedConnects);
    }

    /// The data of the next event, whatever its channel.
    JsonNode event() throws InterruptedException {
        return json(message());
    }

    Message message() throws InterruptedException {
        return next(events);
    }

    static JsonNode json(Message message) {
        return JSON.valueToTree(message.getDataAsMap());
    }

    /// Whether there is an event that nobody has asked for yet.
    boolean hasEvents() {
        return !events.isEmpty();
    }

    private static Message next(BlockingQueue<Message> messages) throws InterruptedException {
        Message message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("No message came in " + PATIENCE_SECONDS + " seconds");
        }
        return message;
    }

    @Override
    public void close() {
        client.abort();
        LifeCycle.stop(http);
    }
}
