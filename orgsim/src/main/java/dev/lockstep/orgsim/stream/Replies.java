package dev.lockstep.orgsim.stream;

import dev.lockstep.orgsim.evidence.Documented;
import java.util.Map;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.server.ServerMessage;
import org.cometd.server.ServerMessageImpl;

/// Puts refusals into the answers of messages.
final class Replies {
    private Replies() {}

    static void refuse(ServerMessage.Mutable message, String error) {
        ServerMessage.Mutable reply = message.getAssociated();
        fail(reply, error);
        if (reply instanceof ServerMessageImpl answer) {
            // Otherwise the server below puts an error of its own in its place.
            answer.setHandled(true);
        }
    }

    /// As [#refuse]; the client isn't to try again by itself.
    static void refuseForGood(ServerMessage.Mutable message, String error) {
        refuse(message, error);
        advise(message.getAssociated(), Message.RECONNECT_NONE_VALUE);
    }

    /// The client is to begin anew.
    static void refuseUnknown(ServerMessage.Mutable message) {
        refuse(message, StreamErrors.UNKNOWN_CLIENT);
        advise(message.getAssociated(), Message.RECONNECT_HANDSHAKE_VALUE);
    }

    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/streaming_handling_errors.htm")
    static void denyHandshake(ServerMessage.Mutable message, String reason) {
        refuseForGood(message, StreamErrors.HANDSHAKE_DENIED);
        message.getAssociated().getExt(true).put("sfdc", Map.of("failureReason", reason));
    }

    static void fail(ServerMessage.Mutable reply, String error) {
        reply.setSuccessful(false);
        reply.put(Message.ERROR_FIELD, error);
    }

    static void advise(ServerMessage.Mutable reply, String reconnect) {
        Map<String, Object> advice = reply.getAdvice(true);
        advice.clear();
        advice.put(Message.RECONNECT_FIELD, reconnect);
        advice.put(Message.INTERVAL_FIELD, 0);
    }
}
