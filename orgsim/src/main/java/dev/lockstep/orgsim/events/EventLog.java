package dev.lockstep.orgsim.events;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The events of one stream that can still be had, in their order. For one thread at a time.
final class EventLog {
    private final EventKind kind;
    private final int most;
    private final TreeMap<Long, Event> events = new TreeMap<>();
    private final Map<Long, Long> lastPlaces = new HashMap<>();
    private long end;

    /// @param most how many events are kept
    EventLog(EventKind kind, int most) {
        this.kind = kind;
        this.most = most;
    }

    void add(Event event) {
        end++;
        events.put(end, event);
        lastPlaces.put(event.replayId(), end);
        while (events.size() > most) {
            drop();
        }
    }

    /// Drops what is older than the stream keeps.
    void expire(Instant now) {
        Instant oldest = now.minus(kind.retention());
        while (!events.isEmpty() && events.firstEntry().getValue().at().isBefore(oldest)) {
            drop();
        }
    }

    private void drop() {
        Map.Entry<Long, Event> first = events.pollFirstEntry();
        lastPlaces.remove(first.getValue().replayId(), first.getKey());
    }

    /// Behind the last event.
    long end() {
        return end;
    }

    /// Behind the event of that replay Id, if it can still be had.
    OptionalLong behind(long replayId) {
        Long place = lastPlaces.get(replayId);
        return place == null ? OptionalLong.empty() : OptionalLong.of(place);
    }

    List<EventBus.Placed> after(long place, int wanted) {
        return events.tailMap(place, false).entrySet().stream()
                .limit(wanted)
                .map(entry -> new EventBus.Placed(entry.getKey(), entry.getValue()))
                .toList();
    }
}
