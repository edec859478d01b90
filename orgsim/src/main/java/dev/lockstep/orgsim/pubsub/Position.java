package dev.lockstep.orgsim.pubsub;

import com.google.protobuf.ByteString;
import dev.lockstep.orgsim.events.EventBus;
import dev.lockstep.orgsim.events.EventKind;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.pubsub.wire.FetchRequest;
import java.util.List;
import java.util.OptionalLong;

/// How far a subscription has looked through the stream.
///
/// @param place behind the last event that was looked at
/// @param replayId of that event; 0 before all events
record Position(long place, long replayId) {
    private static final Position BEFORE_ALL = new Position(0, 0);

    static Position behind(EventBus.Placed placed) {
        return new Position(placed.place(), placed.event().replayId());
    }

    /// Where the first request of a stream has it begin.
    @Documented(url = "https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-message-durability.html")
    static Position asked(FetchRequest request, EventBus bus) {
        return switch (request.getReplayPreset()) {
            case LATEST -> latest(bus);
            case EARLIEST -> BEFORE_ALL;
            case CUSTOM -> custom(request.getReplayId(), bus);
            case UNRECOGNIZED -> throw PubSubRefusal.replayIdMissing();
        };
    }

    private static Position latest(EventBus bus) {
        long end = bus.end(EventKind.CHANGE);
        List<EventBus.Placed> last = bus.after(EventKind.CHANGE, end - 1, 1);
        return last.isEmpty() ? new Position(end, 0) : behind(last.getFirst());
    }

    private static Position custom(ByteString bytes, EventBus bus) {
        if (bytes.isEmpty()) {
            throw PubSubRefusal.replayIdMissing();
        }
        OptionalLong replayId = ReplayIdBytes.number(bytes);
        if (replayId.isEmpty()) {
            throw PubSubRefusal.corruptedReplayId();
        }
        if (replayId.getAsLong() == BEFORE_ALL.replayId() && hasAllEvents(bus)) {
            return BEFORE_ALL;
        }
        OptionalLong place = bus.behind(EventKind.CHANGE, replayId.getAsLong());
        if (place.isEmpty()) {
            throw PubSubRefusal.corruptedReplayId();
        }
        return new Position(place.getAsLong(), replayId.getAsLong());
    }

    /// Whether none has been dropped yet.
    private static boolean hasAllEvents(EventBus bus) {
        List<EventBus.Placed> first = bus.after(EventKind.CHANGE, 0, 1);
        return first.isEmpty()
                ? bus.end(EventKind.CHANGE) == 0
                : first.getFirst().place() == 1;
    }
}
