package dev.lockstep.engine;

import java.util.Objects;

/// A shift that can't begin or go on until a person has acted. The message is one sentence with a hint.
public final class ShiftRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ShiftRefused(String message) {
        super(message);
    }

    public ShiftRefused(String message, Throwable cause) {
        super(message, cause);
    }

    /// The sentence; never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
