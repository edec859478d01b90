package dev.lockstep.orgsim.stream;

import static org.cometd.bayeux.Channel.META_CONNECT;
import static org.cometd.bayeux.Channel.META_HANDSHAKE;
import static org.cometd.bayeux.Channel.META_SUBSCRIBE;

import dev.lockstep.orgsim.faults.ApiOperation;
import dev.lockstep.orgsim.faults.Fault;
import dev.lockstep.orgsim.faults.FaultPlan;
import java.util.Optional;
import org.cometd.bayeux.server.BayeuxServer;
import org.cometd.bayeux.server.ServerMessage;
import org.cometd.bayeux.server.ServerSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What goes wrong with messages of clients.
final class StreamFaults {
    private static final Logger LOG = LoggerFactory.getLogger(StreamFaults.class);

    private final FaultPlan faults;
    private final BayeuxServer server;

    /// What becomes of a message.
    enum Fate {
        /// It is looked at as always.
        GOES_ON,
        /// Its answer is there already.
        ANSWERED,
        /// It gets no answer, ever.
        SILENCE
    }

    StreamFaults(FaultPlan faults, BayeuxServer server) {
        this.faults = faults;
        this.server = server;
    }

    /// Asks once whether anything befalls the message, and does it.
    Fate strike(
            ApiOperation operation, Exchange exchange, @Nullable ServerSession from, ServerMessage.Mutable message) {
        Optional<Fault.OfAnyRequest> broken = faults.draw(operation, Fault.OfAnyRequest.class);
        if (broken.isPresent()) {
            LOG.info("fault={} operation={}", broken.get(), operation.name());
            return meet(broken.get(), exchange, message);
        }
        Optional<Fault.OfStream> trouble =
                faults.draw(operation, Fault.OfStream.class, fault -> fits(fault, message.getChannel()));
        trouble.ifPresent(fault -> LOG.info("fault={} operation={}", fault, operation.name()));
        return trouble.map(fault -> meet(fault, from, message)).orElse(Fate.GOES_ON);
    }

    private static Fate meet(Fault.OfAnyRequest fault, Exchange exchange, ServerMessage.Mutable message) {
        return switch (fault) {
            case Fault.AnswerLost _ -> {
                exchange.loseAnswer();
                yield Fate.GOES_ON;
            }
            case Fault.CutBeforeWork _ -> {
                exchange.loseAnswer();
                Replies.refuse(message, StreamErrors.TOO_BUSY);
                yield Fate.ANSWERED;
            }
            case Fault.Unavailable _ -> {
                Replies.refuse(message, StreamErrors.TOO_BUSY);
                yield Fate.ANSWERED;
            }
        };
    }

    private static boolean fits(Fault.OfStream fault, String channel) {
        return switch (fault) {
            case Fault.ReplayRefused _ -> channel.equals(META_SUBSCRIBE);
            case Fault.StreamSilent _, Fault.ClientForgotten _ -> channel.equals(META_CONNECT);
            case Fault.EventLimit _ ->
                channel.equals(META_HANDSHAKE) || channel.equals(META_CONNECT) || channel.equals(META_SUBSCRIBE);
        };
    }

    private Fate meet(Fault.OfStream fault, @Nullable ServerSession from, ServerMessage.Mutable message) {
        return switch (fault) {
            case Fault.StreamSilent _ -> Fate.SILENCE;
            case Fault.ReplayRefused _ -> {
                Replies.refuse(message, StreamErrors.invalidReplayId(ReplayIds.told(message)));
                yield Fate.ANSWERED;
            }
            case Fault.ClientForgotten _ -> {
                if (from != null) {
                    server.removeSession(from);
                }
                Replies.refuseUnknown(message);
                yield Fate.ANSWERED;
            }
            case Fault.EventLimit _ -> {
                Replies.refuseForGood(message, StreamErrors.DAILY_LIMIT);
                yield Fate.ANSWERED;
            }
        };
    }
}
