package dev.lockstep.postgres.copy;

/// Writes cells as fields of binary COPY, for one type of PostgreSQL.
///
/// It writes exactly what the type's own input function makes of the text, or says that it doesn't know the text. It
/// never guesses, and it never refuses: what it doesn't know goes to the server as text, whose verdict counts. Settings
/// of a session change nothing of it. Immutable.
@FunctionalInterface
interface Encoder {
    /// Puts the field, its length first, or returns false; then what it has put is of no meaning.
    boolean encode(byte[] bytes, int offset, int length, CopyBuffer target);
}
