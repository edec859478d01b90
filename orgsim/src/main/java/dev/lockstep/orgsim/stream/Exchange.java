package dev.lockstep.orgsim.stream;

import dev.lockstep.orgsim.events.Channel;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cometd.bayeux.server.BayeuxContext;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;

/// One HTTP request, whose messages are looked at one after the other, and what is to become of its answer.
final class Exchange {
    private static final String ATTRIBUTE = Exchange.class.getName();

    private final HttpServletRequest request;
    private final AtomicBoolean isCounted = new AtomicBoolean();
    private final Map<String, Grant> grants = new HashMap<>();
    private volatile boolean isLost;

    /// A channel that may be subscribed to, and behind which place its events are to be told.
    record Grant(Channel channel, long place) {}

    private Exchange(HttpServletRequest request) {
        this.request = request;
    }

    static Exchange begin(HttpServletRequest request) {
        var exchange = new Exchange(request);
        request.setAttribute(ATTRIBUTE, exchange);
        return exchange;
    }

    /// The request that a message came by.
    static Exchange of(BayeuxContext context) {
        if (context.getRequestAttribute(ATTRIBUTE) instanceof Exchange exchange) {
            return exchange;
        }
        throw new IllegalStateException("The message came by no request of this servlet.");
    }

    /// Path of the request: `/cometd/65.0`, perhaps with more behind it.
    String path() {
        return request.getRequestURI();
    }

    /// The method for the first message, nothing for those that came along.
    String methodToCount() {
        return isCounted.getAndSet(true) ? "" : request.getMethod();
    }

    void grant(Grant grant) {
        grants.put(grant.channel().name(), grant);
    }

    /// What was granted of these channels, which is forgotten by that.
    List<Grant> takeGrants(List<String> channels) {
        List<Grant> taken = new ArrayList<>();
        for (String channel : channels) {
            Grant grant = grants.remove(channel);
            if (grant != null) {
                taken.add(grant);
            }
        }
        return taken;
    }

    /// Instead of its answer, the client sees the connection end.
    void loseAnswer() {
        isLost = true;
    }

    boolean isLost() {
        return isLost;
    }

    void cut() {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
