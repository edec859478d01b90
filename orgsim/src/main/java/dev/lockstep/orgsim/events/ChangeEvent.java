package dev.lockstep.orgsim.events;

import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.Value;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A change event: what became of one record, or in the same way of several.
///
/// @param fields what the event tells of the record, by the path in the event (`Name.LastName`); a field that was
///     emptied is there without a value, one that didn't change isn't there
public record ChangeEvent(long replayId, ObjectDefinition object, ChangeHeader header, Map<String, Value> fields)
        implements Event {
    public ChangeEvent {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public Instant at() {
        return header.commitTimestamp();
    }

    ChangeEvent gap() {
        return new ChangeEvent(replayId, object, header.gap(), Map.of());
    }

    ChangeEvent overflow() {
        return new ChangeEvent(replayId, object, header.overflow(), Map.of());
    }
}
