package dev.lockstep.app;

/// A command that can't do its work until a person has changed something. The message is a sentence with a
/// hint; the program ends with [Exit#USAGE_OR_ENVIRONMENT].
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refusal(String message) {
        super(message);
    }

    public Refusal(String message, Throwable cause) {
        super(message, cause);
    }
}
