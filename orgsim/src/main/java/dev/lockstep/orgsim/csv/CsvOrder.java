package dev.lockstep.orgsim.csv;

import dev.lockstep.orgsim.org.FieldDefinition;
import dev.lockstep.orgsim.org.FieldFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// In which order files are loaded: parents before children, as far as they don't refer to each other in a circle.
final class CsvOrder {
    private CsvOrder() {}

    /// Whether a record may be created without the lookup and get it later.
    static boolean canBeSetLater(FieldDefinition lookup) {
        return lookup.has(FieldFlag.UPDATEABLE)
                && (lookup.has(FieldFlag.NILLABLE) || lookup.has(FieldFlag.DEFAULTED_ON_CREATE));
    }

    /// @param tables by name; among those that may come next, the first does
    static List<CsvTable> of(List<CsvTable> tables) {
        var left = new ArrayList<>(tables);
        var ordered = new ArrayList<CsvTable>();
        while (!left.isEmpty()) {
            var next = first(left, _ -> true)
                    .or(() -> first(left, lookup -> !canBeSetLater(lookup)))
                    .orElseThrow(() -> left.getFirst()
                            .file()
                            .refused("its records can't be created before their parents, and those refer to them in a"
                                    + " circle: take one of the lookups out"));
            ordered.add(next);
            left.remove(next);
        }
        return ordered;
    }

    /// The first table whose parents, as far as such lookups name them, aren't among the tables.
    private static Optional<CsvTable> first(List<CsvTable> tables, Predicate<FieldDefinition> counts) {
        return tables.stream()
                .filter(table -> table.lookups().stream()
                        .filter(counts)
                        .flatMap(lookup -> lookup.referenceTo().stream())
                        .filter(parent -> !parent.equals(table.object().name()))
                        .noneMatch(parent -> tables.stream()
                                .anyMatch(other -> other.object().name().equals(parent))))
                .findFirst();
    }
}
