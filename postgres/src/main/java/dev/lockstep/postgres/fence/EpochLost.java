package dev.lockstep.postgres.fence;

/// Somebody else has taken the connection over. Whoever meets this has nothing to write any more.
public final class EpochLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EpochLost(long mine, long now) {
        super("another process has taken this connection over (epoch " + now + ", ours was " + mine
                + "). Nothing more is written from here.");
    }
}
