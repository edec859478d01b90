package dev.lockstep.app.demo.project;

import dev.lockstep.orgsim.org.FieldDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Which lookups a check sets. They close no circle.
final class ParentGraph {
    private final Map<String, Map<FieldDefinition, String>> parents = new LinkedHashMap<>();

    /// Where an object stands.
    ///
    /// @param wave its rows are inserted when those of all earlier waves are in the org
    /// @param depth how many objects are above it at most: within a wave, parents come first
    record Place(int wave, int depth) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparingInt(Place::wave)
                    .thenComparingInt(Place::depth)
                    .compare(this, other);
        }
    }

    /// The lookups of an object that are set, and the objects of the parents.
    Map<FieldDefinition, String> of(String object) {
        return parents.computeIfAbsent(object, _ -> new LinkedHashMap<>());
    }

    /// Sets the lookup, unless that would close a circle.
    void connect(String object, FieldDefinition lookup, String parent) {
        if (!reaches(parent, object)) {
            of(object).put(lookup, parent);
        }
    }

    private boolean reaches(String from, String to) {
        var reached = new LinkedHashSet<>(Set.of(from));
        var wave = new ArrayList<>(reached);
        while (!wave.isEmpty()) {
            var next = new ArrayList<String>();
            wave.forEach(
                    object -> of(object).values().stream().filter(reached::add).forEach(next::add));
            wave = next;
        }
        return reached.contains(to);
    }

    /// @param isByKey whether the parent of a lookup is named by its unique identifier, and needs no Id before
    Map<String, Place> places(Predicate<FieldDefinition> isByKey) {
        var places = new HashMap<String, Place>();
        for (var object : new ArrayList<>(parents.keySet())) {
            place(object, isByKey, places);
        }
        return places;
    }

    private Place place(String object, Predicate<FieldDefinition> isByKey, Map<String, Place> places) {
        var known = places.get(object);
        if (known != null) {
            return known;
        }
        var wave = 0;
        var depth = 0;
        for (var parent : of(object).entrySet()) {
            var above = place(parent.getValue(), isByKey, places);
            wave = Math.max(wave, above.wave() + (isByKey.test(parent.getKey()) ? 0 : 1));
            depth = Math.max(depth, above.depth() + 1);
        }
        var place = new Place(wave, depth);
        places.put(object, place);
        return place;
    }
}
