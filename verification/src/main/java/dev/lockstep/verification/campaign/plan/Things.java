package dev.lockstep.verification.campaign.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// The rows that a session's plan knows, in the order in which they were made: a row refers only to older ones, so
/// that references make no circle.
final class Things {
    private final Random random;
    private final Set<Thing> shared;
    private final Set<Thing> parents = new HashSet<>();
    private List<Thing> live;
    private Set<Thing> spoiled = new LinkedHashSet<>();
    private List<Thing> markedLive = List.of();
    private List<Thing> markedSpoiled = List.of();

    Things(Random random, List<Thing> shared) {
        this.random = random;
        this.shared = Set.copyOf(shared);
        this.live = new ArrayList<>(shared);
    }

    /// Remembers what is there now.
    void mark() {
        markedLive = List.copyOf(live);
        markedSpoiled = List.copyOf(spoiled);
    }

    void backToMark() {
        live = new ArrayList<>(markedLive);
        spoiled = new LinkedHashSet<>(markedSpoiled);
    }

    void add(Thing thing) {
        live.add(thing);
    }

    void addSpoiled(Thing thing) {
        live.add(thing);
        spoiled.add(thing);
    }

    void spoiled(Thing thing) {
        spoiled.add(thing);
    }

    void remove(Thing thing) {
        live.remove(thing);
    }

    List<Thing> spoiled() {
        return List.copyOf(spoiled);
    }

    Optional<Thing> some() {
        return pick(live);
    }

    /// One that can be deleted without taking others along, and whose entries don't wait behind a failed one.
    Optional<Thing> someLeaf() {
        return pick(live.stream().filter(this::isFreeLeaf).toList());
    }

    /// One whose e-mail address can be wrong.
    Optional<Thing> someToSpoil() {
        return pick(live.stream()
                .filter(thing -> thing.table() == Table.CONTACT || thing.table() == Table.LEAD)
                .filter(this::isFreeLeaf)
                .toList());
    }

    private boolean isFreeLeaf(Thing thing) {
        return !shared.contains(thing) && !parents.contains(thing) && !spoiled.contains(thing);
    }

    /// Something that a new row of this table can refer to.
    Optional<Parent> parent(Table table) {
        return parent(table, live);
    }

    /// Something that this row can refer to.
    Optional<Parent> parentFor(Thing thing) {
        // A shared row may refer to shared rows alone: others may not be committed yet.
        var older = live.subList(0, live.indexOf(thing)).stream()
                .filter(candidate -> !shared.contains(thing) || shared.contains(candidate))
                .toList();
        return parent(thing.table(), older);
    }

    private Optional<Parent> parent(Table table, List<Thing> from) {
        var lookups = table.lookups();
        if (lookups.isEmpty() || random.nextInt(4) == 0) {
            return Optional.empty();
        }
        var lookup = lookups.get(random.nextInt(lookups.size()));
        var found = pick(from.stream()
                .filter(thing -> thing.table() == lookup.parent() && !spoiled.contains(thing))
                .toList());
        found.ifPresent(parents::add);
        return found.map(thing ->
                new Parent(lookup, thing, random.nextBoolean() ? Parent.Way.BY_ID : Parent.Way.BY_EXTERNAL_ID));
    }

    private Optional<Thing> pick(List<Thing> from) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
    }
}
