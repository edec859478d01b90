package dev.lockstep.orgsim.stream;

import dev.lockstep.orgsim.evidence.Assumed;
import java.text.ParseException;
import java.util.List;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.server.ServerMessage;
import org.cometd.server.BayeuxServerImpl;
import org.cometd.server.HttpException;
import org.cometd.server.http.JSONHttpTransport;
import org.cometd.server.http.TransportContext;

/// Long polling that takes for a message what is one: the server below would stumble over JSON of another form.
final class MessageTransport extends JSONHttpTransport {
    private static final int BAD_REQUEST = 400;

    /// What must be text where it is there.
    private static final List<String> TEXTS = List.of(Message.CHANNEL_FIELD, Message.CLIENT_ID_FIELD);

    MessageTransport(BayeuxServerImpl server) {
        super(server);
    }

    @Assumed(reason = "JSON that is no list of messages is refused as what is no JSON is")
    @Override
    protected void processMessages(TransportContext context, List<ServerMessage.Mutable> messages) {
        // The parser trusts that a list holds messages alone.
        List<?> unchecked = messages;
        if (unchecked.stream().allMatch(MessageTransport::isMessage)) {
            super.processMessages(context, messages);
        } else {
            context.promise().fail(new HttpException(BAD_REQUEST, new ParseException("no list of messages", 0)));
        }
    }

    private static boolean isMessage(Object candidate) {
        return candidate instanceof ServerMessage.Mutable message
                && TEXTS.stream().map(message::get).allMatch(value -> value == null || value instanceof String);
    }
}
