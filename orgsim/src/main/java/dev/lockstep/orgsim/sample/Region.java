package dev.lockstep.orgsim.sample;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A country, or a state of one, that an address may name.
///
/// @param code by ISO 3166, a state's without its country's
/// @param name the integration value, which stands in the text fields
/// @param states of a country; none where the list knows none of it
record Region(String code, String name, List<Region> states) {
    Region {
        states = List.copyOf(states);
    }

    /// @param states each with its code before its name, and semicolons between; empty for none
    static Region country(String code, String name, String states) {
        return new Region(code, name, states.isBlank() ? List.of() : read(states));
    }

    private static List<Region> read(String states) {
        return Stream.of(states.split(";", -1))
                .map(String::strip)
                .map(text -> text.split("\\s+", 2))
                .map(parts -> new Region(parts[0], parts[1].replaceAll("\\s+", " "), List.of()))
                .toList();
    }

    static Optional<Region> byCode(List<Region> regions, String code) {
        return regions.stream().filter(region -> region.code.equals(code)).findFirst();
    }

    static Optional<Region> byName(List<Region> regions, String name) {
        return regions.stream().filter(region -> region.name.equals(name)).findFirst();
    }
}
