package dev.lockstep.orgsim.stream;

import dev.lockstep.orgsim.evidence.Documented;
import java.util.Map;
import java.util.Optional;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.server.ServerMessage;

/// What a client says about replay when it subscribes: `"ext":{"replay":{"/topic/Orders":-1}}`.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/using_streaming_api_durability.htm")
final class ReplayIds {
    private static final String REPLAY = "replay";

    private ReplayIds() {}

    /// The replay Ids by channel; empty where nothing is said.
    static Optional<Map<?, ?>> of(ServerMessage.Mutable message) {
        return Optional.ofNullable(message.getExt())
                .map(ext -> ext.get(REPLAY))
                .flatMap(replay -> replay instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty());
    }

    /// The Id of the channel that the message is about, as it was sent.
    static String told(ServerMessage.Mutable message) {
        return of(message)
                .map(ids -> ids.get(String.valueOf(message.get(Message.SUBSCRIPTION_FIELD))))
                .map(String::valueOf)
                .orElse("-1");
    }
}
