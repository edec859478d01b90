package dev.lockstep.orgsim.pubsub;

import dev.lockstep.orgsim.events.Capture;
import dev.lockstep.orgsim.org.ObjectDefinition;
import dev.lockstep.orgsim.org.SimulatedOrg;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The schemas of all objects that have change events, made when they are first asked for.
///
/// Safe for use by several threads.
final class Schemas {
    private final SimulatedOrg org;
    private final Map<ObjectDefinition, EventSchema> byObject = new ConcurrentHashMap<>();

    Schemas(SimulatedOrg org) {
        this.org = org;
    }

    EventSchema of(ObjectDefinition object) {
        return byObject.computeIfAbsent(object, EventSchema::of);
    }

    /// Also one that was told before a field of the object changed.
    Optional<EventSchema> find(String id) {
        org.objects().stream().filter(Capture::isCapturable).forEach(this::of);
        return byObject.values().stream()
                .filter(schema -> schema.id().equals(id))
                .findFirst();
    }
}
