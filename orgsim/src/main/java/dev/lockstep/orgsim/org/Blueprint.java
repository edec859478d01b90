package dev.lockstep.orgsim.org;

import java.util.List;
import java.util.Optional;

/// An object as the org is built with it: its definition, what is derived when a record is saved, rows that are
/// computed, and what a record is checked for beyond its fields' own rules.
public record Blueprint(
        ObjectDefinition definition, Derivation derivation, Optional<GeneratedRows> generated, Check check) {
    /// An object whose records are checked for nothing more.
    public Blueprint(ObjectDefinition definition, Derivation derivation, Optional<GeneratedRows> generated) {
        this(definition, derivation, generated, (_, _) -> List.of());
    }

    /// Looks at a record that is about to be saved. Runs on each save, after the derivation.
    public interface Check {
        /// Why the record is refused; empty where it isn't.
        ///
        /// @param state the org before the record is saved
        List<SaveError> errors(Draft draft, OrgState state);
    }

    /// Fills in fields that follow from others, such as a person's name. Runs on each save, after defaults and before
    /// the
    /// record is checked for uniqueness.
    public interface Derivation {
        void apply(Draft draft);
    }

    /// The same with another definition, which has all fields that the derivation and the rows use.
    public Blueprint defining(ObjectDefinition other) {
        return new Blueprint(other, derivation, generated, check);
    }
}
