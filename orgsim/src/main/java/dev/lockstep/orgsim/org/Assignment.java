package dev.lockstep.orgsim.org;

/// Which assignment rule a request wants for the records that it creates.
public sealed interface Assignment {
    /// None.
    record Off() implements Assignment {}

    /// The one that is active.
    record Active() implements Assignment {}

    /// A certain one, if it is active.
    ///
    /// @param id of 15 or 18 characters
    record ById(String id) implements Assignment {}
}
