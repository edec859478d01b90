package dev.lockstep.postgres.copy;

import java.util.Optional;

/// A column of a table that is filled, with what fills it.
///
/// @param encoder absent where its type has none
record CopyColumn(String name, Optional<Encoder> encoder, Source source) {
    sealed interface Source {}

    record PageColumn(String name) implements Source {}

    record Constant(String text) implements Source {}
}
