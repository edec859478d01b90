package dev.lockstep.verification.campaign;

import dev.lockstep.verification.campaign.plan.Thing;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What the workload did, so that afterwards it can be said what has to be there. Applications and the person in the
/// org keep one each: who made a thing alone changes it, so that no two sides ever want different values of one
/// field. Safe for several threads.
final class Ledger {
    private final Map<Thing, Fate> fates = new ConcurrentHashMap<>();

    Fate of(Thing thing) {
        return fates.computeIfAbsent(thing, _ -> new Fate());
    }

    Map<Thing, Fate> all() {
        return Map.copyOf(fates);
    }
}
