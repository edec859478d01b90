package dev.lockstep.orgsim.project;

import dev.lockstep.orgsim.source.SourceFile;
import dev.lockstep.orgsim.source.SourceRefused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The names by which the records of one plan refer to each other, and what became of the records.
final class PlanReferences {
    private final Map<String, String> places = new HashMap<>();
    private final Map<String, Fate> fates = new HashMap<>();

    /// What became of a record.
    sealed interface Fate {
        /// It is in the org.
        ///
        /// @param id 18 characters
        record Created(String id) implements Fate {}

        /// Its object is one that the org doesn't have.
        record LeftOut() implements Fate {}
    }

    /// Throws [SourceRefused] for a name that another record of the plan has.
    void declare(String name, PlannedRecord record) {
        var other = places.putIfAbsent(name, record.file() + ", " + record.place());
        if (other != null) {
            throw record.refused(
                    "attributes.referenceId", "the name " + name + " is that of " + other + ", too: take another one");
        }
    }

    boolean isDeclared(String name) {
        return places.containsKey(name);
    }

    void settle(String name, Fate fate) {
        fates.put(name, fate);
    }

    Optional<Fate> fate(String name) {
        return Optional.ofNullable(fates.get(name));
    }

    /// Takes over what an earlier plan made of a file.
    void takeOver(Map<String, Fate> settled, SourceFile file) {
        settled.forEach((name, fate) -> {
            places.putIfAbsent(name, file.name());
            fates.put(name, fate);
        });
    }
}
