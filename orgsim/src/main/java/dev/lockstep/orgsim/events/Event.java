package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.org.ObjectDefinition;
import java.time.Instant;

/// One message that subscribers can get.
public sealed interface Event permits TopicEvent, ChangeEvent {
    /// Where the event stands in its stream: later events have greater numbers, with holes between them.
    long replayId();

    /// The org's time of the commit that it tells of.
    Instant at();

    /// Whose records changed.
    ObjectDefinition object();

    default EventKind kind() {
        return switch (this) {
            case TopicEvent _ -> EventKind.TOPIC;
            case ChangeEvent _ -> EventKind.CHANGE;
        };
    }
}
