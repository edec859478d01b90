package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.evidence.Documented;
import java.time.Duration;

/// The two streams of events that an org has.
@Documented(
        url =
                "https://developer.salesforce.com/docs/atlas.en-us.api_streaming.meta/api_streaming/using_streaming_api_durability.htm")
public enum EventKind {
    /// Notifications of PushTopics.
    TOPIC(Duration.ofDays(1)),
    /// Change events.
    CHANGE(Duration.ofDays(3));

    private final Duration retention;

    EventKind(Duration retention) {
        this.retention = retention;
    }

    /// How long an event can be asked for again.
    public Duration retention() {
        return retention;
    }
}
