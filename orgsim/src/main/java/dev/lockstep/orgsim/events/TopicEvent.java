package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.RecordChange;
import dev.lockstep.orgsim.org.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A notification that a record changed which a PushTopic asks for.
///
/// @param topic the name of the PushTopic, in its own spelling
/// @param fields what the query selects, as it was when the change was committed
public record TopicEvent(
        long replayId,
        Instant at,
        String topic,
        ObjectDefinition object,
        RecordChange.Kind change,
        Map<String, Value> fields)
        implements Event {
    public TopicEvent {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
