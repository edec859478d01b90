package dev.lockstep.postgres.fence;

import java.util.Objects;

/// Somebody else works for the connection now: whoever sees this stops at once, without writing anything.
public final class EpochLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EpochLost(Epoch lost) {
        super("the epoch " + lost.number() + " of the schema " + lost.schema()
                + " is over: another process has taken the connection over");
    }

    /// The sentence; never null.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
