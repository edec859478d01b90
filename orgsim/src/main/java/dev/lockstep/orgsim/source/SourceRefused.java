package dev.lockstep.orgsim.source;

/// No org can be made of these files. The message is one sentence that names file and place, and says what to do.
public final class SourceRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SourceRefused(String message) {
        super(message);
    }
}
