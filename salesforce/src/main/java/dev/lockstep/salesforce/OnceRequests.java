package dev.lockstep.salesforce;

import dev.lockstep.salesforce.http.BrokenExchange;
import dev.lockstep.salesforce.http.HttpAnswer;
import dev.lockstep.salesforce.http.HttpChannel;
import dev.lockstep.salesforce.http.Progress;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/// Makes requests that change something, each once, but for the one case that the org answers that the
/// session is over.
final class OnceRequests {
    /// How a request changes what it is sent to.
    enum Method {
        POST,
        PUT,
        PATCH
    }

    /// What is known after a request.
    sealed interface Sent {
        /// The org says that it is done.
        record Done(HttpAnswer answer) implements Sent {}

        /// This request has changed nothing.
        record NotDone(OrgFailure why) implements Sent {}

        /// The org may have done it.
        record Unknown(OrgFailure why) implements Sent {}
    }

    private final HttpChannel channel;
    private final Sessions sessions;
    private final Requests requests;

    OnceRequests(HttpChannel channel, Sessions sessions, Requests requests) {
        this.channel = channel;
        this.sessions = sessions;
        this.requests = requests;
    }

    Sent send(Method method, String concerns, Function<Session, URI> resource, String type, byte[] body) {
        var session = sessions.current();
        var sent = once(method, concerns, session, resource.apply(session), type, body);
        if (!(sent instanceof Sent.NotDone refused && refused.why().treatment() == Treatment.SIGN_IN_AGAIN)) {
            return sent;
        }
        try {
            var renewed = sessions.after(session);
            return once(method, concerns, renewed, resource.apply(renewed), type, body);
        } catch (OrgFailure noSession) {
            return new Sent.NotDone(noSession);
        }
    }

    private Sent once(Method method, String concerns, Session session, URI uri, String type, byte[] body) {
        requests.count(CallReason.WRITE);
        try {
            var headers = headers(session, type);
            var answer = switch (method) {
                case POST -> channel.post(uri, headers, body);
                case PUT -> channel.put(uri, headers, body);
                case PATCH -> channel.patch(uri, headers, body);
            };
            return answer.isSuccess() ? new Sent.Done(answer) : refused(Refusals.of(concerns, answer));
        } catch (BrokenExchange broken) {
            return switch (broken.progress()) {
                case Progress.NOTHING_SENT -> new Sent.NotDone(Refusals.broken(concerns, broken));
                case Progress.PERHAPS_ARRIVED -> new Sent.Unknown(Refusals.broken(concerns, broken));
            };
        }
    }

    private static Sent refused(OrgFailure failure) {
        return switch (Failures.ofRequest(failure.code()).effect()) {
            case Failures.Effect.NONE -> new Sent.NotDone(failure);
            case Failures.Effect.POSSIBLE -> new Sent.Unknown(failure);
        };
    }

    private static Map<String, String> headers(Session session, String type) {
        return Map.of(
                "Authorization",
                "Bearer " + session.token().reveal(),
                "Accept",
                "application/json",
                "Content-Type",
                type,
                "Sforce-Call-Options",
                "client=" + Org.CLIENT_NAME);
    }
}
