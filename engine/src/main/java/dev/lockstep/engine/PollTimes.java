package dev.lockstep.engine;

import dev.lockstep.model.ObjectName;
import dev.lockstep.model.configuration.Configuration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers how far each mapping was read, on the way of the events to their listener. Safe for several
/// threads.
final class PollTimes implements SyncListener {
    private final int mappings;
    private final SyncListener next;
    private final Map<ObjectName, Instant> upTo = new ConcurrentHashMap<>();

    PollTimes(Configuration configuration, SyncListener next) {
        this.mappings = configuration.mappings().size();
        this.next = next;
    }

    @Override
    public void on(SyncEvent event) {
        if (event instanceof SyncEvent.Polled polled) {
            upTo.put(polled.object(), polled.upTo());
        }
        next.on(event);
    }

    Optional<Instant> upTo() {
        return upTo.size() < mappings
                ? Optional.empty()
                : upTo.values().stream().min(Comparator.naturalOrder());
    }
}
