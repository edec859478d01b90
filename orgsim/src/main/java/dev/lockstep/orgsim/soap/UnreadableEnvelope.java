package dev.lockstep.orgsim.soap;

/// A request that can't be understood as a whole.
final class UnreadableEnvelope extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableEnvelope(String message) {
        super(message);
    }

    UnreadableEnvelope(String message, Throwable cause) {
        super(message, cause);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
