package dev.lockstep.orgsim.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/// The bytes of an answer: the same ones each time that they are written.
public interface Body {
    /// How many there are; absent where only writing them tells.
    OptionalLong length();

    /// Writes all of them. Closes nothing.
    void writeTo(OutputStream out) throws IOException;
}
