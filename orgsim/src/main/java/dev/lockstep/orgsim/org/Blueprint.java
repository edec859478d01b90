package dev.lockstep.orgsim.org;

import java.util.Optional;

/// An object as the org is built with it: its definition, what is derived when a record is saved, and rows that are
/// computed.
public record Blueprint(ObjectDefinition definition, Derivation derivation, Optional<GeneratedRows> generated) {
    /// Fills in fields that follow from others, such as a person's name. Runs on each save, after defaults and before
    /// the
    /// record is checked for uniqueness.
    public interface Derivation {
        void apply(Draft draft);
    }

    /// The same with another definition, which has all fields that the derivation and the rows use.
    public Blueprint defining(ObjectDefinition other) {
        return new Blueprint(other, derivation, generated);
    }
}
