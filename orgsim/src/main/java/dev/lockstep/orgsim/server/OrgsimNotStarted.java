package dev.lockstep.orgsim.server;

/// The simulator can't start. The message says why, and what to do, in words for the person who started it.
public final class OrgsimNotStarted extends RuntimeException {
    private static final long serialVersionUID = 1;

    OrgsimNotStarted(String message, Throwable cause) {
        super(message, cause);
    }
}
